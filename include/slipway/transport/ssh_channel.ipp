#pragma once

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include <slipway/transport/ssh_channel.hpp>

namespace slipway::transport {
namespace detail {

// libssh2 computes an interrupted window adjustment anew from the size asked for: it must always be the same
constexpr std::size_t ssh_piece = 32 << 10;

class ssh_channel final : public channel {
 public:
  explicit ssh_channel(std::shared_ptr<ssh_stream> stream) : stream_(std::move(stream)) {}
  ~ssh_channel() override { stream_->close(); }

  asio::awaitable<void> write(std::string_view bytes) override { return ssh_stream::write(stream_, bytes); }
  asio::awaitable<void> finish_writing() override { return ssh_stream::finish_writing(stream_); }
  asio::awaitable<std::size_t> read(std::span<char> into) override { return ssh_stream::read(stream_, into); }
  [[nodiscard]] std::string error_output() const override { return stream_->errors().text(); }

 private:
  std::shared_ptr<ssh_stream> stream_;
};

// one channel is opened at a time; when an opener is cancelled, the next one gets what it began
struct ssh_opening {
  ssh_session& session;

  explicit ssh_opening(ssh_session& s) : session(s) { session.opening = true; }
  ssh_opening(const ssh_opening&) = delete;
  ssh_opening& operator=(const ssh_opening&) = delete;
  ~ssh_opening() {
    session.opening = false;
    session.wake();
  }
};

inline asio::awaitable<LIBSSH2_CHANNEL*> open_raw_channel(std::shared_ptr<ssh_session> session) {
  constexpr unsigned window = 2 << 20;
  constexpr unsigned packet = 32 << 10;
  while (session->opening) co_await session->changed();
  const ssh_opening turn(*session);
  LIBSSH2_CHANNEL* raw = nullptr;
  const auto open = [&raw, &session] {
    raw = libssh2_channel_open_ex(session->raw(), "session", 7, window, packet, nullptr, 0);
    return raw != nullptr ? 0 : libssh2_session_last_errno(session->raw());
  };
  session->throw_if_lost();
  const int result = co_await session->finish(open);
  if (raw != nullptr) co_return raw;
  if (result == LIBSSH2_ERROR_CHANNEL_FAILURE)
    throw error(failure::closed, session->who() + ": the host refuses another session on this connection",
                "raise MaxSessions in its sshd_config, or use fewer at a time");
  session->lose(result);
  session->throw_if_lost();
  throw error(failure::closed, session->who() + ": cannot open a session: " + session->last_error());
}

}  // namespace detail

SLIPWAY_DECL ssh_stream::ssh_stream(std::shared_ptr<ssh_session> session, LIBSSH2_CHANNEL* raw)
    : session_(std::move(session)), raw_(raw) {
  session_->add(*this);
}

SLIPWAY_DECL ssh_stream::~ssh_stream() { close(); }

SLIPWAY_DECL void ssh_stream::close() {
  if (raw_ == nullptr) return;
  session_->remove(*this);
  session_->retire(std::exchange(raw_, nullptr));
  session_->wake();
}

SLIPWAY_DECL void ssh_stream::throw_if_unusable() const {
  if (raw_ == nullptr) throw error(failure::closed, session_->who() + ": the channel was closed here");
}

SLIPWAY_DECL void ssh_stream::throw_if_torn() const {
  if (torn_) throw error(failure::closed, session_->who() + ": an earlier write to this command did not finish");
}

// standard error is taken whether anybody asks or not: a command whose window is full of it would stand still
SLIPWAY_DECL void ssh_stream::take_arrived() {
  char piece[detail::ssh_piece];
  ssize_t size = 0;
  while ((size = libssh2_channel_read_ex(raw_, SSH_EXTENDED_DATA_STDERR, piece, sizeof piece)) > 0)
    errors_.add({piece, static_cast<std::size_t>(size)});
  session_->lose(static_cast<int>(size));
}

SLIPWAY_DECL ssh_stream::progress ssh_stream::take_output() {
  output_.resize(detail::ssh_piece);
  output_begin_ = 0;
  const auto size = libssh2_channel_read_ex(raw_, 0, output_.data(), output_.size());
  output_.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  if (size > 0) return progress::some;
  if (size == 0) return progress::over;
  session_->lose(static_cast<int>(size));
  return progress::none;
}

SLIPWAY_DECL std::size_t ssh_stream::give_output(std::span<char> into) {
  const auto size = std::min(into.size(), output_.size() - output_begin_);
  std::copy_n(output_.data() + output_begin_, size, into.data());
  output_begin_ += size;
  return size;
}

// data for a command that is gone would fill its window, which nobody empties any more
SLIPWAY_DECL bool ssh_stream::host_closed() { return libssh2_channel_wait_closed(raw_) == 0; }

SLIPWAY_DECL asio::awaitable<void> ssh_stream::request(std::shared_ptr<ssh_stream> stream, std::string command) {
  const auto ask = [&stream, &command] {
    // answers to requests on other channels must not be what libssh2 sees first: it takes them for an error
    stream->take_arrived();
    const int result =
        libssh2_channel_process_startup(stream->raw_, "exec", 4, command.data(), static_cast<unsigned>(command.size()));
    const bool closed = result == LIBSSH2_ERROR_EAGAIN && stream->host_closed();
    return closed ? LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED : result;
  };
  const int result = co_await stream->session_->finish(ask);
  if (result == 0) co_return;
  if (result != LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED) stream->session_->lose(result);
  stream->session_->throw_if_lost();
  throw error(failure::closed, stream->session_->who() + ": the host refuses to run a command",
              "look for restrictions of this key or user in its sshd_config and authorized_keys");
}

SLIPWAY_DECL asio::awaitable<std::size_t> ssh_stream::read(std::shared_ptr<ssh_stream> stream, std::span<char> into) {
  auto& session = *stream->session_;
  for (;;) {
    if (const auto size = stream->give_output(into); size != 0 || into.empty()) co_return size;
    stream->throw_if_unusable();
    const auto found = stream->take_output();
    if (found == progress::some) continue;
    if (found == progress::over) {
      stream->take_arrived();
      co_return 0;
    }
    session.throw_if_lost();
    co_await session.changed();
  }
}

SLIPWAY_DECL asio::awaitable<void> ssh_stream::write(std::shared_ptr<ssh_stream> stream, std::string_view bytes) {
  // what may wait for the network, and what one host may do before it is the next one's turn
  constexpr std::size_t turn = 256 << 10;
  auto& session = *stream->session_;
  std::size_t written = 0;
  stream->throw_if_torn();
  stream->torn_ = true;
  while (!bytes.empty()) {
    session.throw_if_lost();
    stream->throw_if_unusable();
    const bool room = session.unsent() < turn;
    const auto size = room ? libssh2_channel_write_ex(stream->raw_, 0, bytes.data(), bytes.size()) : 0;
    if (size < 0) session.lose(static_cast<int>(size));
    if (size > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(size));
      written += static_cast<std::size_t>(size);
      if (written >= turn) co_await asio::post(asio::use_awaitable);
      if (written >= turn) written = 0;
      continue;
    }
    if (room && stream->host_closed())
      throw error(failure::closed, session.who() + ": the command ended before it had read all of its input");
    session.throw_if_lost();
    co_await session.changed();
  }
  stream->torn_ = false;
}

SLIPWAY_DECL asio::awaitable<void> ssh_stream::finish_writing(std::shared_ptr<ssh_stream> stream) {
  stream->session_->throw_if_lost();
  stream->throw_if_unusable();
  stream->throw_if_torn();
  const auto finish = [&stream] { return stream->raw_ == nullptr ? 0 : libssh2_channel_send_eof(stream->raw_); };
  const int result = co_await stream->session_->finish(finish);
  stream->session_->lose(result);
  stream->session_->throw_if_lost();
}

SLIPWAY_DECL asio::awaitable<std::unique_ptr<channel>> open_ssh_channel(std::shared_ptr<ssh_session> session,
                                                                        std::string command) {
  constexpr std::size_t longest = 32000;  // one packet, which libssh2 does not make larger
  if (command.size() > longest)
    throw error(failure::local, session->who() + ": a command of " + std::to_string(command.size()) + " bytes is too long",
                "run `sh` and write the text to its standard input");
  LIBSSH2_CHANNEL* raw = co_await detail::open_raw_channel(session);
  auto stream = std::make_shared<ssh_stream>(session, raw);
  co_await ssh_stream::request(stream, std::move(command));
  co_return std::make_unique<detail::ssh_channel>(stream);
}

}  // namespace slipway::transport
