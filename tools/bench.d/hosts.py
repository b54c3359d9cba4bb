"""The testbed's hosts: starting them, reaching them, taking away what was deployed."""

import os
import subprocess

from measure import Failed

FOLDER = os.environ.get("TESTBED_DIR", "/var/tmp/slipway-testbed") + "/run"


def are_up():
    return os.path.exists(f"{FOLDER}/hosts")


def named(text):
    """"h5" or "h1-h50", as a list; None where it is neither."""
    ends = text.split("-")
    if len(ends) > 2 or not all(end[:1] == "h" and end[1:].isdigit() for end in ends):
        return None
    return [f"h{number}" for number in range(int(ends[0][1:]), int(ends[-1][1:]) + 1)]


class Testbed:
    def __init__(self, tool):
        self._tool = tool

    def command(self, *words, stdin=""):
        done = subprocess.run([self._tool, *words], input=stdin.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode != 0:
            raise Failed(f"{' '.join([self._tool, *words])}: {done.stdout.decode(errors='replace')}")

    def up(self, count, plain):
        self.command("up", str(count), *(["--plain"] if plain else []))

    def down(self):
        self.command("down")

    def set_round_trip(self, host, milliseconds):
        self.command("net", host, str(milliseconds))

    def remove(self, hosts, *paths):
        """As if nothing had ever been deployed there."""
        for host in hosts:
            self.command("exec", host, f"rm -rf {' '.join(paths)} /var/lib/slipway")

    def check(self, hosts, script):
        for host in hosts:
            self.command("exec", host, "sh -s", stdin=script)


def ssh(*words):
    """The ssh program as one calls it by hand: a connection of its own each time."""
    return ["ssh", "-F", f"{FOLDER}/ssh_config", "-o", "ControlPath=none", *words]


def write_inventory(path, hosts):
    with open(f"{FOLDER}/hosts", encoding="ascii") as lines:
        addresses = dict(line.split() for line in lines)
    missing = [host for host in hosts if host not in addresses]
    if missing:
        raise Failed(f"not up: {' '.join(missing)}")
    machines = [f'"{host}": {{"address": "{addresses[host]}", "user": "root", "identity": "{FOLDER}/id_ed25519", '
                f'"known_hosts": "{FOLDER}/known_hosts"}}' for host in hosts]
    with open(path, "w", encoding="ascii") as inventory:
        inventory.write(f'{{"machines": {{{", ".join(machines)}}}}}\n')
