// Paths, names and contents that are hard to get right.
#include <array>
#include <string_view>

#include <slipway/slipway.hpp>

namespace sw = slipway;
using sw::changed, sw::let, sw::op, sw::when;

// one machine for each thing that is where a file should be
template <sw::fixed_string Name>
inline constexpr auto one_file =
    sw::role(op<"Write the file">(sw::files::file(sw::joined<"/srv/kinds/", Name>).content("a file\n")));

template <sw::fixed_string Name>
struct kind : sw::machine<Name> {
  static constexpr auto settings = sw::settings{.state_directory = sw::joined<"/var/lib/slipway-", Name>};
  static constexpr auto& operations = one_file<Name>;
};

// what a host makes of a name or a target comes back to the operator
struct hostile : sw::machine<"hostile"> {
  static constexpr auto operations = sw::role(op<"Point the link">(sw::files::link("/srv/hostile/link").to("/nowhere")),
                                              op<"Write the file">(sw::files::file("/srv/hostile/file").content("plain\n")),
                                              op<"Take the link away">(sw::files::link("/srv/hostile/gone").absent()));
};

// without sudo, as the one who logs in
struct hidden : sw::machine<"hidden"> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy"}};
  static constexpr auto operations =
      sw::role(op<"Write where we may">(sw::files::file("/home/deploy/visible").content("seen\n")),
               op<"Write where we may not look">(sw::files::file("/srv/hidden/deep/file").content("unseen\n")));
};

constexpr auto every_byte = [] {
  std::array<char, 1024> bytes{};
  for (std::size_t i = 0; i != bytes.size(); ++i) bytes[i] = static_cast<char>(i < 512 ? i : 1023 - i);
  return bytes;
}();

constexpr std::string_view shell_signs =
    "'\"$HOME `id` $(id) \\ \\n %s %d !x {{ ~ * ? [a] & ; | < > # \xc3\xa4\xe2\x82\xac\n\n  '' end";

struct awkward : sw::machine<"awkward"> {
  static constexpr auto operations = sw::role(
      op<"Make 'quoted' & $HOME `id` \\n">(sw::files::directory("/srv/awkward")),
      op<"Every byte">(sw::files::file("/srv/awkward/every byte").content({every_byte.data(), every_byte.size()})),
      op<"Every byte of a local file">(sw::files::file("/srv/awkward/-rf").source("every-byte")),
      op<"Signs of the shell">(sw::files::file("/srv/awkward/signs").content(shell_signs)),
      op<"Signs in a template">(sw::files::file("/srv/awkward/template").from_template("[{{signs}}]", let<"signs">(shell_signs))),
      op<"No newline at the end">(sw::files::file("/srv/awkward/open end").content("x")),
      op<"Only newlines">(sw::files::file("/srv/awkward/newlines").content("\n\n\n")),
      op<"Nothing">(sw::files::file("/srv/awkward/nothing").content("")),
      op<"A name with quotes">(sw::files::file("/srv/awkward/it's \"quoted\"").content("quotes")),
      op<"A name with a newline">(sw::files::file("/srv/awkward/two\nlines").content("newline")),
      op<"A name with signs">(sw::files::file("/srv/awkward/$HOME `id` $(id) \\ \\n *?[a] ;&|").content("signs")),
      op<"A name in UTF-8">(sw::files::file("/srv/awkward/\xc3\xa4\xe2\x82\xac").content("utf-8")),
      op<"A folder with a newline">(sw::files::directory("/srv/awkward/a\nfolder'").mode("0700")),
      op<"A file in it">(sw::files::file("/srv/awkward/a\nfolder'/ ").content("blank")),
      op<"A link with signs">(sw::files::link("/srv/awkward/l\n'$x").to("a\nfolder'/`id` \\")));
};

struct large : sw::machine<"large"> {
  static constexpr auto operations = sw::role(op<"Copy the image">(sw::files::file("/srv/image").source("image").mode("0640")),
                                              op<"Copy it again">(sw::files::file("/srv/image-too").source("image-too")));
};

// for plans that are no longer true, and for two operators at a time
constexpr auto write_one = op<"Write one">(sw::files::file("/srv/planned/one").content("one\n").mode("0644"));
constexpr auto write_two = op<"Write two">(sw::files::file("/srv/planned/two").content("two\n"));

struct planned : sw::machine<"planned"> {
  static constexpr auto operations = sw::role(
      op<"Make the folder">(sw::files::directory("/srv/planned").mode("0750")), write_one, write_two,
      op<"Log it">(sw::files::file("/srv/planned/log").content("changed\n"), when(changed(write_one) || changed(write_two))));
};

struct site : sw::layout<"paths", kind<"fifo">, kind<"socket">, kind<"symlink">, kind<"directory">, kind<"regular">, hostile,
                         hidden, awkward, large, planned> {
  static constexpr auto settings = sw::settings{.connection = sw::ssh{.user = "deploy", .become = sw::sudo}};
};

int main(int argc, char** argv) { return sw::main<site>(argc, argv); }
