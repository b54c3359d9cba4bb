"""Generated programs that only a compiler reads: many operations on one machine, many machines with few roles."""


def _resources(prefix, number):
    """A cycle of kinds, with options such as real programs have."""
    name = f"{prefix}{number}".replace("_", "-")
    return [
        f'sw::files::file("/srv/app/{name}.conf").content("hello {number}\\n").mode("0640").owner("root", "root")',
        f'sw::files::directory("/srv/app/folder-{name}").mode("0750")',
        f'sw::files::link("/srv/link-{name}").to("/srv/app/{number}")',
        f'sw::files::line("/etc/app-{name}.conf", "key{number} = 1")',
        f'sw::files::file("/srv/app/{name}.ini").from_template("name = {{{{name}}}}\\n", sw::let<"name">("{name}"))',
        f'sw::apt::packages("package{name}").creates("/etc/package{name}/**")',
        f'sw::systemd::service("unit{name}").running().enabled()',
        f'sw::systemd::reload("unit{name}")',
    ]


def _operations(prefix, count):
    text = ""
    for i in range(count):
        resources = _resources(prefix, i)
        kind = i % len(resources)
        options = ""
        if i > 2 and i % 3 == 0:
            options += f", sw::after({prefix}o{i - 3})"
        if i > len(resources) and kind == len(resources) - 1:
            options += f", sw::when(sw::changed({prefix}o{i - 1}) || sw::changed({prefix}o{i - 2}))"
        text += f'constexpr auto {prefix}o{i} = sw::op<"{prefix}operation {i}">({resources[kind]}{options});\n'
    return text + f"inline constexpr auto {prefix}role = sw::role({', '.join(f'{prefix}o{i}' for i in range(count))});\n"


_BEGIN = "#include <slipway/slipway.hpp>\n\nnamespace sw = slipway;\n\n"
_END = "int main(int argc, char** argv) { return sw::main<site>(argc, argv); }\n"


def operations_program(count):
    return (f"{_BEGIN}{_operations('', count)}"
            'struct machine : sw::machine<"web-1.example.com"> { static constexpr auto& operations = role; };\n'
            f'struct site : sw::layout<"site", machine> {{}};\n{_END}')


def rejected_program(count):
    """The same, but that two operations have one name."""
    return operations_program(count).replace('"operation 0"', '"operation 1"')


def machines_program(machines, roles, operations_each):
    text = _BEGIN + "".join(_operations(f"r{i}_", operations_each) for i in range(roles))
    for i in range(machines):
        text += f'struct m{i} : sw::machine<"web-{i}.example.com"> {{ static constexpr auto& operations = r{i % roles}_role; }};\n'
    return text + f"struct site : sw::layout<\"site\", {', '.join(f'm{i}' for i in range(machines))}> {{}};\n{_END}"
