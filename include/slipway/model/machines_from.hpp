// Machines that are known only when the program runs: from a file, from what a command prints, from OpenSSH's configuration.
#pragma once

#include <string_view>
#include <type_traits>

#include <slipway/core/fixed_string.hpp>
#include <slipway/model/data_field.hpp>
#include <slipway/model/machine.hpp>

namespace slipway {

enum class source_kind : unsigned char { json_file, command, ssh_config };

namespace detail {
// a class of its own: Clang leaves one at the first assertion that fails in it
template <class Data>
struct checked_data {
  static_assert(has_known_fields<Data> || is_data_type<problem::data_of_another_type<Data>>,
                "slipway: data from outside cannot be this");
};

template <source_kind From, fixed_string Where, class Data, DeployableOption... Options>
struct machine_source_type {
  static_assert(sizeof(checked_data<Data>) > 0);
  using members = types<>;
  using machine_data = std::conditional_t<has_known_fields<Data>, Data, no_data>;
  using source_dependencies = typename join_types<typename Options::dependencies...>::type;
  static constexpr std::string_view kind = "source";
  static constexpr std::string_view name = Where.view();
  static constexpr source_kind from = From;
};
}  // namespace detail

/// A member of a layout or enclave that stands for machines that a JSON file names, so that they can change without compiling:
/// `struct nodes : machines_from<"nodes.json", node_data> { static constexpr auto& operations = node; };`. They share the role,
/// which the compiler checks, and inherit from it and from what holds it; names, addresses, tags and data are read, and checked
/// against the struct (see `data_field`), whenever the program runs. Relative paths begin where the program is run.
template <fixed_string File, class Data = no_data, DeployableOption... Options>
using machines_from = detail::machine_source_type<source_kind::json_file, File, Data, Options...>;

/// The same JSON as a command prints it, which a shell runs on the machine that runs the program.
template <fixed_string Command, class Data = no_data, DeployableOption... Options>
using machines_from_command = detail::machine_source_type<source_kind::command, Command, Data, Options...>;

/// The hosts of a configuration of OpenSSH: a machine for each name after `Host` that is no pattern, with its HostName, Port, User,
/// IdentityFile, UserKnownHostsFile and Tag. There is no data in it, so that the struct has optional members or none.
template <fixed_string File, class Data = no_data, DeployableOption... Options>
using machines_from_ssh_config = detail::machine_source_type<source_kind::ssh_config, File, Data, Options...>;

template <class T>
concept MachineSource = Container<T> && requires {
  typename T::machine_data;
};

namespace detail {
template <class Source>
struct source_operations {};
template <class Source>
requires requires { Source::operations; }
struct source_operations<Source> {
  static constexpr auto& operations = Source::operations;
};
}  // namespace detail

/// What the compiler knows of each machine of a source: stands inside the source, and has data of which only the types count.
template <MachineSource Source>
struct any_machine_of : detail::source_operations<Source> {
  static constexpr std::string_view prefix = prefixes::machine;
  static constexpr std::string_view name = Source::name;
  static constexpr typename Source::machine_data data{};
};

}  // namespace slipway
