"""Deployments one after the other to one host."""

import os
import subprocess
import time
import traceback

import desired
import journals
from controller import Operator
from host import Broken
from reader import Reader
from trial import Trial


class Campaign:
    def __init__(self, host, choices, program, folder, report, keeps):
        self._host, self._choices, self._report, self._keeps = host, choices, report, keeps
        self._reader = Reader(host)
        os.makedirs(folder)
        self._operator = Operator(folder, program, host, self._reader)
        for version in desired.VERSIONS:
            desired.write_pages(f"{folder}/{version}", version)
        self._seen_runs = set()
        self._usual = 0.0
        self._version = ""

    def run(self):
        try:
            self._prepare()
            self._reader.start()
            for choice in self._choices:
                self._try(choice)
            self._reader.end()
            self._report.add_reads(self._reader.reads)
        except Exception:  # whatever it is, the other hosts go on and the table says so
            self._report.add_breakdown(f"{self._host.name}: {traceback.format_exc()}")
        finally:
            if not self._keeps:
                self._host.testbed("reset")

    def _prepare(self):
        """A new disk, what the deployments find there, and one deployment of each version in peace: what it takes is measured."""
        self._host.testbed("reset")
        self._host.tell("systemctl is-system-running --wait; mkdir -p " + desired.ROOT)
        for path, text in desired.SEEDS.items():
            self._host.tell(f"cat >{path} <<'END'\n{text}END")
        self._host.tell(f": >{desired.ROOT}/log")
        self._operator.use(None)
        for version in ("one", "two", "one"):
            for _ in range(3):  # on a machine with much else to do a guard may not be confirmed in time
                began = time.monotonic()
                calm = self._operator.run(version, "apply", "--yes")
                self._usual = time.monotonic() - began  # of the last
                if calm.status == 0:
                    break
            if calm.status != 0:
                raise Broken(f"a deployment in peace fails: {calm}")
            wrong = desired.problems(self._host.ssh(desired.SCRIPT), version)
            if wrong:
                raise Broken("a deployment in peace leaves: " + "\n".join(wrong))
            self._version = version
        self._seen_runs.clear()
        journals.read(self._host, self._seen_runs)

    def _try(self, choice):
        version = desired.other(self._version)
        trial = Trial(self._operator, choice, version, self._usual, self._seen_runs)
        began = time.monotonic()
        try:
            trial.run()
        except (Broken, subprocess.SubprocessError) as failure:  # perhaps because of what the deployment has done to the host
            trial.problems.append(str(failure))
        trial.problems += self._reader.take_problems()
        self._version = version
        self._report.add(self._host.name, choice, version, trial, time.monotonic() - began)
        if trial.problems and not self._keeps:
            self._reader.forget_while(self._prepare)
