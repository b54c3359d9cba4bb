"""Generated programs that only a compiler reads: many operations on one machine, many machines with few roles."""


def _resources(prefix, number):
    """A cycle of kinds, with options such as real programs have; the headers in `resources/` that they need."""
    name = f"{prefix}{number}".replace("_", "-")
    return [
        ("file", f'sw::files::file("/srv/app/{name}.conf").content("hello {number}\\n").mode("0640").owner("root", "root")'),
        ("directory", f'sw::files::directory("/srv/app/folder-{name}").mode("0750")'),
        ("link", f'sw::files::link("/srv/link-{name}").to("/srv/app/{number}")'),
        ("line", f'sw::files::line("/etc/app-{name}.conf", "key{number} = 1")'),
        ("file", f'sw::files::file("/srv/app/{name}.ini").from_template("name = {{{{name}}}}\\n", sw::let<"name">("{name}"))'),
        ("apt", f'sw::apt::packages("package{name}").creates("/etc/package{name}/**")'),
        ("systemd", f'sw::systemd::service("unit{name}").running().enabled()'),
        ("systemd", f'sw::systemd::reload("unit{name}")'),
    ]


def _operations(kinds, prefix, count):
    text = ""
    for i in range(count):
        usable = [resource for header, resource in _resources(prefix, i) if header in kinds]
        kind = i % len(usable)
        options = ""
        if i > 2 and i % 3 == 0:
            options += f", sw::after({prefix}o{i - 3})"
        if i > len(usable) and kind == len(usable) - 1:
            options += f", sw::when(sw::changed({prefix}o{i - 1}) || sw::changed({prefix}o{i - 2}))"
        text += f'constexpr auto {prefix}o{i} = sw::op<"{prefix}operation {i}">({usable[kind]}{options});\n'
    return text + f"inline constexpr auto {prefix}role = sw::role({', '.join(f'{prefix}o{i}' for i in range(count))});\n"


_BEGIN = "#include <slipway/slipway.hpp>\n\nnamespace sw = slipway;\n\n"
_END = "int main(int argc, char** argv) { return sw::main<site>(argc, argv); }\n"


def operations_program(kinds, count):
    return (f"{_BEGIN}{_operations(kinds, '', count)}"
            'struct machine : sw::machine<"web-1.example.com"> { static constexpr auto& operations = role; };\n'
            f'struct site : sw::layout<"site", machine> {{}};\n{_END}')


def rejected_program(kinds, count):
    """The same, but that two operations have one name."""
    return operations_program(kinds, count).replace('"operation 0"', '"operation 1"')


def machines_program(kinds, machines, roles, operations_each):
    text = _BEGIN + "".join(_operations(kinds, f"r{i}_", operations_each) for i in range(roles))
    for i in range(machines):
        text += f'struct m{i} : sw::machine<"web-{i}.example.com"> {{ static constexpr auto& operations = r{i % roles}_role; }};\n'
    return text + f"struct site : sw::layout<\"site\", {', '.join(f'm{i}' for i in range(machines))}> {{}};\n{_END}"
