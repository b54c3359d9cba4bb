// Where lines go: those for people to standard output, or to standard error where JSON takes the former.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include <slipway/config.hpp>
#include <slipway/front/command_line.hpp>
#include <slipway/front/live_view.hpp>
#include <slipway/front/people.hpp>

namespace slipway::front {

/// Prints lines and JSON documents above the live view. Not thread-safe.
class printer {
 public:
  SLIPWAY_DECL explicit printer(const request& r);

  /// Lines for people.
  SLIPWAY_DECL void say(const std::string& line);
  SLIPWAY_DECL void say(const std::vector<std::string>& lines);
  /// A document for programs; nothing where none were asked for.
  SLIPWAY_DECL void emit(const boost::json::object& document);

  [[nodiscard]] const wording& words() const { return words_; }
  [[nodiscard]] live_view& live() { return live_; }
  [[nodiscard]] bool is_json() const { return json_; }

 private:
  bool json_;
  wording words_;
  live_view live_;
};

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/printer.ipp>
#endif
