"""The deployment that is measured: 40 files in 5 folders and 5 links, as a Slipway program and as scripts written by hand."""

import hashlib

ROOT = "/srv/slipway-bench"
UPLOADED = "/srv/slipway-bench.bin"
FOLDERS = [ROOT] + [f"{ROOT}/{name}" for name in ("api", "web", "jobs", "mail")]
LINKS = {f"{folder}/default.conf": "service-0.conf" for folder in FOLDERS}


def files():
    """Path, mode and content of each file."""
    for folder in FOLDERS:
        for number in range(8):
            name = f"service-{number}"
            lines = [f"# {name}: what it listens on, and where it keeps its data",
                     f"name = {name}", f"listen = 127.0.0.1:{8000 + number}", "workers = 4",
                     f"data = /var/lib/{folder.rsplit('/', 1)[1]}/{name}", f"log = /var/log/{name}.log",
                     "timeout = 30s", "keep_alive = yes", "[limits]", "files = 4096", "memory = 256M"]
            yield f"{folder}/{name}.conf", "0640" if number == 7 else "0644", "\n".join(lines) + "\n"


def written_by_hand():
    """Writes everything, and may run again: what one would pipe into a shell."""
    text = f"set -eu\numask 022\nmkdir -p {' '.join(FOLDERS)}\nchmod 0755 {' '.join(FOLDERS)}\n"
    for path, _, content in files():
        text += f"cat >{path} <<'END'\n{content}END\n"
    for mode in ("0644", "0640"):
        text += f"chmod {mode} {' '.join(path for path, own, _ in files() if own == mode)}\n"
    everything = FOLDERS + [path for path, _, _ in files()]
    text += f"chown root:root {' '.join(everything)}\n"
    for path, target in LINKS.items():
        text += f"ln -sfn {target} {path}\n"
    return text


def checked_by_hand():
    """Checks everything with one sha256sum and one stat; fails where something differs."""
    text = "sha256sum -c --quiet - <<'END' || exit 1\n"
    expected = [f"'{folder}' 755 root:root" for folder in FOLDERS]
    for path, mode, content in files():
        text += f"{hashlib.sha256(content.encode()).hexdigest()}  {path}\n"
        expected.append(f"'{path}' {mode[1:]} root:root")
    expected += [f"'{path}' -> '{target}' 777 root:root" for path, target in LINKS.items()]
    paths = " ".join(FOLDERS + [path for path, _, _ in files()] + list(LINKS))
    lines = "\n".join(expected)
    return f"{text}END\nfound=$(stat -c '%N %a %U:%G' {paths})\nexpected=$(cat <<'END'\n{lines}\nEND\n)\n[ \"$found\" = \"$expected\" ]\n"


def _quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _program(name, operations, hosts):
    """`operations`: the resources of one role that all hosts share."""
    text = "#include <slipway/slipway.hpp>\n\nnamespace sw = slipway;\nusing sw::op;\n\n"
    for number, resource in enumerate(operations):
        text += f'constexpr auto operation_{number} = op<"Operation {number}">({resource});\n'
    names = ", ".join(f"operation_{number}" for number in range(len(operations)))
    text += f"\ninline constexpr auto everything = sw::role({names});\n\n"
    for host in hosts:
        text += f'struct {host} : sw::machine<"{host}"> {{ static constexpr auto& operations = everything; }};\n'
    return text + (f'\nstruct site : sw::layout<"{name}", {", ".join(hosts)}> {{}};\n\n'
                   "int main(int argc, char** argv) { return sw::main<site>(argc, argv); }\n")


def files_program(hosts):
    operations = [f'sw::files::directory({_quoted(folder)}).mode("0755").owner("root", "root")' for folder in FOLDERS]
    operations += [f'sw::files::file({_quoted(path)}).content({_quoted(content)}).mode("{mode}").owner("root", "root")'
                   for path, mode, content in files()]
    operations += [f"sw::files::link({_quoted(path)}).to({_quoted(target)})" for path, target in LINKS.items()]
    return _program("bench", operations, hosts)


def upload_program(source, host):
    return _program("upload", [f'sw::files::file("{UPLOADED}").source({_quoted(source)}).mode("0644")'], [host])


def facts_program(host):
    """Its operations do not matter: facts are asked for on the command line."""
    return _program("facts", ['sw::files::file("/srv/slipway-bench-facts").content("x")'], [host])
