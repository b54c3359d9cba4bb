#pragma once

#include <fcntl.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstddef>
#include <utility>

#include <slipway/transport/alarm.hpp>
#include <slipway/transport/ssh_agent.hpp>
#include <slipway/transport/ssh_wire.hpp>

namespace slipway::transport {

SLIPWAY_DECL asio::awaitable<std::unique_ptr<ssh_agent>> ssh_agent::connect(std::string path) {
  asio::local::stream_protocol::endpoint endpoint;
  if (path.empty() || path.size() >= endpoint.capacity() - offsetof(sockaddr_un, sun_path)) co_return nullptr;
  endpoint.path(path);
  asio::local::stream_protocol::socket socket(co_await asio::this_coro::executor);
  boost::system::error_code failed;
  socket.open(asio::local::stream_protocol(), failed);
  if (failed) co_return nullptr;
  ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
  co_await socket.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, failed));
  co_await leave_if_cancelled();
  if (failed) co_return nullptr;
  co_return std::make_unique<ssh_agent>(std::move(socket));
}

SLIPWAY_DECL void ssh_agent::cancel() {
  boost::system::error_code ignored;
  socket_.close(ignored);
}

SLIPWAY_DECL asio::awaitable<std::string> ssh_agent::ask(std::string question) {
  constexpr std::uint32_t longest = 256 << 10;  // as OpenSSH's agent
  std::string message;
  put_text(message, question);
  std::string answer(4, '\0');
  boost::system::error_code failed;
  co_await asio::async_write(socket_, asio::buffer(message), asio::redirect_error(asio::use_awaitable, failed));
  if (!failed) co_await asio::async_read(socket_, asio::buffer(answer), asio::redirect_error(asio::use_awaitable, failed));
  const auto size = wire_reader(answer).number().value_or(0);
  if (failed || size > longest) answer.clear();
  answer.resize(answer.empty() ? 0 : size);
  if (!answer.empty())
    co_await asio::async_read(socket_, asio::buffer(answer), asio::redirect_error(asio::use_awaitable, failed));
  co_await leave_if_cancelled();
  if (failed) answer.clear();
  co_return answer;
}

SLIPWAY_DECL asio::awaitable<std::vector<std::string>> ssh_agent::keys() {
  constexpr char request_identities = 11;
  constexpr unsigned char identities_answer = 12;
  const auto answer = co_await ask(std::string(1, request_identities));
  std::vector<std::string> found;
  wire_reader reader(answer);
  if (reader.byte() != identities_answer) co_return found;
  for (auto left = reader.number().value_or(0); left != 0; --left) {
    const auto key = reader.text();
    const auto comment = reader.text();
    if (!key || !comment) break;
    found.emplace_back(*key);
  }
  co_return found;
}

SLIPWAY_DECL asio::awaitable<std::string> ssh_agent::sign(std::string public_key, std::string data, std::uint32_t flags) {
  constexpr char sign_request = 13;
  constexpr unsigned char sign_response = 14;
  std::string question(1, sign_request);
  put_text(question, public_key);
  put_text(question, data);
  put_number(question, flags);
  const auto answer = co_await ask(std::move(question));
  wire_reader reader(answer);
  if (reader.byte() != sign_response) co_return std::string();
  wire_reader signature(reader.text().value_or(std::string_view()));
  signature.text();  // its algorithm, which libssh2 writes itself
  co_return std::string(signature.text().value_or(std::string_view()));
}

}  // namespace slipway::transport
