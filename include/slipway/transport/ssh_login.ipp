#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <slipway/core/clean.hpp>
#include <slipway/transport/file.hpp>
#include <slipway/transport/ssh.hpp>
#include <slipway/transport/ssh_login.hpp>
#include <slipway/transport/ssh_wire.hpp>

namespace slipway::transport {
namespace detail {

// libssh2 asks for a signature from within a call; the agent's answer has to be waited for outside
struct agent_signature {
  std::string data;
  std::string signature;
  bool asked = false;
  bool answered = false;

  static int sign(LIBSSH2_SESSION* session, unsigned char** signature, std::size_t* size, const unsigned char* data,
                  std::size_t data_size, void** abstract) {
    auto& self = *static_cast<agent_signature*>(*abstract);
    if (!self.answered) {
      self.asked = true;
      self.data.assign(reinterpret_cast<const char*>(data), data_size);
      return LIBSSH2_ERROR_EAGAIN;
    }
    if (self.signature.empty()) return LIBSSH2_ERROR_AGENT_PROTOCOL;
    void* copy = ssh_session::of(session).memory().allocate(self.signature.size());
    if (copy == nullptr) return LIBSSH2_ERROR_ALLOC;
    std::memcpy(copy, self.signature.data(), self.signature.size());
    *signature = static_cast<unsigned char*>(copy);
    *size = self.signature.size();
    return 0;
  }

