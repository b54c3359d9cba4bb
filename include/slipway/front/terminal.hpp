// The operator's terminal: colours, size, questions.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <slipway/config.hpp>
#include <slipway/core/secret_text.hpp>

namespace slipway::front {

enum class colors : unsigned char { automatic, always, never };
enum class tint : unsigned char { plain, green, yellow, red, dim, bold };

/// Whether colours are wanted on this stream: NO_COLOR (https://no-color.org) and the kind of the stream decide `automatic`.
[[nodiscard]] SLIPWAY_DECL bool wants_color(colors wanted, int descriptor);

[[nodiscard]] SLIPWAY_DECL std::string tinted(std::string_view text, tint t, bool colored);

struct terminal_size {
  std::size_t rows = 24, columns = 80;
};
[[nodiscard]] SLIPWAY_DECL terminal_size size_of_terminal(int descriptor);

/// Asks on the controlling terminal, without echo; empty where there is none or nothing was typed.
[[nodiscard]] SLIPWAY_DECL std::string ask_secret(const std::string& question);
/// The same for what leaves nothing behind in memory.
[[nodiscard]] SLIPWAY_DECL secret_text ask_for_secret(const std::string& question);

/// Asks for a yes on the controlling terminal; calls `pump` some times a second while it waits, and stops waiting once
/// `give_up` says so.
[[nodiscard]] SLIPWAY_DECL bool confirm(const std::string& question, const std::function<void()>& pump,
                                        const std::function<bool()>& give_up);

}  // namespace slipway::front

#if defined(SLIPWAY_BODIES)
#include <slipway/front/terminal.ipp>
#endif
