"""What is measured on hosts."""

import os

import deployment
import hosts as testbed_hosts
from measure import alternate, run
from hosts import ssh

ROUND_TRIPS = (0, 20, 100)


class Bench:
    """`programs`: what gives the path of a built program; `folder`: where everything is written."""

    def __init__(self, testbed, programs, folder, rounds, report):
        self._testbed = testbed
        self._programs = programs
        self._folder = folder
        self._rounds = rounds
        self._report = report
        for name, text in (("write.sh", deployment.written_by_hand()), ("check.sh", deployment.checked_by_hand())):
            with open(self._path(name), "w", encoding="ascii") as script:
                script.write(text)

    def _path(self, name):
        return f"{self._folder}/{name}"

    def _run(self, command, stdin=os.devnull):
        return run(command, self._path("last.log"), stdin)

    def _files_program(self, hosts):
        """The command line of the program, but for its subcommand."""
        program = self._programs.build("files", deployment.files_program(hosts))
        testbed_hosts.write_inventory(self._path("inventory.json"), hosts)
        return [program, "--inventory", self._path("inventory.json")]

    def _by_hand(self, host, script):
        return self._run(ssh(host, "sh", "-s"), self._path(script))

    def _round_trips(self, host):
        """Each in turn; afterwards the host answers at once again."""
        try:
            for milliseconds in ROUND_TRIPS:
                self._testbed.set_round_trip(host, milliseconds)
                yield milliseconds
        finally:
            self._testbed.set_round_trip(host, 0)

    def converged(self, host):
        slipway = self._files_program([host])
        self._run([*slipway, "apply", "--yes"])
        for milliseconds in self._round_trips(host):
            plan, apply, true, check = "plan", "apply", "`ssh true`", "script by hand"
            taken = alternate({plan: lambda: self._run([*slipway, "plan", "--detailed-exitcode"]),
                               apply: lambda: self._run([*slipway, "apply", "--yes"]),
                               true: lambda: self._run(ssh(host, "true")),
                               check: lambda: self._by_hand(host, "check.sh")}, self._rounds)
            for what in (plan, apply):
                for reference in (true, check):
                    self._report.add("converged", f"`{what}`, {milliseconds} ms", taken[what], reference, taken[reference],
                                     1.0 if milliseconds else 1.2)

    def facts(self, host):
        """Everything that a host knows of itself, lists too, in one answer."""
        program = self._programs.build("facts", deployment.facts_program(host))
        testbed_hosts.write_inventory(self._path("inventory.json"), [host])
        slipway = [program, "--inventory", self._path("inventory.json"), "facts", "--json"]
        for milliseconds in self._round_trips(host):
            taken = alternate({"all": lambda: self._run([*slipway, "--all"]),
                               "one": lambda: self._run([*slipway, "os.id"]),
                               "true": lambda: self._run(ssh(host, "true"))}, self._rounds)
            self._report.add("facts", f"`facts --all`, {milliseconds} ms", taken["all"], "`facts os.id`", taken["one"])
            self._report.add("facts", f"`facts --all`, {milliseconds} ms", taken["all"], "`ssh true`", taken["true"])

    def first(self, host):
        slipway = self._files_program([host])
        for milliseconds in self._round_trips(host):
            taken = alternate(self._first_cases([host], lambda: self._run([*slipway, "apply", "--yes"]),
                                                lambda: self._by_hand(host, "write.sh")), self._rounds)
            self._report.add("first", f"`apply`, {milliseconds} ms", taken["slipway"], "script by hand", taken["by hand"],
                             1.1 if milliseconds else 1.3)

    def _first_cases(self, hosts, slipway, by_hand):
        """Each on hosts without a trace of the one before; what it left there is checked."""
        def on_new_hosts(work):
            self._testbed.remove(hosts, deployment.ROOT)
            sample = work()
            self._testbed.check(hosts, deployment.checked_by_hand())
            return sample
        return {"slipway": lambda: on_new_hosts(slipway), "by hand": lambda: on_new_hosts(by_hand)}

    def fleet(self, hosts):
        slipway = self._files_program(hosts)
        with open(self._path("hosts"), "w", encoding="ascii") as names:
            names.write("\n".join(hosts) + "\n")

        def by_hand(script):
            each = f"exec {' '.join(ssh('HOST', 'sh', '-s'))} <{self._path(script)}"
            return lambda: self._run(["xargs", "-P", "50", "-I", "HOST", "sh", "-c", each], self._path("hosts"))

        apply = lambda: self._run([*slipway, "apply", "--yes"])
        first = alternate(self._first_cases(hosts, apply, by_hand("write.sh")), self._rounds)
        converged = alternate({"slipway": apply, "by hand": by_hand("check.sh")}, self._rounds)
        for what, taken, limit in (("first", first, 1.1), ("converged", converged, 1.0)):
            name = f"{what}, {len(hosts)} hosts"
            self._report.add("fleet", name, taken["slipway"], "`xargs -P 50 ssh`", taken["by hand"], limit)
            self._report.add_number("fleet", f"{name}: controller's CPU", taken["slipway"].median("cpu"), "s")
            self._report.add_number("fleet", f"{name}: CPU of all `ssh`", taken["by hand"].median("cpu"), "s")
            self._report.add_number("fleet", f"{name}: controller's peak memory", taken["slipway"].median("peak"), "MB", 60)

    def upload(self, host):
        source = self._path("upload.bin")
        with open("/dev/urandom", "rb") as random, open(source, "wb") as file:
            for _ in range(100):
                file.write(random.read(1000000))
        program = self._programs.build("upload", deployment.upload_program(source, host))
        testbed_hosts.write_inventory(self._path("inventory.json"), [host])
        slipway = [program, "--inventory", self._path("inventory.json"), "apply", "--yes"]
        scp = ["scp", "-q", *ssh()[1:], source, f"{host}:{deployment.UPLOADED}"]

        def on_new_host(command):
            self._testbed.remove([host], deployment.UPLOADED)
            return self._run(command)

        taken = alternate({"slipway": lambda: on_new_host(slipway), "scp": lambda: on_new_host(scp)}, self._rounds)
        # 0.9 of its throughput
        self._report.add("upload", "100 MB", taken["slipway"], "scp", taken["scp"], 1 / 0.9)
        os.remove(source)
        self._testbed.remove([host], deployment.UPLOADED)
