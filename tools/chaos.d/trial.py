"""One deployment with one fault, and what must hold after it."""

import time
from collections import Counter

import desired
import faults
import journals
from relay import Relay

QUIET = "systemctl is-system-running -q --wait; " \
        "test -z \"$(systemctl list-units -q --no-legend --state=active,activating 'slipway-*')\""
LEFT = "cd /var/lib/slipway && ls -d lock runs/*/guard.* 2>/dev/null; " \
       "ls -d /etc/systemd/system*/slipway-* /etc/systemd/system*/*.wants/slipway-* 2>/dev/null; " \
       "systemctl list-units -q --all --no-legend 'slipway-*'; true"
MOST_RESUMES, MOST_APPLIES = 6, 4


class Trial:
    """`problems`: what was wrong, in sentences; `ending`: how the invocation ended that the fault met."""

    def __init__(self, operator, choice, version, usual_seconds, seen_runs):
        self.operator, self.choice, self.version = operator, choice, version
        self.host, self._usual, self._seen = operator.host, usual_seconds, seen_runs
        self.problems, self.invocations = [], []
        self.ending, self.has_met, self.guard_was_restored = "", False, False
        self.names = {}

    def run(self):
        before = self._guarded()
        self.host.tell(f": >{desired.ROOT}/log")
        relay = Relay(self.host.address) if self.choice.kind == "reset" else None
        if relay is not None:
            relay.start()
        self.operator.use(relay)
        try:
            self._strike(before)
        finally:
            self.operator.use(None)
            if relay is not None:
                relay.end()
        self._check_everything()

    def _strike(self, before):
        fault = faults.BY_KIND[self.choice.kind](self.host, self.choice, self.operator.reader)
        fault.prepare()
        controller = self.operator.start(self.version, "apply", "--yes", "--lock-timeout", "60", "--reconnect-for",
                                         str(self.choice.reconnects_for))
        fault.controller = controller
        time.sleep(self.choice.moment * self._usual)
        is_over = controller.poll() is not None
        self.has_met = fault.strike() and not is_over
        fault.heal()
        self._keep(controller.end())
        first = self.invocations[0]
        self.ending = "killed" if first.was_killed else f"status {first.status}"
        if first.status != 0 and not self.choice.resumes_at_once:
            self._check_guard(before)
        self._finish(first)
        fault.clean_up()

    def _keep(self, invocation):
        self.invocations.append(invocation)
        for document in invocation.documents:
            if "verdict" in document:
                self.names[document["step"]] = document["operation"]
        if invocation.status not in (0, 1, 4, -9):
            self.problems.append(f"it ended with status {invocation.status}" if invocation.status != 255 else "it hung")
        self.problems += [f"not JSON: {line[:200]}" for line in invocation.torn]
        return invocation

    def _guarded(self):
        answer = self.host.tell(desired.SCRIPT)
        return {line for line in answer.splitlines() if desired.is_guarded(line)}

    def _check_guard(self, before):
        """Once nothing runs any more: all of it is as it was, or as it is to be."""
        self._await_quiet()
        found = self._guarded()
        wanted = {line for line in desired.listing(self.version) if desired.is_guarded(line)}
        self.guard_was_restored = found == before
        if found not in (before, wanted):
            self.problems.append("the guard is neither as it was nor as it is to be: " + "; ".join(
                [f"not as it was: {line}" for line in sorted(found ^ before)]))

    def _await_quiet(self):
        if not self.host.eventually(QUIET, 60):
            self.problems.append("something of Slipway still runs on the host after a minute")

    def _finish(self, last):
        for _ in range(MOST_RESUMES):
            if last.status == 0:
                break
            last = self._keep(self.operator.run(self.version, "resume", "--yes", "--lock-timeout", "60"))
        for _ in range(MOST_APPLIES):
            last = self._keep(self.operator.run(self.version, "apply", "--yes", "--lock-timeout", "60"))
            if last.status == 0 and all(d["outcome"] in ("kept", "skipped") for d in last.outcomes()):
                return
        self.problems.append("there is still something to do after the last apply")

    def _check_everything(self):
        self.problems += desired.problems(self.host.ssh(desired.SCRIPT), self.version)
        runs = journals.read(self.host, self._seen)
        for journal in runs:
            self.problems += journal.problems
            if journal.torn > 1 or (journal.torn and self.choice.kind not in ("script", "reboot", "disk")):
                self.problems.append(f"journal of {journal.run}: {journal.torn} lines are no records")
        for invocation in self.invocations:
            self._check_outcomes(invocation, runs)
        self._check_log(runs)
        self._await_quiet()
        self.problems += [f"it is left on the host: {line}" for line in self.host.tell(LEFT).splitlines()]

    def _check_outcomes(self, invocation, runs):
        told = Counter()
        for document in invocation.outcomes():
            told[(document.get("run", ""), document["step"])] += 1
        self.problems += [f"{invocation.words[0]} tells the outcome of '{self.names.get(step, step)}' {count} times"
                          for (_, step), count in told.items() if count > 1]
        # the first one tells of one run, and where it saw its end it has told all
        if invocation is not self.invocations[0] or invocation.status != 0:
            return
        recorded = [journal for journal in runs if journal.outcomes]
        outcomes = {d["step"]: d["outcome"] for d in invocation.outcomes() if d["outcome"] != "not reached"}
        if len(recorded) == 1 and set(recorded[0].outcomes) - set(outcomes):
            lost = sorted(set(recorded[0].outcomes) - set(outcomes))
            self.problems.append(f"{invocation.words[0]} does not tell the outcome of steps {lost}")

    def _check_log(self, runs):
        """Each command was done once; again only where the run ended, or failed, in the middle of it."""
        said = Counter(self.host.tell(f"cat {desired.ROOT}/log").splitlines())
        steps = {name: step for step, name in self.names.items()}
        for name, word in desired.SAYS.items():
            count = said.pop(f"{self.version} {word}", 0)
            step = steps.get(name)
            starts = sum(journal.starts[step] for journal in runs)
            done = sum(journal.outcomes.get(step) == "changed" for journal in runs)
            if not 1 <= count <= max(1, starts) or done > 1:
                self.problems.append(f"'{name}' was done {count} times: it began {starts} times and ended {done} times")
        self.problems += [f"the log says '{line}' {count} times" for line, count in said.items()]

    def context(self):
        told = "\n".join(f"  {line}" for invocation in self.invocations for line in str(invocation).splitlines())
        return f"{told}\n"
