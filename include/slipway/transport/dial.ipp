#pragma once

#include <fcntl.h>
#include <netdb.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

#include <slipway/core/clean.hpp>
#include <slipway/transport/alarm.hpp>
#include <slipway/transport/dial.hpp>
#include <slipway/transport/file.hpp>

namespace slipway::transport {
namespace detail {

inline std::string in_seconds(std::chrono::milliseconds time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(time).count()) + " s";
}

struct name_answer {
  std::atomic<bool> complete = false;
  int failed = 0;
  int reason = 0;
  endpoints found;
};

inline void ask_for_name(const std::string& name, unsigned port, name_answer& answer) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_ADDRCONFIG;
  addrinfo* list = nullptr;
  answer.failed = ::getaddrinfo(name.c_str(), std::to_string(port).c_str(), &wanted, &list);
  answer.reason = errno;
  for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
    asio::ip::tcp::endpoint endpoint;
    endpoint.resize(entry->ai_addrlen);
    std::memcpy(endpoint.data(), entry->ai_addr, entry->ai_addrlen);
    answer.found.push_back(endpoint);
  }
  if (list != nullptr) ::freeaddrinfo(list);
  answer.complete = true;
}

// Asio's own resolver has one thread for all names, and joins it: a name server that is silent would hold up
// every host, and the end of the program. This thread is alone with its name, and nobody waits for it longer
// than they like.
inline asio::awaitable<void> wait_for_name(std::shared_ptr<name_answer> answer, std::string name, unsigned port,
                                           std::chrono::milliseconds within) {
  int ends[2] = {-1, -1};
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category());
  unique_fd end(ends[1]);
  asio::posix::stream_descriptor done(co_await asio::this_coro::executor, ends[0]);
  std::thread([answer, name, port, end = std::move(end)]() mutable {
    ask_for_name(name, port, *answer);
    end = unique_fd();
  }).detach();
  const alarm bell(done.get_executor(), within, [&done] { done.close(); });
  boost::system::error_code ignored;
  co_await done.async_wait(asio::posix::stream_descriptor::wait_read, asio::redirect_error(asio::use_awaitable, ignored));
  co_await leave_if_cancelled();
}

inline asio::awaitable<boost::system::error_code> connect_one(asio::ip::tcp::socket& socket, asio::ip::tcp::endpoint endpoint,
                                                              std::chrono::steady_clock::duration within) {
  boost::system::error_code failed;
  socket.open(endpoint.protocol(), failed);
  if (failed) co_return failed;
  ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
  const alarm bell(socket.get_executor(), within, [&socket] { socket.close(); });
  co_await socket.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, failed));
  co_await leave_if_cancelled();
  if (bell.rang()) failed = asio::error::timed_out;
  co_return failed;
}

}  // namespace detail

SLIPWAY_DECL asio::awaitable<endpoints> look_up(std::string who, std::string address, unsigned port,
                                                std::chrono::milliseconds within) {
  boost::system::error_code not_numeric;
  const auto numeric = asio::ip::make_address(address, not_numeric);
  if (!not_numeric) co_return endpoints(1, {numeric, static_cast<asio::ip::port_type>(port)});
  const auto answer = std::make_shared<detail::name_answer>();
  const auto name = "'" + clean(address) + "'";
  try {
    co_await detail::wait_for_name(answer, address, port, within);
  } catch (const std::system_error& e) {
    throw error(failure::resolve, who + ": cannot look " + name + " up: " + e.code().message());
  }
  if (!answer->complete)
    throw error(failure::timed_out, who + ": the name look-up of " + name + " took longer than " + detail::in_seconds(within),
                "check the name servers in /etc/resolv.conf, or give an IP address");
  if (answer->failed != 0)
    throw error(failure::resolve,
                who + ": no address for " + name + ": " +
                    (answer->failed == EAI_SYSTEM ? std::strerror(answer->reason) : ::gai_strerror(answer->failed)),
                "check the spelling, or give an IP address");
  co_return std::move(answer->found);
}

SLIPWAY_DECL asio::awaitable<asio::ip::tcp::socket> dial(std::string who, std::string address, unsigned port,
                                                         std::chrono::milliseconds within) {
  const auto end = std::chrono::steady_clock::now() + within;
  const auto found = co_await look_up(who, address, port, within);
  std::string reasons;
  auto kind = failure::timed_out;
  for (std::size_t i = 0; i != found.size(); ++i) {
    asio::ip::tcp::socket socket(co_await asio::this_coro::executor);
    const auto share = (end - std::chrono::steady_clock::now()) / static_cast<long>(found.size() - i);
    const auto failed = co_await detail::connect_one(socket, found[i], share);
    if (!failed) {
      socket.set_option(asio::ip::tcp::no_delay(true));
      socket.native_non_blocking(true);
      co_return socket;
    }
    if (failed != asio::error::timed_out) kind = failure::connect;
    reasons += (reasons.empty() ? "" : "; ") + found[i].address().to_string() + ": " +
               (failed == asio::error::timed_out ? "no answer in time" : failed.message());
  }
  const auto what = kind == failure::timed_out ? ": connecting took longer than " + detail::in_seconds(within)
                                               : std::string(": cannot connect");
  throw error(kind, who + what + " (" + reasons + ")",
              "check that the host is up, that sshd listens there, and that no firewall is between");
}

}  // namespace slipway::transport
