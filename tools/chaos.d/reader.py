"""Reads on the host, all the time, what deployments write there: nothing may ever be seen half-written."""

import os
import threading
import time

import desired

PAUSE = 0.02
OWN = ("/own-", "/only-")


def _line_texts():
    seeds = set(desired.SEEDS[f"{desired.ROOT}/lines"].splitlines())
    return seeds.union(*(desired.lines(version).splitlines() for version in desired.VERSIONS))


class Reader(threading.Thread):
    """Reads through the host's root folder as this machine sees it: the same files in the same kernel, however the host's network
    is. A file is read again when its inode, size or times have changed."""

    def __init__(self, host):
        super().__init__(daemon=True)
        self._host = host
        self._whole = {}
        for version in desired.VERSIONS:
            for path, content in desired.files(version).items():
                if not path.endswith("/lines"):
                    self._whole.setdefault(path, set()).add(content)
        for path, text in desired.SEEDS.items():
            self._whole.setdefault(path, set()).add(text.encode())
        self._whole[f"{desired.ROOT}/lines"] = None
        self._lines = _line_texts()
        self._seen = {}
        self._root = None
        self._lock = threading.Lock()  # held while a round is made
        self._over = False
        self.problems = []
        self.reads = 0

    def run(self):
        while not self._over:
            with self._lock:
                self._round()
            time.sleep(PAUSE)

    def end(self):
        self._over = True
        self.join()

    def paused(self):
        """A lock: nothing is read while it is held."""
        return self._lock

    def forget_while(self, work):
        """Nothing is read meanwhile, and what was seen before counts no more: the host gets another disk."""
        with self._lock:
            work()
            self._seen.clear()
            self._root = None

    def take_problems(self):
        with self._lock:
            found, self.problems = self.problems, []
        return found

    def _is_there(self, path):
        return os.path.exists(f"{self._root}{path}")

    def _round(self):
        if self._root is None or not os.path.exists(self._root + "/srv"):
            status, root = self._find_root()
            if not status:
                return
            self._root = root
        for path in self._whole:
            self._look(path)

    def _find_root(self):
        try:
            return True, self._host.testbed("root")
        except Exception:  # it is off at the moment
            time.sleep(0.05)
            return False, None

    def _look(self, path):
        try:
            with open(self._root + path, "rb") as file:
                state = os.fstat(file.fileno())
                mark = (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
                if self._seen.get(path) == mark:
                    return
                content = file.read()
        except OSError:
            self._is_missing(path)
            return
        self.reads += 1
        self._seen[path] = mark
        if not self._is_whole(path, content):
            self.problems.append(f"seen half-written: {path}, {len(content)} bytes: {content[:100]!r} ... {content[-60:]!r}")

    def _is_missing(self, path):
        # gone only where it was, and where the rest of the host is there
        was = self._seen.pop(path, None)
        if was is None or any(part in path for part in OWN) or not self._is_there(f"{desired.ROOT}/log"):
            return
        self.problems.append(f"seen missing: {path}")

    def _is_whole(self, path, content):
        whole = self._whole[path]
        if whole is not None:
            return content in whole
        text = content.decode(errors="replace").splitlines()
        return content.endswith(b"\n") and text[:1] == ["top"] and {"middle", "end"} < set(text) <= self._lines