  // newer versions of libssh2 choose the algorithm themselves, and tell it only in what is to be signed
  [[nodiscard]] std::uint32_t flags() const {
    wire_reader reader(data);
    reader.text();  // session
    reader.byte();
    for (int i = 0; i != 3; ++i) reader.text();  // user, service, "publickey"
    reader.byte();
    const auto algorithm = reader.text().value_or("");
    return algorithm == "rsa-sha2-256" ? 2 : algorithm == "rsa-sha2-512" ? 4 : 0;
  }
};

inline int note_that_it_was_asked(LIBSSH2_SESSION*, unsigned char**, std::size_t*, const unsigned char*, std::size_t,
                                  void** abstract) {
  *static_cast<bool*>(*abstract) = true;
  return LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED;
}

inline void respond(const char*, int, const char*, int, int prompts, const LIBSSH2_USERAUTH_KBDINT_PROMPT* prompt,
                    LIBSSH2_USERAUTH_KBDINT_RESPONSE* response, void** abstract) {
  auto& session = *static_cast<ssh_session*>(*abstract);
  for (int i = 0; i != prompts; ++i) {
    const wiped_text said(session.answer({reinterpret_cast<const char*>(prompt[i].text), prompt[i].length}));
    response[i].text = static_cast<char*>(session.memory().allocate(said.text.size() + 1));
    if (response[i].text == nullptr) continue;
    std::memcpy(response[i].text, said.text.c_str(), said.text.size() + 1);
    response[i].length = static_cast<unsigned>(said.text.size());
  }
}

inline void refuse_new_password(LIBSSH2_SESSION*, char** password, int* size, void**) {
  *password = nullptr;
  *size = 0;
}

// certificates and hardware keys sign in forms that libssh2 1.10 does not write
inline bool agent_can_sign(const std::string& public_key) {
  constexpr std::array<std::string_view, 5> types = {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                                                     "ecdsa-sha2-nistp521", "ssh-rsa"};
  return std::find(types.begin(), types.end(), key_type(public_key)) != types.end();
}

inline bool is_of_the_connection(int result) {
  constexpr std::array<int, 6> numbers = {LIBSSH2_ERROR_SOCKET_SEND, LIBSSH2_ERROR_SOCKET_RECV, LIBSSH2_ERROR_SOCKET_DISCONNECT,
                                          LIBSSH2_ERROR_TIMEOUT,     LIBSSH2_ERROR_PROTO,       LIBSSH2_ERROR_ALLOC};
  return std::find(numbers.begin(), numbers.end(), result) != numbers.end();
}

}  // namespace detail

SLIPWAY_DECL std::string user_at_host(const ssh_target& target) {
  const bool colons = target.address.find(':') != std::string::npos;
  const auto address = colons ? "[" + target.address + "]" : target.address;
  return clean(target.user + "@" + address + ":" + std::to_string(target.port));
}

SLIPWAY_DECL ssh_login::~ssh_login() {
  session_.on_lost = nullptr;
  session_.answer = nullptr;
}

SLIPWAY_DECL asio::awaitable<void> ssh_login::run() {
  try {
    if (co_await without_asking() == attempt::accepted) co_return;
    if (co_await by_asking() == attempt::accepted) co_return;
  } catch (const error& e) {
    // a host that has had enough hangs up instead of refusing
    if (e.kind != failure::closed || session_.farewell().empty()) throw;
  }
  throw refusal();
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::without_asking() {
  find_key_files();
  co_await find_agent_keys();
  for (const auto& key : agent_keys_)
    if (co_await by_agent(key) == attempt::accepted) co_return attempt::accepted;
  for (const auto& key : files_) {
    if (key.kind != key_file_kind::plain || was_tried(key.public_key)) continue;
    if (co_await by_file(key, {}) == attempt::accepted) co_return attempt::accepted;
  }
  co_return attempt::refused;
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::by_asking() {
  if (co_await list_methods() == attempt::accepted) co_return attempt::accepted;
  for (const auto& key : files_) {
    const bool worth_it = key.kind == key_file_kind::encrypted && offers("publickey") && !was_tried(key.public_key);
    if (worth_it && co_await by_encrypted_file(key) == attempt::accepted) co_return attempt::accepted;
  }
  if (offers("password") && co_await by_password() == attempt::accepted) co_return attempt::accepted;
  if (offers("keyboard-interactive")) co_return co_await by_dialogue();
  co_return attempt::refused;
}

SLIPWAY_DECL void ssh_login::find_key_files() {
  const bool chosen = !target_.identity_files.empty();
  const std::vector<std::string> usual = {"~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"};
  for (const auto& name : chosen ? target_.identity_files : usual) {
    auto key = read_key_file(expand_home(name));
    if (key.kind != key_file_kind::malformed) {
      files_.push_back(std::move(key));
      continue;
    }
    const auto path = clean(key.path);
    const auto why = key.problem != 0 ? std::string(std::strerror(key.problem)) : "it is not a private key";
    if (chosen)
      throw error(failure::login, session_.who() + ": cannot use the key " + path + ": " + why,
                  "name a private key that the user who runs this may read");
    if (key.problem != ENOENT && key.problem != ENOTDIR) attempts_.push_back(path + " (" + why + ")");
  }
}

SLIPWAY_DECL bool ssh_login::may_use_agent_for(const std::string& public_key) const {
  if (!detail::agent_can_sign(public_key)) return false;
  if (target_.identity_files.empty()) return true;
  return std::any_of(files_.begin(), files_.end(),
                     [&](const auto& file) { return file.kind != key_file_kind::plain && file.public_key == public_key; });
}

SLIPWAY_DECL asio::awaitable<void> ssh_login::find_agent_keys() {
  const char* path = std::getenv("SSH_AUTH_SOCK");
  const bool needed = target_.identity_files.empty() ||
                      std::any_of(files_.begin(), files_.end(), [](const auto& f) { return f.kind != key_file_kind::plain; });
  if (path == nullptr || !needed) co_return;
  agent_ = co_await ssh_agent::connect(path);
  session_.throw_if_lost();
  if (!agent_) co_return;
  session_.on_lost = [this] { agent_->cancel(); };
  const auto keys = co_await agent_->keys();
  session_.throw_if_lost();
  // RSA last: most hosts refuse what libssh2 signs with it, and each refusal counts
  for (const bool rsa : {false, true})
    for (const auto& key : keys)
      if (may_use_agent_for(key) && (key_type(key) == "ssh-rsa") == rsa) agent_keys_.push_back(key);
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::by_agent(std::string public_key) {
  constexpr int wants_signature = 1;
  detail::agent_signature state;
  void* abstract = &state;
  const auto log_in = [&] {
    const int result = libssh2_userauth_publickey(session_.raw(), target_.user.c_str(),
                                                  reinterpret_cast<const unsigned char*>(public_key.data()), public_key.size(),
                                                  detail::agent_signature::sign, &abstract);
    return result == LIBSSH2_ERROR_EAGAIN && state.asked && !state.answered ? wants_signature : result;
  };
  note_key("the agent's key", key_type(public_key), public_key);
  int result = co_await session_.finish(log_in);
  if (result == wants_signature) {
    state.signature = co_await agent_->sign(public_key, state.data, state.flags());
    state.answered = true;
    if (state.signature.empty()) attempts_.back() += " (the agent did not sign)";
    result = co_await session_.finish(log_in);
  }
  co_return judge(result);
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::by_file(const key_file& key, const std::string& passphrase) {
  const auto log_in = [&] {
    return libssh2_userauth_publickey_fromfile_ex(session_.raw(), target_.user.c_str(),
                                                  static_cast<unsigned>(target_.user.size()), nullptr, key.path.c_str(),
                                                  passphrase.c_str());
  };
  note_key(clean(key.path), key.type, key.public_key);
  const int result = co_await session_.finish(log_in);
  const bool refused = result == LIBSSH2_ERROR_AUTHENTICATION_FAILED || result == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED;
  if (result == 0 || refused || detail::is_of_the_connection(result)) co_return judge(result);
  const auto why = passphrase.empty() ? "it cannot be read (" + session_.last_error() + ")"
                                      : std::string("the passphrase is wrong, or the file is damaged");
  if (!target_.identity_files.empty())
    throw error(failure::login, session_.who() + ": cannot use the key " + clean(key.path) + ": " + why,
                "try: ssh-keygen -y -f " + clean(key.path));
  attempts_.back() += " (" + why + ")";
  co_return attempt::refused;
}

SLIPWAY_DECL asio::awaitable<bool> ssh_login::would_accept(const key_file& key) {
  bool asked = false;
  void* abstract = &asked;
  const auto offer = [&] {
    return libssh2_userauth_publickey(session_.raw(), target_.user.c_str(),
                                      reinterpret_cast<const unsigned char*>(key.public_key.data()), key.public_key.size(),
                                      detail::note_that_it_was_asked, &abstract);
  };
  const int result = co_await session_.finish(offer);
  static_cast<void>(judge(result));
  co_return asked;
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::by_encrypted_file(const key_file& key) {
  // nobody is asked for the passphrase of a key that the host does not want
  if (!key.public_key.empty() && !co_await would_accept(key)) {
    note_key(clean(key.path), key.type, key.public_key);
    co_return attempt::refused;
  }
  const wiped_text passphrase(ask("passphrase of " + clean(key.path)));
  if (!passphrase.text.empty()) co_return co_await by_file(key, passphrase.text);
  attempts_.push_back(clean(key.path) + " (it needs a passphrase, and none was given)");
  co_return attempt::refused;
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::list_methods() {
  const char* list = nullptr;
  const auto ask_host = [&] {
    list = libssh2_userauth_list(session_.raw(), target_.user.c_str(), static_cast<unsigned>(target_.user.size()));
    return list != nullptr ? 0 : libssh2_session_last_errno(session_.raw());
  };
  const int result = co_await session_.finish(ask_host);
  if (list != nullptr) methods_ = list;
  if (libssh2_userauth_authenticated(session_.raw()) != 0) co_return attempt::accepted;
  static_cast<void>(judge(result));
  co_return attempt::refused;
}

SLIPWAY_DECL bool ssh_login::offers(std::string_view method) const {
  return ("," + methods_ + ",").find("," + std::string(method) + ",") != std::string::npos;
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::by_password() {
  const wiped_text secret(ask("password of " + user_at_host(target_)));
  attempts_.emplace_back(secret.text.empty() ? "password (none was given)" : "password");
  if (secret.text.empty()) co_return attempt::refused;
  const auto log_in = [&] {
    return libssh2_userauth_password_ex(session_.raw(), target_.user.c_str(), static_cast<unsigned>(target_.user.size()),
                                        secret.text.c_str(), static_cast<unsigned>(secret.text.size()),
                                        detail::refuse_new_password);
  };
  const int result = co_await session_.finish(log_in);
  if (result == LIBSSH2_ERROR_PASSWORD_EXPIRED)
    throw error(failure::login, session_.who() + ": the password has expired", "log in by hand and change it");
  co_return judge(result);
}

SLIPWAY_DECL asio::awaitable<ssh_login::attempt> ssh_login::by_dialogue() {
  attempts_.emplace_back("keyboard-interactive");
  session_.answer = [this](std::string_view prompt) { return answer(prompt); };
  const auto log_in = [&] {
    return libssh2_userauth_keyboard_interactive_ex(session_.raw(), target_.user.c_str(),
                                                    static_cast<unsigned>(target_.user.size()), detail::respond);
  };
  const int result = co_await session_.finish(log_in);
  if (asking_failed_) std::rethrow_exception(asking_failed_);
  co_return judge(result == LIBSSH2_ERROR_SOCKET_NONE ? LIBSSH2_ERROR_AUTHENTICATION_FAILED : result);
}

// called from within libssh2, which no exception may cross
SLIPWAY_DECL std::string ssh_login::answer(std::string_view prompt) {
  while (prompt.ends_with(' ') || prompt.ends_with(':')) prompt.remove_suffix(1);
  try {
    const wiped_text said(ask(user_at_host(target_) + " asks: " + clean(prompt)));
    if (said.text.empty()) attempts_.back() = "keyboard-interactive (no answer was given)";
    return std::string(said.text);
  } catch (...) {
    asking_failed_ = std::current_exception();
    return {};
  }
}

SLIPWAY_DECL std::string ssh_login::ask(const std::string& question) const { return ask_ ? ask_(question) : std::string(); }

SLIPWAY_DECL ssh_login::attempt ssh_login::judge(int result) const {
  if (result == 0) return attempt::accepted;
  session_.throw_if_lost();
  if (result == LIBSSH2_ERROR_AUTHENTICATION_FAILED || result == LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED) return attempt::refused;
  session_.lose(result);
  session_.throw_if_lost();
  return attempt::refused;
}

SLIPWAY_DECL void ssh_login::note_key(const std::string& where, const std::string& type, const std::string& public_key) {
  ++keys_;
  if (type == "ssh-rsa") ++rsa_keys_;
  const auto print = public_key.empty() ? std::string() : " " + fingerprint(public_key);
  attempts_.push_back(where + " (" + (type.empty() ? "a key" : clean(type)) + print + ")");
  if (!public_key.empty()) tried_.push_back(public_key);
}

SLIPWAY_DECL bool ssh_login::was_tried(const std::string& public_key) const {
  return !public_key.empty() && std::find(tried_.begin(), tried_.end(), public_key) != tried_.end();
}

SLIPWAY_DECL bool ssh_login::only_old_rsa() const {
  constexpr int learnt_sha2 = 0x010b00;
  return keys_ != 0 && keys_ == rsa_keys_ && libssh2_version(learnt_sha2) == nullptr;
}

SLIPWAY_DECL error ssh_login::refusal() const {
  std::string text = session_.who() + ": the login was refused";
  if (!session_.farewell().empty()) text += " (" + session_.farewell() + ")";
  if (!methods_.empty()) text += "; the host offers " + clean(methods_);
  text += "; tried: ";
  for (const auto& one : attempts_) text += (&one == attempts_.data() ? "" : ", ") + one;
  if (attempts_.empty()) text += "nothing, there is no agent and no key";
  if (only_old_rsa())
    text += std::string("; there was only an RSA key, and libssh2 ") + libssh2_version(0) +
            " signs with those in the old way (SHA-1), which OpenSSH 8.8 and newer refuse";
  return error(failure::login, text, remedy());
}

SLIPWAY_DECL std::string ssh_login::remedy() const {
  if (only_old_rsa()) return "use an ed25519 key (ssh-keygen -t ed25519), or the `openssh` transport";
  if (keys_ == 0) return "load a key into the agent (ssh-add), or name the file of one";
  return "check the user's name, and that the key is in authorized_keys there; where many keys are tried, "
         "name the one";
}

}  // namespace slipway::transport
