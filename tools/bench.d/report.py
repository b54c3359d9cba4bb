"""What was measured, as JSON and as tables for people."""

import json
import os
import platform
import subprocess
import time


class Report:
    def __init__(self, rounds):
        self._rounds = rounds
        self._figures = []
        self._failures = []

    def add(self, bench, what, series, reference_name=None, reference=None, limit=None):
        """A figure beside its reference: wall time and CPU in seconds, peak memory in MB."""
        figure = {"bench": bench, "what": what, "seconds": series.median(), "cpu": series.median("cpu"), "peak_mb": series.median("peak"),
                  "samples": [s.seconds for s in series.samples]}
        if reference is not None:
            figure.update(reference=reference_name, reference_seconds=reference.median(), reference_cpu=reference.median("cpu"),
                          ratio=series.ratio_to(reference), reference_samples=[s.seconds for s in reference.samples])
        if limit is not None:
            figure["at_most"] = limit
        self._figures.append(figure)

    def add_number(self, bench, what, number, unit, limit=None):
        self._figures.append({"bench": bench, "what": what, "number": number, "unit": unit, "at_most": limit})

    def add_failure(self, bench, what, why):
        self._failures.append({"bench": bench, "what": what, "why": why})

    def has_failures(self):
        return bool(self._failures)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"date": time.strftime("%Y-%m-%d"), "machine": _machine(), "rounds": self._rounds, "figures": self._figures,
                       "failures": self._failures}, file, indent=2)
            file.write("\n")

    def markdown(self):
        """Times in seconds; what is over its limit stands out."""
        text = f"Medians of {self._rounds} rounds, {time.strftime('%Y-%m-%d')}: {_machine()}\n"
        paired = [f for f in self._figures if "ratio" in f]
        if paired:
            rows = [[f["bench"], f["what"], _number(f["seconds"]), f["reference"], _number(f["reference_seconds"]),
                     _marked(f["ratio"], f.get("at_most"))] for f in paired]
            text += _table(["bench", "what", "s", "against", "s", "ratio (at most)"], "llrlrr", rows)
        alone = [[f["bench"], f["what"], _marked(f["seconds"], f.get("at_most")) + " s"] for f in self._figures
                 if "seconds" in f and "ratio" not in f]
        alone += [[f["bench"], f["what"], _marked(f["number"], f["at_most"]) + f" {f['unit']}"] for f in self._figures if "number" in f]
        if alone:
            text += _table(["bench", "what", "figure (at most)"], "llr", sorted(alone, key=lambda row: row[0]))
        for failure in self._failures:
            text += f"\n{failure['bench']}, {failure['what']}: {failure['why']}\n"
        return text


def _number(value):
    return f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _marked(value, limit):
    if limit is None:
        return _number(value)
    text = f"{_number(value)} ({_number(limit)})"
    return f"**{text}**" if value > limit else text


def _table(head, alignment, rows):
    line = lambda cells: f"| {' | '.join(cells)} |\n"
    rule = line([{"l": ":--", "r": "--:"}[side] for side in alignment])
    return "\n" + line(head) + rule + "".join(line(row) for row in rows)


def _machine():
    with open("/proc/cpuinfo", encoding="utf-8") as cpus:
        models = [line.split(":", 1)[1].strip() for line in cpus if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} CPUs ({models[0] if models else platform.machine()}), {memory:.0f} GB, Linux {platform.release()}"
