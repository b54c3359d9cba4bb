"""`slipway flake`: deploys a NixOS flake to hosts, without a program of the user's."""

import os
import pwd
import re
import subprocess

from usage import Usage

USAGE = """slipway flake [--plan] DIR DESTINATION... [OPTION...]
    deploys the NixOS flake in DIR to all destinations side by side: HOST, whose configuration is the one of its own
    name, or nixos://[USER@]HOST[:PORT]/CONFIGURATION. It is copied to each, built there, and switched to in a guard:
    a host that cannot be reached any more, or is not well, goes back by itself. Asks nothing; --plan only shows.
    Options are those of `apply` and `plan`, with their values behind an = (--allow-unhealthy, --parallel=5, --json).
    Exit status 1 if any of them failed.
"""
PLACE = re.compile(r"(?:(?P<user>[A-Za-z_][\w.-]*)@)?(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?")
CONFIGURATION = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class Destination:
    def __init__(self, text):
        place, configuration = text, ""
        if "://" in text:
            scheme, _, rest = text.partition("://")
            if scheme != "nixos":
                raise Usage(f"'{text}': a destination is HOST or nixos://[USER@]HOST/CONFIGURATION")
            place, slash, configuration = rest.partition("/")
            if not slash or not CONFIGURATION.fullmatch(configuration):
                raise Usage(f"'{text}' names no configuration: nixos://{place or 'HOST'}/NAME, or the host alone")
        match = PLACE.fullmatch(place)
        if not match or not 0 < int(match["port"] or 22) < 65536:
            raise Usage(f"'{text}': a destination is HOST or nixos://[USER@]HOST/CONFIGURATION")
        self.address = match["host"].strip("[]")
        self.user = match["user"] or os.environ.get("LOGNAME") or pwd.getpwuid(os.getuid()).pw_name
        self.port = match["port"] or "22"
        self.name = self.address if self.port == "22" else f"{self.address}:{self.port}"
        self.configuration = configuration

    def words(self):
        return [self.name, self.address, self.user, self.port, self.configuration]


def _read(words):
    plan, rest, options = False, [], []
    for word in words:
        if word == "--plan":
            plan = True
        elif word.startswith("-"):
            options.append(word)
        else:
            rest.append(word)
    if len(rest) < 2:
        raise Usage("which folder, and which hosts?" if not rest else "which hosts?", USAGE)
    return plan, rest[0], [Destination(text) for text in rest[1:]], options


def _engine(root):
    """Installed it is one place; in the sources it is in the latest build."""
    named = os.environ.get("SLIPWAY_FLAKE")
    if named:
        return named
    installed = f"{root}/libexec/slipway/slipway-flake"
    if os.access(installed, os.X_OK):
        return installed
    build = f"{root}/build"
    folders = [build, *(f"{build}/{name}" for name in os.listdir(build))] if os.path.isdir(build) else []
    built = sorted((f"{folder}/slipway-flake" for folder in folders if os.path.isfile(f"{folder}/slipway-flake")), key=os.path.getmtime)
    if not built:
        raise Usage("the program slipway-flake is missing: install Slipway, or build it here (cmake --build build -t slipway_flake)")
    return built[-1]


def run(words, root):
    plan, folder, destinations, options = _read(words)
    if not os.path.isfile(f"{folder}/flake.nix"):
        raise Usage(f"there is no flake {folder}/flake.nix")
    names = [destination.name for destination in destinations]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise Usage(f"{twice} is named twice")
    command = [_engine(root), folder, *(word for destination in destinations for word in destination.words()), "--"]
    command += ["plan"] if plan else ["apply", "--yes"]
    # destinations change from run to run: none of them has left a program
    scratch = f"{os.environ.get('TMPDIR', '/tmp')}/slipway-flake-{os.getpid()}"
    os.mkdir(scratch, 0o700)
    try:
        return subprocess.run([*command, "--state", f"{scratch}/state.json", *options], check=False).returncode
    except OSError as failure:
        raise Usage(f"{command[0]} cannot be started: {failure.strerror}") from None
    finally:
        for name in os.listdir(scratch):
            os.remove(f"{scratch}/{name}")
        os.rmdir(scratch)
