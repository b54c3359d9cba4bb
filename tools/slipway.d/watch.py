"""Does something again whenever a file is saved."""

import os
import time

PAUSE = 0.3  # seconds


def _stamps(paths):
    """When each file was written; one that is being replaced is left out."""
    stamps = {}
    for path in paths:
        try:
            stamps[path] = os.stat(path).st_mtime_ns
        except OSError:
            continue
    return stamps


def watch(act, paths):
    """Calls `act` now and after every change of one of `paths()`, for ever. What is saved meanwhile is not missed."""
    known = _stamps(paths())
    while True:
        act()
        # a file that is included since then is as it was read, as far as anybody can tell
        known = {**_stamps(paths()), **known}
        while all(known.get(path) == stamp for path, stamp in _stamps(known).items()):
            time.sleep(PAUSE)
        known.update(_stamps(known))
        print(f"-- {time.strftime('%H:%M:%S')} --", flush=True)
