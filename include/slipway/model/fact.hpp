// A fact: a typed, read-only query of a host.
#pragma once

#include <concepts>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include <slipway/core/digest.hpp>
#include <slipway/core/fixed_string.hpp>
#include <slipway/core/located.hpp>
#include <slipway/core/table_view.hpp>

namespace slipway {

enum class fact_type : unsigned char { text, number, boolean, list };

/// One value that a family gives: a fact, or a field of a list's records.
struct fact_field {
  std::string_view name;  // "os.id"; of a record "path"
  fact_type type = fact_type::text;
  std::string_view unit{};  // "bytes"
};

/// scalars: the probe is called without words and prints `fact NAME VALUE` for each fact, and nothing for one that the host
/// cannot answer. subjects: it is called with three words for each thing that is asked about: what stands after `@` in the names
/// that it prints, the thing, and the names that are wanted, with commas around each. list: it prints `list NAME`, then
/// `record NAME FIELDS` for each record, its fields parted by tabs, in each of which `\\`, `\n` and `\t` stand for a backslash,
/// a newline and a tab. The first field is the record's key. The words are the keys that are wanted; without words, all are.
/// exported: no probe; a decision has set it.
enum class fact_shape : unsigned char { scalars, subjects, list, exported };

/// Facts that are gathered together by one probe.
struct fact_family {
  std::string_view name;
  std::string_view probe;  // POSIX sh: defines the function `facts_NAME`
  table_view<fact_field> fields{};
  fact_shape shape = fact_shape::scalars;
  std::string_view subject{};  // what its facts are asked about: "a path"
};

/// What the compiler knows of a fact beside its type.
struct fact_kind {
  std::string_view space{};         // of the claims of operations that may change it: "path"
  table_view<fact_field> fields{};  // of a list's records
  std::string_view argument{};      // a pattern that is looked for
  std::string_view below{};         // how paths begin that a list is about
};

/// How a fact crosses to the run time; `family` is a function so that its texts need not be where the fact is named.
struct fact_reference {
  std::string_view name;  // "os.codename"; of a list "mounts", of one of its records "mount.free"
  fact_type type{};
  const fact_family& (*family)() = nullptr;
  std::string_view about{};  // the thing that it is asked about
  digest whole{};            // of that
  const fact_kind* kind = nullptr;

  [[nodiscard]] constexpr std::string_view argument() const { return kind == nullptr ? std::string_view{} : kind->argument; }
};

/// Where a fact comes from.
struct fact_source {
  const fact_family& (*family)() = nullptr;
  const fact_kind* kind = nullptr;
  std::string_view about{};
  digest whole{};
};

/// A source that is asked about a thing, which is no path.
[[nodiscard]] constexpr fact_source about(const fact_family& (*family)(), const fact_kind& kind, std::string_view thing) {
  return {family, &kind, thing, digest(thing)};
}

template <fixed_string Name, class T>
struct fact_of;

namespace detail {
// what fact_of's members make; condition.hpp has the bodies
template <fixed_string Name, class T, class... U>
constexpr auto one_of(const fact_of<Name, T>& fact, const U&... values);
template <fixed_string Name, class T>
constexpr auto matching(const fact_of<Name, T>& fact, std::string_view pattern);
}  // namespace detail

/// `fact::os.id`: the name is in the type, so that a wrong comparison can print it.
template <fixed_string Name, class T>
struct fact_of {
  using value_type = T;
  static constexpr fact_type type = std::same_as<T, bool> ? fact_type::boolean
                                    : std::integral<T>    ? fact_type::number
                                                          : fact_type::text;

  fact_source from;

  [[nodiscard]] constexpr fact_reference reference() const {
    return {Name.view(), type, from.family, from.about, from.whole, from.kind};
  }
  /// True where it is one of these: `fact::os.id.in("debian", "ubuntu")`.
  template <class... U>
  [[nodiscard]] constexpr auto in(const U&... values) const {
    return detail::one_of<Name, T>(*this, values...);
  }
  /// True where the whole text matches: `*` is any characters, `?` one.
  [[nodiscard]] constexpr auto matches(text_argument pattern) const requires std::same_as<T, std::string_view> {
    return detail::matching<Name, T>(*this, pattern);
  }
};

/// A fact that is a list of records: `fact::mounts`. Texts go through it with `{{#each mounts}}`.
template <fixed_string Name, class Record>
struct list_fact {
  using record_type = Record;
  static constexpr fact_kind own_kind = [] {
    fact_kind k{Record::space, Record::fields};
    if constexpr (requires { Record::below; }) k.below = Record::below;
    return k;
  }();

  fact_source from;

  [[nodiscard]] constexpr fact_reference reference() const {
    return {Name.view(), fact_type::list, from.family, from.about, from.whole, from.kind};
  }
  /// Whether a record has this key, which is its first field: `fact::packages.contains("nginx")`.
  [[nodiscard]] constexpr fact_of<Name, bool> contains(text_argument key) const { return {about(from.family, *from.kind, key)}; }
  /// How many records there are.
  [[nodiscard]] constexpr fact_of<Name, std::int64_t> count() const { return {from}; }
};

namespace problem {
/// `Fact` is compared with something that is not of its type.
template <fixed_string Fact, class Is, class ComparedWith>
struct fact_compared_with_another_type;
}  // namespace problem

}  // namespace slipway
