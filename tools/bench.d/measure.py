"""Runs commands and takes their time."""

import os
import subprocess
import time


class Failed(Exception):
    pass


class Sample:
    """What one command cost. The peak is that of its largest process, in MB; the kernel never says less than this interpreter's own."""

    def __init__(self, seconds, cpu=0.0, peak=0.0):
        self.seconds = seconds
        self.cpu = cpu
        self.peak = peak


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def run(command, log, stdin=os.devnull, folder=None, status=0):
    """Runs a command to its end, which is to have this status; its output goes to the file `log`. Raises Failed with the end of it."""
    with open(stdin, "rb") as source, open(log, "wb") as output:
        began = time.monotonic()
        process = subprocess.Popen(command, stdin=source, stdout=output, stderr=output, cwd=folder)
        _, ended, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        with open(log, encoding="utf-8", errors="replace") as text:
            end = "".join(text.readlines()[-20:])
        raise Failed(f"exit status {process.returncode} from: {' '.join(command)}\n{end}")
    return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


class Series:
    """The samples of one case, and those of the cases that were measured in turn with it."""

    def __init__(self, samples):
        self.samples = samples

    def median(self, what="seconds"):
        return median([getattr(s, what) for s in self.samples])

    def ratio_to(self, reference, what="seconds"):
        """The median over the rounds: what slows the machine for a while slows both of a round."""
        return median([getattr(a, what) / getattr(b, what) for a, b in zip(self.samples, reference.samples)])


def alternate(cases, rounds, pause=0.2):
    """Measures cases (name to function that returns a Sample) in turn, after one round that does not count.

    Every other round goes backwards, so that none always follows the same one; the pause lets hosts close the last session.
    """
    taken = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name in sorted(cases, key=list(cases).index, reverse=number % 2 == 1):
            time.sleep(pause)
            sample = cases[name]()
            if number > 0:
                taken[name].append(sample)
    return {name: Series(samples) for name, samples in taken.items()}
