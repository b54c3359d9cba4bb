#pragma once

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <cstring>
#include <new>

#include <slipway/core/clean.hpp>
#include <slipway/transport/ssh_session.hpp>

namespace slipway::transport {

// what libssh2 calls; its `abstract` is the session
struct ssh_callbacks {
  static ssh_session& of(void** abstract) { return *static_cast<ssh_session*>(*abstract); }

  static void* allocate(std::size_t size, void** abstract) { return of(abstract).memory_.allocate(size); }
  static void* reallocate(void* memory, std::size_t size, void** abstract) {
    return of(abstract).memory_.reallocate(memory, size);
  }
  static void release(void* memory, void** abstract) { of(abstract).memory_.release(memory); }

  static ssize_t send(libssh2_socket_t, const void* bytes, std::size_t size, int, void** abstract) {
    return of(abstract).put_sent(static_cast<const char*>(bytes), size);
  }
  static ssize_t receive(libssh2_socket_t, void* into, std::size_t size, int, void** abstract) {
    return of(abstract).take_received(static_cast<char*>(into), size);
  }
  static void disconnect(LIBSSH2_SESSION*, int reason, const char* message, int size, const char*, int, void** abstract) {
    const auto length = message == nullptr ? 0 : static_cast<std::size_t>(std::max(size, 0));
    of(abstract).on_farewell(reason, {message == nullptr ? "" : message, length});
  }

  template <class Function>
  static void set(LIBSSH2_SESSION* session, int kind, Function* function) {
#if LIBSSH2_VERSION_NUM >= 0x010b00
    libssh2_session_callback_set2(session, kind, reinterpret_cast<libssh2_cb_generic*>(function));
#else
    libssh2_session_callback_set(session, kind, reinterpret_cast<void*>(function));
#endif
  }
};

SLIPWAY_DECL ssh_session::ssh_session(asio::ip::tcp::socket socket, std::string who)
    : socket_(std::move(socket)),
      changed_(socket_.get_executor(), asio::steady_timer::time_point::max()),
      next_question_(socket_.get_executor()),
      who_(std::move(who)),
      received_(32 << 10) {
  static const int ready = libssh2_init(0);
  if (ready == 0)
    raw_ = libssh2_session_init_ex(ssh_callbacks::allocate, ssh_callbacks::release, ssh_callbacks::reallocate, this);
  if (raw_ == nullptr) throw std::bad_alloc();
  libssh2_session_set_blocking(raw_, 0);
  ssh_callbacks::set(raw_, LIBSSH2_CALLBACK_SEND, ssh_callbacks::send);
  ssh_callbacks::set(raw_, LIBSSH2_CALLBACK_RECV, ssh_callbacks::receive);
  ssh_callbacks::set(raw_, LIBSSH2_CALLBACK_DISCONNECT, ssh_callbacks::disconnect);
}

SLIPWAY_DECL ssh_session::~ssh_session() {
  deaf_ = true;
  // cannot say "again": whatever it sends or waits for fails at once
  libssh2_session_free(raw_);
}

SLIPWAY_DECL void ssh_session::lose(failure kind, const std::string& why, const std::string& remedy) {
  if (lost_) return;
  lost_.emplace(kind, who_ + ": " + why + (stage.empty() ? "" : " " + stage), remedy);
  boost::system::error_code ignored;
  socket_.close(ignored);
  next_question_.cancel();
  wake();
  if (on_lost) on_lost();
}

SLIPWAY_DECL void ssh_session::lose(int libssh2_error) {
  if (lost_ || libssh2_error >= 0 || libssh2_error == LIBSSH2_ERROR_EAGAIN) return;
  lose(failure::closed, "the connection broke (" + last_error() + ")");
}

SLIPWAY_DECL void ssh_session::throw_if_lost() const {
  if (lost_) throw error(*lost_);
}

SLIPWAY_DECL std::string ssh_session::last_error() const {
  char* text = nullptr;
  int size = 0;
  const int number = libssh2_session_last_error(raw_, &text, &size, 0);
  return clean({text, static_cast<std::size_t>(std::max(size, 0))}) + ", libssh2 error " + std::to_string(number);
}

SLIPWAY_DECL void ssh_session::on_farewell(int reason, std::string_view said) {
  farewell_ = said.empty() ? "reason " + std::to_string(reason) : clean(said);
  if (deaf_) return;
  // the end of the stream may have been seen first, and says less
  if (lost_ && lost_->kind == failure::closed) lost_.reset();
  lose(failure::closed, "the host ended the connection: " + farewell_);
}

SLIPWAY_DECL void ssh_session::start() { read_more(); }

SLIPWAY_DECL void ssh_session::read_more() {
  if (lost_ || reading_) return;
  if (received_begin_ == received_end_) received_begin_ = received_end_ = 0;
  if (received_end_ == received_.size()) return;  // until libssh2 has taken some of it
  reading_ = true;
  socket_.async_read_some(
      asio::buffer(received_.data() + received_end_, received_.size() - received_end_),
      [self = shared_from_this()](const boost::system::error_code& failed, std::size_t size) { self->on_read(failed, size); });
}

SLIPWAY_DECL void ssh_session::on_read(const boost::system::error_code& failed, std::size_t size) {
  reading_ = false;
  if (lost_) return;
  received_end_ += size;
  // sshd holds what follows the login back until we acknowledge, which we would put off for 40 ms
  const int at_once = 1;
  setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_QUICKACK, &at_once, sizeof at_once);
  heard_ = heard_ || size != 0;
  take_arrived();
  if (failed == asio::error::eof) lose(failure::closed, "the host closed the connection");
  else if (failed) lose(failure::closed, "the connection was lost (" + failed.message() + ")");
  wake();
  read_more();
}

