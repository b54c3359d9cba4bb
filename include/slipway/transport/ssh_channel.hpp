// One command on an SSH connection.
#pragma once

#include <libssh2.h>

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/transport/channel.hpp>
#include <slipway/transport/ssh_session.hpp>
#include <slipway/transport/tail.hpp>

namespace slipway::transport {

/// What a channel and its pending operations share, so that either may go first.
class ssh_stream final : public ssh_listener {
 public:
  SLIPWAY_DECL ssh_stream(std::shared_ptr<ssh_session> session, LIBSSH2_CHANNEL* raw);
  SLIPWAY_DECL ~ssh_stream();

  /// Has the host run a command.
  static SLIPWAY_DECL asio::awaitable<void> request(std::shared_ptr<ssh_stream> stream, std::string command);
  static SLIPWAY_DECL asio::awaitable<void> write(std::shared_ptr<ssh_stream> stream, std::string_view bytes);
  static SLIPWAY_DECL asio::awaitable<void> finish_writing(std::shared_ptr<ssh_stream> stream);
  static SLIPWAY_DECL asio::awaitable<std::size_t> read(std::shared_ptr<ssh_stream> stream, std::span<char> into);

  [[nodiscard]] const tail& errors() const { return errors_; }
  SLIPWAY_DECL void close();
  SLIPWAY_DECL void take_arrived() override;

 private:
  enum class progress { some, none, over };

  SLIPWAY_DECL void throw_if_unusable() const;
  SLIPWAY_DECL void throw_if_torn() const;
  [[nodiscard]] SLIPWAY_DECL progress take_output();
  [[nodiscard]] SLIPWAY_DECL std::size_t give_output(std::span<char> into);
  [[nodiscard]] SLIPWAY_DECL bool host_closed();

  std::shared_ptr<ssh_session> session_;
  LIBSSH2_CHANNEL* raw_;
  // a write was left in the middle: the command must not take what it got for all of it, and libssh2 must not
  // be given other bytes for a packet that it has begun
  bool torn_ = false;
  std::vector<char> output_;
  std::size_t output_begin_ = 0;
  tail errors_;
};

/// A channel that runs a command.
[[nodiscard]] SLIPWAY_DECL asio::awaitable<std::unique_ptr<channel>> open_ssh_channel(std::shared_ptr<ssh_session> session,
                                                                                      std::string command);

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh_channel.ipp>
#endif
