"""What went wrong on purpose, how deployments ended, and what was found that must not be."""

import sys
import threading
from collections import Counter, defaultdict

import faults

COLUMNS = ("faults", "met", "status 0", "status 1", "status 4", "killed", "guard put back", "wrong")


class Report:
    """Threads may share it."""

    def __init__(self, seed):
        self._seed = seed
        self._lock = threading.Lock()
        self._counts = defaultdict(Counter)
        self._breakdowns, self._reads, self._seconds = [], 0, []

    def add(self, host, choice, version, trial, seconds):
        with self._lock:
            row = self._counts[choice.kind]
            row["faults"] += 1
            row["met"] += trial.has_met
            row[trial.ending] += 1
            row["guard put back"] += trial.guard_was_restored
            row["wrong"] += bool(trial.problems)
            self._seconds.append(seconds)
            verdict = "WRONG" if trial.problems else "ok"
            print(f"{host}  {choice.number:4}  {verdict}  {trial.ending}  {seconds:.1f} s  {choice}", flush=True)
            if trial.problems:
                print(f"chaos: seed {self._seed}, fault {choice.number} on {host}, to version {version}: {choice}", file=sys.stderr)
                for problem in trial.problems:
                    print(f"  - {problem}", file=sys.stderr)
                print(trial.context(), file=sys.stderr, flush=True)

    def add_reads(self, count):
        with self._lock:
            self._reads += count

    def add_breakdown(self, text):
        with self._lock:
            self._breakdowns.append(text)
            print(f"chaos: {text}", file=sys.stderr, flush=True)

    def table(self):
        kinds = [kind for kind in faults.KINDS if kind in self._counts]
        total = sum((self._counts[kind] for kind in kinds), Counter())
        rows = [("kind", *COLUMNS)] + [(name, *(str(row[column]) for column in COLUMNS))
                                       for name, row in (*((kind, self._counts[kind]) for kind in kinds), ("all", total))]
        widths = [max(map(len, column)) for column in zip(*rows)]
        text = "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() + "\n" for row in rows)
        slowest = max(self._seconds, default=0)
        return f"\n{text}\nseed {self._seed}; {self._reads} reads of files; the slowest deployment took {slowest:.1f} s\n"

    def status(self):
        if any(row["wrong"] for row in self._counts.values()):
            return 1
        return 2 if self._breakdowns else 0
