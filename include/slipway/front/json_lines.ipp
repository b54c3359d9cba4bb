#pragma once

#include <algorithm>
#include <boost/json/stream_parser.hpp>
#include <stdexcept>

#include <slipway/front/json_lines.hpp>

namespace slipway::front {
namespace detail {

/// Walks a text that is known to be JSON, so that only its structure has to be looked at.
class json_walk {
 public:
  explicit json_walk(std::string_view text) : text_(text) {}

  std::map<std::string, std::size_t, std::less<>> lines() {
    value("");
    return std::move(lines_);
  }

 private:
  void value(const std::string& path) {
    skip_blanks();
    lines_[path] = line_;
    if (at('{')) members(path);
    else if (at('[')) items(path);
    else if (at('"')) (void)text();
    else
      // what is no value is passed over too: any text comes to an end
      do step();
      while (at_ < text_.size() && std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos);
  }

  void members(const std::string& path) {
    for (step(), skip_blanks(); at_ < text_.size() && !at('}'); skip_blanks()) {
      const auto key = text();
      skip_blanks();
      step();  // the colon
      value(path + "/" + key);
      skip_blanks();
      if (at(',')) step();
    }
    step();
  }

  void items(const std::string& path) {
    std::size_t i = 0;
    for (step(), skip_blanks(); at_ < text_.size() && !at(']'); skip_blanks()) {
      value(path + "/" + std::to_string(i++));
      skip_blanks();
      if (at(',')) step();
    }
    step();
  }

  std::string text() {
    std::string bytes;
    for (step(); at_ < text_.size() && !at('"'); step()) {
      if (at('\\')) {
        bytes += text_[at_];
        step();
      }
      if (at_ < text_.size()) bytes += text_[at_];
    }
    step();
    return bytes;
  }

  [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void step() {
    if (at('\n')) ++line_;
    if (at_ < text_.size()) ++at_;
  }
  void skip_blanks() {
    while (at(' ') || at('\t') || at('\r') || at('\n')) step();
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
  std::map<std::string, std::size_t, std::less<>> lines_;
};

}  // namespace detail

SLIPWAY_DECL std::map<std::string, std::size_t, std::less<>> json_lines(std::string_view text) {
  return detail::json_walk(text).lines();
}

SLIPWAY_DECL std::size_t line_at(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

SLIPWAY_DECL boost::json::value parse_json(std::string_view text) {
  boost::json::stream_parser parser;
  boost::system::error_code wrong;
  const auto used = parser.write_some(text.data(), text.size(), wrong);
  const auto fail = [&](std::size_t at, const std::string& why) {
    throw std::runtime_error(std::to_string(line_at(text, at)) + ": this is no JSON: " + why);
  };
  if (wrong) fail(used, wrong.message());
  const auto rest = text.find_first_not_of(" \t\r\n", used);
  if (rest != std::string_view::npos) fail(rest, "something follows the end of the document");
  parser.finish(wrong);
  if (wrong) fail(text.size(), wrong.message());
  return parser.release();
}

}  // namespace slipway::front
