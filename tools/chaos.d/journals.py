"""The records of runs on a host: each once, in order, none left out."""

import re
from collections import Counter

RECORD = re.compile(r"(\d+) (.*) \.")


class Journal:
    """One run's: its records without their numbers; what is torn is none."""

    def __init__(self, run, text):
        self.run, self.records, self.torn, self.problems = run, [], 0, []
        for position, line in enumerate(text.splitlines(), 1):
            match = RECORD.fullmatch(line)
            if match is None:
                self.torn += 1
                continue
            if int(match[1]) != position:
                self.problems.append(f"journal of {run}: record {position} has the number {match[1]}: {line}")
            self.records.append(match[2])
        self._check_steps()

    def _check_steps(self):
        # a guard that is put back says so of steps that have told how they ended
        counts = Counter(" ".join(record.split()[:2]) for record in self.records
                         if record.startswith(("start ", "step ")) and " rolled-back" not in record)
        self.problems += [f"journal of {self.run}: '{what}' stands there {count} times" for what, count in counts.items() if count > 1]
        ends = [record for record in self.records if record.startswith("end ")]
        if len(ends) > 1:
            self.problems.append(f"journal of {self.run}: it ends {len(ends)} times: {ends}")

    @property
    def starts(self):
        return Counter(int(record.split()[1]) for record in self.records if record.startswith("start "))

    @property
    def outcomes(self):
        """Step to what it ended as."""
        return {int(words[1]): words[2] for words in map(str.split, self.records) if words[0] == "step"}

    @property
    def has_ended(self):
        return any(record.startswith("end ") for record in self.records)


SCRIPT = """cd /var/lib/slipway/runs || exit 1
for run in *; do printf '\\n== %s\\n' "$run"; cat "$run/journal" 2>/dev/null; done; true"""


def read(host, seen):
    """Those of runs that are not in `seen`, which then has them."""
    journals = []
    for part in ("\n" + host.tell(SCRIPT)).split("\n== ")[1:]:
        run, _, text = part.partition("\n")
        if run == "*" or run in seen:
            continue
        seen.add(run)
        journals.append(Journal(run, text.removesuffix("\n") if text.endswith("\n\n") else text))
    return journals
