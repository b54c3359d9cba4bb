// Proving to a host who the user is.
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/transport/key_file.hpp>
#include <slipway/transport/ssh_agent.hpp>
#include <slipway/transport/ssh_session.hpp>

namespace slipway::transport {

struct ssh_target;
using ask_secret = std::function<std::string(const std::string& question)>;

/// "deploy@web-1:22"
[[nodiscard]] SLIPWAY_DECL std::string user_at_host(const ssh_target& target);

/// One login: first what needs nobody, then what has to be asked for. Each attempt is remembered for the
/// message. The arguments must outlive it.
class ssh_login {
 public:
  ssh_login(ssh_session& session, const ssh_target& target, const ask_secret& ask)
      : session_(session), target_(target), ask_(ask) {}
  SLIPWAY_DECL ~ssh_login();
  ssh_login(const ssh_login&) = delete;
  ssh_login& operator=(const ssh_login&) = delete;

  /// Throws `error` when the host accepts nothing.
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> run();

 private:
  enum class attempt { accepted, refused };

  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> without_asking();
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> by_asking();

  SLIPWAY_DECL void find_key_files();
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<void> find_agent_keys();
  [[nodiscard]] SLIPWAY_DECL bool may_use_agent_for(const std::string& public_key) const;
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> by_agent(std::string public_key);
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> by_file(const key_file& key, const std::string& passphrase);
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> by_encrypted_file(const key_file& key);
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<bool> would_accept(const key_file& key);

  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> list_methods();
  [[nodiscard]] SLIPWAY_DECL bool offers(std::string_view method) const;
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> by_password();
  [[nodiscard]] SLIPWAY_DECL asio::awaitable<attempt> by_dialogue();

  [[nodiscard]] SLIPWAY_DECL std::string ask(const std::string& question) const;
  [[nodiscard]] SLIPWAY_DECL std::string answer(std::string_view prompt);
  [[nodiscard]] SLIPWAY_DECL attempt judge(int result) const;
  SLIPWAY_DECL void note_key(const std::string& where, const std::string& type, const std::string& public_key);
  [[nodiscard]] SLIPWAY_DECL bool was_tried(const std::string& public_key) const;
  [[nodiscard]] SLIPWAY_DECL bool only_old_rsa() const;
  [[nodiscard]] SLIPWAY_DECL error refusal() const;
  [[nodiscard]] SLIPWAY_DECL std::string remedy() const;

  ssh_session& session_;
  const ssh_target& target_;
  const ask_secret& ask_;
  std::vector<key_file> files_;
  std::unique_ptr<ssh_agent> agent_;
  std::vector<std::string> agent_keys_;
  std::string methods_;
  std::vector<std::string> attempts_;  // in words
  std::vector<std::string> tried_;     // public keys
  unsigned keys_ = 0;
  unsigned rsa_keys_ = 0;
  std::exception_ptr asking_failed_;
};

}  // namespace slipway::transport

#if defined(SLIPWAY_BODIES)
#include <slipway/transport/ssh_login.ipp>
#endif
