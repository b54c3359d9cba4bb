"""What can go wrong, and how it is mended. A fault is chosen by the seed and its number alone."""

import random
import signal
import subprocess
import time

from host import Broken

KINDS = ("cut", "reset", "controller", "sshd", "script", "disk", "reboot")
DISK = "/mnt/chaos"
NEWEST = "$(ls -d -t /var/lib/slipway/runs/*/ | head -n 1)"


class Choice:
    """Which fault, when (a part of the time that a deployment takes), for how long, in which form."""

    def __init__(self, seed, number, kinds=KINDS):
        dice = random.Random(f"{seed}/{number}")
        self.number = number
        self.kind = kinds[number % len(kinds)] if number < len(kinds) else dice.choice(kinds)
        self.moment = dice.uniform(0.02, 1.0)
        self.seconds = dice.choice((0.2, 1.0, 2.5, 6.0))
        self.form = dice.randrange(2)
        self.reconnects_for = dice.choice((1, 60))
        self.resumes_at_once = dice.randrange(2) == 0

    def __str__(self):
        return (f"{self.kind}/{self.form} at {self.moment:.2f} for {self.seconds} s, --reconnect-for {self.reconnects_for}, "
                f"{'resumed at once' if self.resumes_at_once else 'resumed when all is quiet'}")


class Fault:
    """Nothing by itself: what the kinds have in common."""

    def __init__(self, host, choice, reader):
        self.host, self.choice, self.reader = host, choice, reader
        self.controller = None  # once it runs

    def prepare(self):
        """Before the deployment begins."""

    def strike(self):
        """Returns whether it has met anything."""
        raise NotImplementedError

    def heal(self):
        """So that the host could be reached again; once."""

    def clean_up(self):
        """After the deployment is done."""

    def _while_it_runs(self, command):
        """A command that succeeds once it finds what it is to hit."""
        while self.controller.poll() is None:
            if self.host.tries(command)[0] == 0:
                return True
        return False


class Cut(Fault):
    def strike(self):
        self.host.testbed("cut", *(["--unreachable"] if self.choice.form else []))
        time.sleep(self.choice.seconds)
        return True

    def heal(self):
        self.host.testbed("heal")


class Reset(Fault):
    def strike(self):
        self.controller.relay.reset(self.choice.seconds if self.choice.form else 0)
        if self.choice.form:
            time.sleep(self.choice.seconds)
        return True


class Controller(Fault):
    def strike(self):
        if self.controller.poll() is not None:
            return False
        self.controller.send_signal(signal.SIGKILL)
        return True


class Sshd(Fault):
    """The server and all sessions; systemd starts the server again, or it stays away for a while."""

    def strike(self):
        stop = "systemctl stop ssh; " if self.choice.form else "kill -KILL $(systemctl show -p MainPID --value ssh); "
        self.host.tell(stop + "sessions=$(pgrep '^sshd$') && kill -KILL $sessions; true")
        if self.choice.form:
            time.sleep(self.choice.seconds)
        return True

    def heal(self):
        self.host.tell("systemctl is-active -q ssh || systemctl start ssh")


class Script(Fault):
    """The script alone, or with all that it has started."""

    def strike(self):
        if self.choice.form:
            return self._while_it_runs("systemctl list-units -q --no-legend 'slipway-run-*' | grep -q running && "
                                       "systemctl kill -s KILL 'slipway-run-*'")
        return self._while_it_runs(f"read -r _ _ process _ <{NEWEST}owner && test ! -L /var/lib/slipway/lock && "
                                   "test -e /var/lib/slipway/lock && kill -KILL $process")


class Disk(Fault):
    """The files and Slipway's own state on a small disk, which is full for a while."""

    _SPACE = "36m"

    def prepare(self):
        with self.reader.paused():
            self.host.tell(f"""set -e; mkdir -p {DISK}; mount -t tmpfs -o size={self._SPACE},mode=755 tmpfs {DISK}
                cp -a /srv/chaos {DISK}/srv; cp -a /var/lib/slipway {DISK}/state
                mount --bind {DISK}/srv /srv/chaos; mount --bind {DISK}/state /var/lib/slipway""")

    def strike(self):
        # a page that has room for a record takes it even now; what needs another does not
        self.host.tell(f"head -c 100000000 /dev/zero >{DISK}/filler 2>/dev/null; test -s {DISK}/filler")
        until = time.monotonic() + self.choice.seconds
        while time.monotonic() < until and (self.choice.form or self.controller.poll() is None):
            time.sleep(0.05)
        return True

    def heal(self):
        self.host.tell(f"rm {DISK}/filler")

    def clean_up(self):
        with self.reader.paused():
            # what the last contact had there may be about to end
            if not self.host.eventually("{ ! mountpoint -q /srv/chaos || umount /srv/chaos; } && umount /var/lib/slipway", 10):
                raise Broken(f"{self.host.name}: something holds {DISK}")
            self.host.tell(f"""
                find /srv/chaos /var/lib/slipway -mindepth 1 -delete
                cp -a {DISK}/srv/. /srv/chaos/ && cp -a {DISK}/state/. /var/lib/slipway/ && umount {DISK}""")


class Reboot(Fault):
    """As one does it, or as the power does."""

    def strike(self):
        if self.choice.form:
            self.host.testbed("kill")
            self.host.testbed("start")
            return True
        before = self.host.tell("cat /proc/sys/kernel/random/boot_id")
        self.host.tries("systemctl reboot")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                status, boot = self.host.tries("cat /proc/sys/kernel/random/boot_id", 5)
            except (Broken, subprocess.TimeoutExpired):  # whoever goes down may leave a call without an answer
                continue
            if status == 0 and boot != before:
                return True
        raise Broken(f"{self.host.name} does not come back from a reboot")

    def heal(self):
        if not self.host.eventually("systemctl is-active -q ssh && test ! -e /run/nologin", 60):
            raise Broken(f"{self.host.name} is not reachable after a reboot")


BY_KIND = dict(zip(KINDS, (Cut, Reset, Controller, Sshd, Script, Disk, Reboot)))
