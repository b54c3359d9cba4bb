"""A way to a host that can reset its connections: both ends get an RST."""

import select
import socket
import struct
import threading
import time


class Relay(threading.Thread):
    def __init__(self, address):
        super().__init__(daemon=True)
        self._target = (address, 22)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._refuses_until = 0.0
        self._resets = 0
        self._over = False

    def reset(self, seconds):
        """Now, and whoever comes within that time."""
        self._refuses_until = time.monotonic() + seconds
        self._resets += 1

    def end(self):
        self._over = True
        self.join()
        self._listener.close()

    def run(self):
        while not self._over:
            if select.select([self._listener], [], [], 0.05)[0]:
                near = self._listener.accept()[0]
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near):
        resets = self._resets
        if time.monotonic() < self._refuses_until:
            self._drop(near)
            return
        try:
            far = socket.create_connection(self._target, 10)
        except OSError:
            self._drop(near)
            return
        ends = {near: far, far: near}
        while not self._over and resets == self._resets:
            for end in select.select(list(ends), [], [], 0.02)[0]:
                if not self._pass_on(end, ends[end]):
                    near.close()
                    far.close()
                    return
        self._drop(near, far)

    @staticmethod
    def _pass_on(source, target):
        try:
            piece = source.recv(65536)
            target.sendall(piece)
            return bool(piece)
        except OSError:
            return False

    @staticmethod
    def _drop(*ends):
        for end in ends:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.close()
