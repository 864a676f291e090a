"""A speech-dispatcher that says nothing aloud."""

from __future__ import annotations

import socket
from contextlib import suppress


class Dispatcher:
    """Takes the place of speech-dispatcher: answers every line and remembers it."""

    def __init__(self, path: str) -> None:
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(path)
        self._listening.listen()
        self._listening.setblocking(False)
        self._caller: socket.socket | None = None
        self._came = b""
        self.heard: list[str] = []

    def hears(self, line: str) -> bool:
        with suppress(BlockingIOError):
            if self._caller is None:
                self._caller, _ = self._listening.accept()
                self._caller.setblocking(False)
            self._came += self._caller.recv(4096)
        *lines, self._came = self._came.split(b"\r\n")
        for one in lines:
            self.heard.append(one.decode())
            if one != b"." and self.heard[-2:-1] == ["SPEAK"]:
                continue
            assert self._caller is not None
            self._caller.send(b"200 OK\r\n")
        return line in self.heard

    def close(self) -> None:
        if self._caller is not None:
            self._caller.close()
        self._listening.close()
