#pragma once

#include <utility>

#include <slipway/core/quote.hpp>
#include <slipway/transport/inside.hpp>

namespace slipway::transport {
namespace detail {

class inside_connection final : public connection {
 public:
  inside_connection(std::unique_ptr<connection> outer, std::string entry, dollars signs)
      : outer_(std::move(outer)), entry_(std::move(entry)), signs_(signs) {}

  asio::awaitable<std::unique_ptr<channel>> open(std::string command) override {
    return outer_->open(command_inside(entry_, command, signs_));
  }
  asio::awaitable<void> close() override { return outer_->close(); }

 private:
  std::unique_ptr<connection> outer_;
  std::string entry_;
  dollars signs_;
};

}  // namespace detail

SLIPWAY_DECL std::string command_inside(const std::string& entry, const std::string& command, dollars signs) {
  std::string given;
  for (const char c : command) given += c == '$' && signs == dollars::doubled ? "$$" : std::string(1, c);
  return "exec " + entry + " sh -c " + shell_quote(given);
}

SLIPWAY_DECL std::unique_ptr<connection> connect_inside(std::unique_ptr<connection> outer, std::string entry, dollars signs) {
  return std::make_unique<detail::inside_connection>(std::move(outer), std::move(entry), signs);
}

}  // namespace slipway::transport
