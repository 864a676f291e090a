"""A Wayland compositor for tests that takes windows and shows none: what they call themselves.

Run as a program: window_compositor.py SOCKET. Prints "ready", then a line for each window's app_id.
"""

import socket
import sys
from struct import pack, unpack_from

#: What a window needs, with versions that every compositor has by now.
OFFERS = (("wl_compositor", 4), ("wl_shm", 1), ("xdg_wm_base", 1), ("wl_output", 2))


class Caller:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._made = {1: "wl_display"}

    def serve(self) -> None:
        came = b""
        while piece := self._connection.recv(65_536):
            came += piece
            while len(came) >= 8 and len(came) >= (size := unpack_from("=II", came)[1] >> 16):
                subject, word = unpack_from("=II", came)
                self._asked(self._made.get(subject, ""), word & 0xFFFF, came[8:size])
                came = came[size:]

    def _asked(self, subject: str, request: int, body: bytes) -> None:
        match subject, request:
            case "wl_display", 0:
                self._tell(unpack_from("=I", body)[0], 0, pack("=I", 0))
            case "wl_display", 1:
                (registry,) = unpack_from("=I", body)
                self._made[registry] = "wl_registry"
                for number, (name, version) in enumerate(OFFERS):
                    self._tell(registry, 0, pack("=I", number) + text(name) + pack("=I", version))
            case "wl_registry", 0:
                number, length = unpack_from("=II", body)
                _, made = unpack_from("=II", body, 8 + length + -length % 4)
                self._made[made] = name = OFFERS[number][0]
                if name == "wl_output":
                    place = pack("=iiiii", 0, 0, 340, 190, 0)
                    self._tell(made, 0, place + text("none") + text("none") + pack("=i", 0))
                    self._tell(made, 1, pack("=Iiii", 1, 1280, 800, 60_000))
                    self._tell(made, 2)
            case "xdg_wm_base", 2:
                self._made[unpack_from("=I", body)[0]] = "xdg_surface"
            case "xdg_surface", 1:
                self._made[unpack_from("=I", body)[0]] = "xdg_toplevel"
            case "xdg_toplevel", 3:
                (length,) = unpack_from("=I", body)
                print(body[4 : 3 + length].decode(), flush=True)

    def _tell(self, subject: int, event: int, body: bytes = b"") -> None:
        self._connection.send(pack("=II", subject, (8 + len(body)) << 16 | event) + body)


def text(words: str) -> bytes:
    raw = words.encode() + b"\0"
    return pack("=I", len(raw)) + raw + b"\0" * (-len(raw) % 4)


def main() -> None:
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(sys.argv[1])
    listening.listen()
    print("ready", flush=True)
    while True:
        connection, _ = listening.accept()
        # who only looks whether somebody is there leaves at once
        Caller(connection).serve()


main()
