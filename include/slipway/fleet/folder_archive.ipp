#pragma once

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <slipway/core/quote.hpp>
#include <slipway/fleet/folder_archive.hpp>

namespace slipway::fleet {
namespace detail {

/// What a command of this machine prints; nothing where it fails.
inline std::optional<std::string> printed_by(const std::string& command) {
  FILE* from = popen(command.c_str(), "re");
  if (from == nullptr) return std::nullopt;
  std::string all, piece(std::size_t{1} << 16, '\0');
  for (std::size_t n = 0; (n = std::fread(piece.data(), 1, piece.size(), from)) != 0;) all.append(piece, 0, n);
  const int status = pclose(from);
  if (status != 0) return std::nullopt;
  return all;
}

/// The names below the folder, sorted; folders themselves are not listed.
inline std::vector<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  const auto tracked = printed_by("git -C " + shell_quote(folder) + " ls-files -z --cached 2>/dev/null");
  if (tracked) {
    for (std::size_t begin = 0, end = 0; (end = tracked->find('\0', begin)) != std::string::npos; begin = end + 1) {
      const auto name = tracked->substr(begin, end - begin);
      struct stat is {};
      if (::lstat((folder + "/" + name).c_str(), &is) == 0 && !S_ISDIR(is.st_mode)) names.insert(name);
    }
    if (!names.contains("flake.nix")) throw std::runtime_error("git does not track its flake.nix: git add it");
    return {names.begin(), names.end()};
  }
  auto next = std::filesystem::recursive_directory_iterator(folder);
  for (const auto end = std::filesystem::recursive_directory_iterator(); next != end; ++next) {
    const auto& entry = *next;
    const bool is_folder = entry.is_directory() && !entry.is_symlink();
    if (is_folder && entry.path().filename() == ".git") next.disable_recursion_pending();
    if (is_folder) continue;
    if (entry.is_symlink() || entry.is_regular_file()) names.insert(entry.path().lexically_relative(folder).string());
  }
  return {names.begin(), names.end()};
}

/// Writes an archive as POSIX says it, with GNU's records for long names: busybox and GNU tar both read that.
class archive_writer {
 public:
  explicit archive_writer(const std::string& file) : out_(file, std::ios::binary | std::ios::trunc) {}

  void add(const std::string& path, const std::string& name) {
    struct stat is {};
    if (::lstat(path.c_str(), &is) != 0) throw std::runtime_error(name + ": " + std::strerror(errno));
    if (S_ISLNK(is.st_mode)) {
      const auto target = std::filesystem::read_symlink(path).string();
      if (target.size() > 99) long_text(target, 'K');
      header(name, target, '2', 0777, 0);
      return;
    }
    const auto size = static_cast<std::uint64_t>(is.st_size);
    header(name, {}, '0', (is.st_mode & 0100) != 0 ? 0755 : 0644, size);
    std::ifstream in(path, std::ios::binary);
    std::uint64_t copied = 0;
    for (std::string piece(std::size_t{1} << 16, '\0');
         in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0;) {
      out_.write(piece.data(), in.gcount());
      copied += static_cast<std::uint64_t>(in.gcount());
    }
    if (copied != size) throw std::runtime_error(name + " cannot be read, or was written to meanwhile");
    fill(size);
  }

  void finish() {
    out_ << std::string(1024, '\0');
    out_.flush();
    if (!out_) throw std::runtime_error("its archive cannot be written to the folder for temporary files");
  }

 private:
  static void octal(char* field, std::size_t width, std::uint64_t number) {
    for (auto i = width - 1; i-- > 0; number /= 8) field[i] = static_cast<char>('0' + number % 8);
  }

