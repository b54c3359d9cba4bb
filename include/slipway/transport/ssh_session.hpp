// One libssh2 session on one socket: reading, writing, waiting and being lost.
#pragma once

#include <libssh2.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/transport/alarm.hpp>
#include <slipway/transport/channel.hpp>
#include <slipway/transport/ssh_memory.hpp>

namespace slipway::transport {

/// What takes its part of what has arrived, whether anybody waits for it or not.
class ssh_listener {
 public:
  ssh_listener() = default;
  ssh_listener(const ssh_listener&) = delete;
  ssh_listener& operator=(const ssh_listener&) = delete;
  virtual void take_arrived() = 0;

 protected:
  ~ssh_listener() = default;
};

/// The socket is read and written here, not by libssh2: it is given what has arrived, and whatever it sends
/// is taken at once. So a send never stops half-way - libssh2 allows nobody else to send then, not even a
/// window adjustment - and "again" always means that the host has to say something first. Not thread-safe.
class ssh_session : public std::enable_shared_from_this<ssh_session> {
 public:
  /// `who` begins every message.
  SLIPWAY_DECL ssh_session(asio::ip::tcp::socket socket, std::string who);
  SLIPWAY_DECL ~ssh_session();
  ssh_session(const ssh_session&) = delete;
  ssh_session& operator=(const ssh_session&) = delete;

  [[nodiscard]] LIBSSH2_SESSION* raw() const { return raw_; }
  [[nodiscard]] static ssh_session& of(LIBSSH2_SESSION* raw) {
    return *static_cast<ssh_session*>(*libssh2_session_abstract(raw));
  }
  [[nodiscard]] libssh2_socket_t socket() { return socket_.native_handle(); }
  [[nodiscard]] const std::string& who() const { return who_; }
  [[nodiscard]] asio::any_io_executor executor() { return socket_.get_executor(); }

  /// What goes on, for messages: "during the key exchange"; empty once logged in.
  std::string stage;
  /// How a host's questions are answered; libssh2 asks from within a call.
  std::function<std::string(std::string_view question)> answer;
  /// Called when the connection is lost.
  std::function<void()> on_lost;

  /// Ends everything that is pending with this reason, unless there was one before.
  SLIPWAY_DECL void lose(failure kind, const std::string& why, const std::string& remedy = {});
  /// The same for what a call of libssh2 returned.
  SLIPWAY_DECL void lose(int libssh2_error);
  [[nodiscard]] bool lost() const { return lost_.has_value(); }
  SLIPWAY_DECL void throw_if_lost() const;
  /// What the host said when it ended the connection.
  [[nodiscard]] const std::string& farewell() const { return farewell_; }

  /// Begins to read what the host sends.
  SLIPWAY_DECL void start();
  /// From here on the host is asked whether it is there, and lost when it does not answer three times.
  SLIPWAY_DECL void keep_alive(std::chrono::seconds every);
  [[nodiscard]] ssh_memory& memory() { return memory_; }

  /// Waits until something has arrived, has been sent, or ended.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> changed();
  SLIPWAY_DECL void wake();
  /// Calls an operation of libssh2 until it no longer says "again"; what it says then. Throws when the
  /// connection is lost.
  template <class Operation>
  [[nodiscard]] asio::awaitable<int> finish(Operation operation);
  /// The same for the key exchange, whose memory only its own end frees: leaving it in the middle costs the
  /// connection.
  template <class Operation>
  [[nodiscard]] asio::awaitable<int> finish_or_lose(Operation operation);

  /// How much of what was sent still waits for the network.
  [[nodiscard]] std::size_t unsent() const { return waiting_.size() + sending_.size(); }

  void add(ssh_listener& listener) { listeners_.push_back(&listener); }
  SLIPWAY_DECL void remove(ssh_listener& listener);
  /// Closes a channel; it is freed when the host has agreed.
  SLIPWAY_DECL void retire(LIBSSH2_CHANNEL* channel);
  /// libssh2 opens one channel at a time.
  bool opening = false;

  /// The last error of libssh2, in its words.
  [[nodiscard]] SLIPWAY_DECL std::string last_error() const;

 private:
  friend struct ssh_callbacks;
  template <class Operation>
  struct unfinished;

  SLIPWAY_DECL void read_more();
  SLIPWAY_DECL void on_read(const boost::system::error_code& failed, std::size_t size);
  SLIPWAY_DECL void take_arrived();
  SLIPWAY_DECL void send_more();
  [[nodiscard]] SLIPWAY_DECL std::ptrdiff_t take_received(char* into, std::size_t size);
  [[nodiscard]] SLIPWAY_DECL std::ptrdiff_t put_sent(const char* bytes, std::size_t size);
  SLIPWAY_DECL void on_farewell(int reason, std::string_view said);
  SLIPWAY_DECL void ask_whether_there(std::chrono::seconds every);

  asio::ip::tcp::socket socket_;
  asio::steady_timer changed_;
  asio::steady_timer next_question_;
  std::string who_;
  std::optional<error> lost_;
  std::string farewell_;

  std::vector<char> received_;  // libssh2 has taken what is before received_begin_
  std::size_t received_begin_ = 0;
  std::size_t received_end_ = 0;
  bool reading_ = false;
  bool deaf_ = false;  // nobody can be reached any more: libssh2 is told so, and cleans up
  std::string waiting_;
  std::string sending_;
  bool heard_ = false;
  bool asked_ = false;
  int unanswered_ = 0;

  ssh_memory memory_;
  LIBSSH2_SESSION* raw_ = nullptr;
  std::vector<ssh_listener*> listeners_;
  std::vector<LIBSSH2_CHANNEL*> retired_;
};

// an operation that is left has a last call, in which it hears that the connection is gone, and cleans up
template <class Operation>
struct ssh_session::unfinished {
  ssh_session& session;
  Operation& operation;
  bool done = false;

  ~unfinished() {
    if (done) return;
    session.deaf_ = true;
    session.lose(failure::closed, "the connection was given up");
    static_cast<void>(operation());
  }
};

template <class Operation>
asio::awaitable<int> ssh_session::finish(Operation operation) {
  for (;;) {
    const int result = operation();
    if (result != LIBSSH2_ERROR_EAGAIN) co_return result;
    throw_if_lost();
    co_await changed();
  }
}

template <class Operation>
asio::awaitable<int> ssh_session::finish_or_lose(Operation operation) {
  unfinished<Operation> guard{*this, operation};
  for (;;) {
    const int result = operation();
    guard.done = result != LIBSSH2_ERROR_EAGAIN;
    if (guard.done) co_return result;
    throw_if_lost();
    co_await changed();
  }
}

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh_session.ipp>
#endif