// everything is taken as it arrives, so that no operation can take what another one waits for
SLIPWAY_DECL void ssh_session::take_arrived() {
  for (auto* listener : listeners_) listener->take_arrived();
  std::erase_if(retired_, [](LIBSSH2_CHANNEL* c) { return libssh2_channel_free(c) != LIBSSH2_ERROR_EAGAIN; });
}

SLIPWAY_DECL std::ptrdiff_t ssh_session::take_received(char* into, std::size_t size) {
  const auto taken = std::min(size, received_end_ - received_begin_);
  // the end of the stream is not told: libssh2 would no longer hand out what it has
  if (taken == 0) return deaf_ ? -ECONNRESET : -EAGAIN;
  std::memcpy(into, received_.data() + received_begin_, taken);
  received_begin_ += taken;
  if (received_begin_ == received_end_) read_more();
  wake();
  return static_cast<std::ptrdiff_t>(taken);
}

SLIPWAY_DECL std::ptrdiff_t ssh_session::put_sent(const char* bytes, std::size_t size) {
  if (deaf_ || lost_) return -EPIPE;
  std::size_t gone = 0;
  if (unsent() == 0) {
    const auto sent = ::send(socket_.native_handle(), bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    // why it cannot be sent is what reading will end with, after what the host may have said before
    if (sent < 0 && errno != EAGAIN && errno != EINTR) return static_cast<std::ptrdiff_t>(size);
    gone = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
  }
  waiting_.append(bytes + gone, size - gone);
  send_more();
  return static_cast<std::ptrdiff_t>(size);
}

SLIPWAY_DECL void ssh_session::send_more() {
  constexpr std::size_t worth_keeping = 64 << 10;
  if (lost_ || !sending_.empty() || waiting_.empty()) return;
  if (sending_.capacity() > worth_keeping) sending_ = std::string();
  sending_.swap(waiting_);
  asio::async_write(socket_, asio::buffer(sending_),
                    [self = shared_from_this()](const boost::system::error_code& failed, std::size_t) {
                      self->sending_.clear();
                      if (failed) self->waiting_.clear();
                      self->send_more();
                      self->wake();
                    });
}

SLIPWAY_DECL asio::awaitable<void> ssh_session::changed() {
  boost::system::error_code ignored;
  co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  co_await leave_if_cancelled();
}

SLIPWAY_DECL void ssh_session::wake() { changed_.cancel(); }

SLIPWAY_DECL void ssh_session::remove(ssh_listener& listener) { std::erase(listeners_, &listener); }

SLIPWAY_DECL void ssh_session::retire(LIBSSH2_CHANNEL* channel) {
  if (lost_) return;  // it goes with the session
  if (libssh2_channel_free(channel) == LIBSSH2_ERROR_EAGAIN) retired_.push_back(channel);
}

SLIPWAY_DECL void ssh_session::keep_alive(std::chrono::seconds every) {
  if (every.count() <= 0) return;
  // the pace is set here; libssh2 has no shorter one than two seconds
  libssh2_keepalive_config(raw_, 1, 2);
  ask_whether_there(every);
}

SLIPWAY_DECL void ssh_session::ask_whether_there(std::chrono::seconds every) {
  next_question_.expires_after(every);
  next_question_.async_wait([weak = weak_from_this(), every](const boost::system::error_code& failed) {
    const auto self = weak.lock();
    if (failed || !self || self->lost_) return;
    // counted, not timed: while this thread was busy elsewhere, answers may have come that are still unread
    self->unanswered_ = self->heard_ ? 0 : self->unanswered_ + (self->asked_ ? 1 : 0);
    if (self->unanswered_ >= 3)
      return self->lose(failure::closed, "the host has not answered for " + std::to_string(3 * every.count()) + " s",
                        "check the network and whether the host is up");
    self->heard_ = false;
    int seconds_to_next = 0;
    self->asked_ = true;
    self->lose(libssh2_keepalive_send(self->raw_, &seconds_to_next));
    self->ask_whether_there(every);
  });
}

}  // namespace slipway::transport
