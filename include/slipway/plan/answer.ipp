#pragma once

#include <algorithm>
#include <charconv>

#include <slipway/core/base64.hpp>
#include <slipway/plan/answer.hpp>

namespace slipway::plan {

SLIPWAY_DECL std::string_view take_word(std::string_view& text) {
  const auto space = text.find(' ');
  const auto word = text.substr(0, space);
  text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
  return word;
}

SLIPWAY_DECL std::size_t to_number(std::string_view text, std::size_t otherwise) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : otherwise;
}

SLIPWAY_DECL std::string unescaped(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i != text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 1 != text.size();
    if (escape) ++i;
    bytes += escape && text[i] == 'n' ? '\n' : text[i];
  }
  return bytes;
}

SLIPWAY_DECL answer_reader::answer_reader(std::string nonce, std::size_t operations) : nonce_(std::move(nonce)) {
  answer_.states.resize(operations);
}

SLIPWAY_DECL bool answer_reader::take(std::string_view line) {
  std::string_view rest = line;
  if (take_word(rest) != nonce_) {
    if (open_content_) base64_.append(line).append("\n");
    return false;
  }
  const auto kind = take_word(rest);
  if (kind == "end") return true;
  take_item(kind, rest);
  return false;
}

SLIPWAY_DECL void answer_reader::take_item(std::string_view kind, std::string_view rest) {
  if (kind == "." && open_content_) {
    answer_.contents[*open_content_] = base64_decode(base64_);
    open_content_.reset();
  } else if (kind == "state" || kind == "content") {
    const auto index = to_number(take_word(rest), answer_.states.size());
    if (index >= answer_.states.size()) return;
    if (kind == "state") {
      answer_.states[index] = rest;
    } else {
      open_content_.emplace(index, rest);
      base64_.clear();
    }
  } else if (kind == "fact") {
    const auto name = take_word(rest);
    answer_.facts.emplace(name, unescaped(rest));
  } else if (kind == "list") {
    answer_.facts.try_emplace(std::string(rest));
  } else if (kind == "record") {
    auto& list = answer_.facts[std::string(take_word(rest))];
    list.append(list.empty() ? "" : "\n").append(rest);
  } else if (kind == "mark") {
    const auto name = take_word(rest);
    answer_.marks.emplace(name, rest);
  } else if (kind == "machine") {
    answer_.manifests.machine = take_word(rest);
    answer_.manifests.base = rest;
  } else if (kind == "in-step") {
    const auto letters = take_word(rest);
    answer_.manifests.in_step.emplace(letters.substr(std::min<std::size_t>(1, letters.size())), rest);
  } else if (kind == "manifest-file") {
    answer_.manifests.files[std::string(rest)];
  } else if (kind == "manifest") {
    answer_.manifests.files[std::string(take_word(rest))].append(rest).append("\n");
  } else if (kind == "unwell") {
    const auto check = to_number(take_word(rest), 0);
    answer_.unwell.push_back({check, unescaped(rest)});
  }
}

}  // namespace slipway::plan