  void header(const std::string& name, const std::string& target, char type, unsigned mode, std::uint64_t size) {
    if (name.size() > 99) long_text(name, 'L');
    char block[512] = {};
    name.copy(block, 99);
    octal(block + 100, 8, mode);
    octal(block + 108, 8, 0);
    octal(block + 116, 8, 0);
    octal(block + 124, 12, size);
    octal(block + 136, 12, 1);  // as times are in a nix store
    std::memset(block + 148, ' ', 8);
    block[156] = type;
    target.copy(block + 157, 99);
    std::memcpy(block + 257, "ustar  ", 8);
    unsigned sum = 0;
    for (const char c : block) sum += static_cast<unsigned char>(c);
    octal(block + 148, 7, sum);
    out_.write(block, sizeof block);
  }

  void long_text(const std::string& text, char type) {
    header("././@LongLink", {}, type, 0644, text.size() + 1);
    out_.write(text.c_str(), static_cast<std::streamsize>(text.size() + 1));
    fill(text.size() + 1);
  }

  void fill(std::uint64_t size) {
    static constexpr char nothing[512] = {};
    if (size % 512 != 0) out_.write(nothing, static_cast<std::streamsize>(512 - size % 512));
  }

  std::ofstream out_;
};

/// A file of its own among the temporary ones.
inline std::shared_ptr<const std::string> temporary_file() {
  auto pattern = (std::filesystem::temp_directory_path() / "slipway-flake-XXXXXX").string();
  const int made = mkstemp(pattern.data());
  if (made < 0) throw std::runtime_error(std::string("no temporary file can be made: ") + std::strerror(errno));
  close(made);
  const auto remove = [](const std::string* name) {
    ::unlink(name->c_str());
    delete name;
  };
  return {new std::string(std::move(pattern)), remove};
}

inline void collect_paths(const boost::json::value& archived, std::set<std::string>& paths) {
  const auto* o = archived.if_object();
  if (o == nullptr) return;
  if (const auto* path = o->if_contains("path"); path != nullptr && path->is_string()) paths.emplace(path->as_string());
  if (const auto* inputs = o->if_contains("inputs"); inputs != nullptr && inputs->is_object())
    for (const auto& input : inputs->as_object()) collect_paths(input.value(), paths);
}

/// The sources of the flake's inputs, where it has some and nix is here; else its target fetches them.
inline std::shared_ptr<const std::string> export_inputs(const std::string& folder) {
  if (!std::filesystem::exists(folder + "/flake.lock") || !printed_by("command -v nix")) return nullptr;
  static const std::string nix = "nix --extra-experimental-features 'nix-command flakes' ";
  const auto listed =
      printed_by(nix + "flake archive --json " + shell_quote("path:" + std::filesystem::absolute(folder).string()));
  if (!listed) throw std::runtime_error("nix could not fetch its inputs: `nix flake archive` says why");
  std::set<std::string> paths;
  const auto archived = boost::json::parse(*listed);
  if (const auto* inputs = archived.as_object().if_contains("inputs"); inputs != nullptr && inputs->is_object())
    for (const auto& input : inputs->as_object()) collect_paths(input.value(), paths);
  if (paths.empty()) return nullptr;
  auto exported = temporary_file();
  std::string command = "nix-store --export";
  for (const auto& path : paths) command += " " + shell_quote(path);
  if (!printed_by(command + " >" + shell_quote(*exported))) throw std::runtime_error("nix could not export its inputs");
  return exported;
}

}  // namespace detail

SLIPWAY_DECL std::shared_ptr<const std::string> archive_folder(const std::string& folder) {
  if (!std::filesystem::is_directory(folder)) throw std::runtime_error("there is no such folder");
  if (!std::filesystem::exists(folder + "/flake.nix")) throw std::runtime_error("it holds no flake.nix");
  const auto names = detail::names_in(folder);
  const auto inputs = detail::export_inputs(folder);
  auto file = detail::temporary_file();
  detail::archive_writer archive(*file);
  for (const auto& name : names) archive.add(folder + "/" + name, "flake/" + name);
  if (inputs) archive.add(*inputs, "inputs");
  archive.finish();
  return file;
}

}  // namespace slipway::fleet
