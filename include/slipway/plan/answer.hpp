// What a host answers in phase one.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/plan/ailment.hpp>
#include <slipway/plan/sent_manifests.hpp>

namespace slipway::plan {

/// Everything is as the host sent it: to be cleaned before anybody sees it.
struct answer {
  std::vector<std::string> states;                                      // by operation; empty where there is no probe
  std::map<std::string, std::string> facts;                             // by name; what the host cannot answer is missing
  std::map<std::string, std::string> marks;                             // pending changes, and the run that left each
  std::vector<ailment> unwell;                                          // what is not well there
  std::map<std::pair<std::size_t, std::string>, std::string> contents;  // of operations, "before" and "after"
  sent_manifests manifests;
  // of the run that is resumed, from its journal
  std::string resumed{};
  std::vector<std::string> done{};  // names of operations that have ended well
};

/// Takes the lines of an answer; lines without the nonce (banners, start-up files) are passed over.
class answer_reader {
 public:
  SLIPWAY_DECL answer_reader(std::string nonce, std::size_t operations);
  /// True once the answer is complete.
  SLIPWAY_DECL bool take(std::string_view line);
  [[nodiscard]] const answer& result() const { return answer_; }

 private:
  SLIPWAY_DECL void take_item(std::string_view kind, std::string_view rest);

  std::string nonce_;
  answer answer_;
  std::optional<std::pair<std::size_t, std::string>> open_content_;
  std::string base64_;
};

/// The first word of a text, which is taken off it together with the space behind it.
[[nodiscard]] SLIPWAY_DECL std::string_view take_word(std::string_view& text);

/// A value that stands on one line, as it was: `\\n` is a newline, two backslashes are one.
[[nodiscard]] SLIPWAY_DECL std::string unescaped(std::string_view text);

/// A decimal number, or `otherwise` when the text is none.
[[nodiscard]] SLIPWAY_DECL std::size_t to_number(std::string_view text, std::size_t otherwise);

}  // namespace slipway::plan

#if defined(SLIPWAY_BODIES)
#include <slipway/plan/answer.ipp>
#endif
