"""The program that deploys, as a process of the campaign's own."""

import json
import os
import subprocess

PATIENCE = 300  # seconds; a deployment takes a few, on a machine with much else to do a minute


class Invocation:
    """One that has ended: its words, status, documents and what it said."""

    def __init__(self, words, status, out, err):
        self.words, self.status, self.err = words, status, err
        self.documents, self.torn = [], []
        for line in out.splitlines():
            try:
                self.documents.append(json.loads(line))
            except ValueError:
                self.torn.append(line)
        if status < 0:
            self.torn = self.torn[:-1] if not out.endswith("\n") else self.torn  # a killed one may stop within a line

    @property
    def was_killed(self):
        return self.status < 0

    def outcomes(self):
        return [d for d in self.documents if "outcome" in d]

    def __str__(self):
        return f"{' '.join(self.words)}: status {self.status}\n{self.err[-3000:]}"


class Operator:
    """A folder that is somebody's home: files of each version, inventory, key, what the program remembers."""

    def __init__(self, folder, program, host, reader):
        self.folder, self.program, self.host, self.reader = folder, program, host, reader
        self.relay = None
        os.makedirs(f"{folder}/home", exist_ok=True)

    def use(self, relay):
        """From now on the host is reached through it; None: directly."""
        self.relay = relay
        machine = self.host.inventory()
        if relay is not None:
            names = f"{self.folder}/known_hosts"
            with open(names, "w", encoding="ascii") as file:
                file.writelines(f"[127.0.0.1]:{relay.port} {key}\n" for key in self.host.keys())
            machine = self.host.inventory("127.0.0.1", relay.port, names)
        with open(f"{self.folder}/inventory.json", "w", encoding="ascii") as file:
            json.dump({"machines": {"chaos": machine}}, file)

    def start(self, version, *words):
        words = (*words, "--json", "--inventory", f"{self.folder}/inventory.json", "--state", f"{self.folder}/state.json")
        home = f"{self.folder}/home"
        return Running(words, self.program, f"{self.folder}/{version}", self.relay,
                       {"HOME": home, "XDG_STATE_HOME": f"{home}/state", "PATH": "/usr/bin:/bin", "CHAOS_VERSION": version})

    def run(self, version, *words):
        return self.start(version, *words).end()


class Running:
    """`all`: those that have not ended."""

    all = set()

    def __init__(self, words, program, folder, relay, environment):
        self.words, self.relay = words, relay
        self._out = open(f"{folder}/out", "w+b")
        self._err = open(f"{folder}/err", "w+b")
        self._process = subprocess.Popen([program, *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                         stdout=self._out, stderr=self._err, start_new_session=True)
        Running.all.add(self)

    def poll(self):
        return self._process.poll()

    def send_signal(self, number):
        self._process.send_signal(number)

    def kill(self):
        self._process.kill()

    def end(self):
        """Waits for it; one that hangs is ended, with a status that no program has."""
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            status = 255
        Running.all.discard(self)
        said = []
        for file in (self._out, self._err):
            file.seek(0)
            said.append(file.read().decode(errors="replace"))
            file.close()
        return Invocation(self.words[:2], status, *said)
