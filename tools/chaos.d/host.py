"""One of the testbed's hosts, reached past the network."""

import os
import subprocess
import time

FOLDER = os.environ.get("SLIPWAY_TESTBED") or os.environ.get("TESTBED_DIR", "/var/tmp/slipway-testbed") + "/run"
TOOL = os.path.dirname(os.path.dirname(os.path.realpath(__file__))) + "/testbed"


class Broken(Exception):
    """The testbed does not do what is asked of it: no fault of what is tested."""


class Host:
    @staticmethod
    def _addresses():
        with open(f"{FOLDER}/hosts", encoding="ascii") as lines:
            return dict(line.split() for line in lines)

    @staticmethod
    def all_names():
        """Of the testbed, in its order."""
        return list(Host._addresses())

    def __init__(self, name):
        self.name = name
        addresses = Host._addresses()
        if name not in addresses:
            raise Broken(f"the testbed has no host {name}")
        self.address = addresses[name]

    def _run(self, words, seconds=120):
        environment = {**os.environ, "TESTBED_DIR": os.path.dirname(FOLDER)}
        return subprocess.run([TOOL, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=seconds, env=environment, check=False)

    def testbed(self, command, *more):
        done = self._run([command, self.name, *more])
        if done.returncode != 0:
            raise Broken(f"{command} {self.name}: {done.stdout.decode(errors='replace')}")
        return done.stdout.decode(errors="replace").strip()

    def heals(self):
        """Whatever it was."""
        self._run(["heal", self.name])

    def tries(self, command, seconds=120):
        """Status and output; the host may be off."""
        done = self._run(["exec", self.name, command], seconds)
        return done.returncode, done.stdout.decode(errors="replace")

    def tell(self, command):
        status, said = self.tries(command)
        if status != 0:
            raise Broken(f"{self.name}: {command}: status {status}: {said}")
        return said

    def eventually(self, command, seconds):
        until = time.monotonic() + seconds
        while self.tries(command)[0] != 0:
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def ssh(self, command):
        """Over the network, as anybody would."""
        done = subprocess.run(["ssh", "-F", f"{FOLDER}/ssh_config", "-o", "ControlPath=none", "-o", "LogLevel=ERROR", "-o",
                               "ConnectTimeout=20", f"root@{self.name}", "sh -s"], input=command.encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120, check=False)
        if done.returncode not in (0, 1):
            raise Broken(f"ssh {self.name}: {done.stdout.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")

    def inventory(self, address=None, port=22, known_hosts=None):
        return {"address": address or self.address, "port": port, "user": "root", "identity": f"{FOLDER}/id_ed25519",
                "known_hosts": known_hosts or f"{FOLDER}/known_hosts"}

    def keys(self):
        """The host's keys as in a file of known hosts, without the names."""
        with open(f"{FOLDER}/known_hosts", encoding="ascii") as lines:
            entries = [line.split(None, 1) for line in lines if line.strip()]
        return [rest.strip() for names, rest in entries if self.address in names.split(",") or self.name in names.split(",")]
