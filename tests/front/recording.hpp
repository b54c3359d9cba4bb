// What a program prints, for the test that runs it.
#pragma once

#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

/// What is written to a descriptor while it lives.
class recording {
 public:
  explicit recording(int descriptor) : descriptor_(descriptor), before_(dup(descriptor)), file_(std::tmpfile(), &std::fclose) {
    std::fflush(nullptr);
    dup2(fileno(file_.get()), descriptor_);
  }
  recording(const recording&) = delete;
  recording& operator=(const recording&) = delete;
  ~recording() { stop(); }
  std::string stop() {
    if (before_ < 0) return {};
    std::fflush(nullptr);
    dup2(before_, descriptor_);
    close(before_);
    before_ = -1;
    std::rewind(file_.get());
    std::string text;
    std::array<char, 4096> piece{};
    while (const auto size = std::fread(piece.data(), 1, piece.size(), file_.get())) text.append(piece.data(), size);
    return text;
  }

 private:
  int descriptor_, before_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};
