"""Speaks the person's own words, for which there is no recorded phrase, by speech-dispatcher.

It is spoken to in its own line protocol (SSIP) over its socket: the words are lines of a message
and never pass a shell, and ``STOP self`` ends our sentence without touching a screen reader's.
Where there is no speech-dispatcher nothing is said and nobody is told: the page shows the words.
"""

from __future__ import annotations

import os
import shutil
from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QObject, QProcess

from acutimer.desktop.parting import delete_alone
from acutimer.desktop.stream import Stream

_SOCKET = "speech-dispatcher/speechd.sock"
_MOST_LETTERS = 400
#: espeak's amplitude is linear in (volume + 100) / 2. At volume 0.8 it was measured at rms 0.13
#: with clipping where the recorded voice has 0.045, 9 dB less: so this is 10 ** (-9 / 20).
_AS_RECORDED = 0.355


def speech_socket(environment: Mapping[str, str]) -> str:
    """Where speech-dispatcher listens; empty when only another machine's could be meant."""
    named = environment.get("SPEECHD_ADDRESS", "")
    if named:
        return named.removeprefix("unix_socket:") if named.startswith("unix_socket:") else ""
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return os.path.join(folder, _SOCKET) if folder else ""


def line_of(words: str) -> bytes:
    """Words as one line of a message: no line breaks, and no line that would end the message."""
    line = " ".join(words.split())[:_MOST_LETTERS]
    printable = "".join(letter for letter in line if letter.isprintable())
    return (f".{printable}" if printable.startswith(".") else printable).encode("utf-8", "replace")


class SpokenLines:
    """The protocol: what is sent next once the last line was answered. No socket in here."""

    def __init__(self) -> None:
        self._queue: deque[bytes] = deque()
        self._came = b""
        self._awaits = False
        self.enqueue(b"SET self CLIENT_NAME user:acutimer:session")

    def enqueue(self, *lines: bytes) -> None:
        """Say these lines one after the other, each when the one before was answered."""
        self._queue.extend(line + b"\r\n" for line in lines)

    def say(self, words: str, language: str, volume: float) -> None:
        """Speak ``words``; ``volume`` goes from 0 to 1."""
        loud = round(max(0.0, min(1.0, volume)) * 200 * _AS_RECORDED) - 100
        self.enqueue(
            b"SET self LANGUAGE " + language.encode("ascii", "ignore"),
            b"SET self VOLUME %d" % loud,
            b"SET self PRIORITY message",
            b"SPEAK",
            line_of(words) + b"\r\n.",
        )

    def hush(self) -> None:
        """Speak no further; a message half handed over is finished first, then stopped."""
        begun = self._queue.popleft() if self._is_message() else b""
        self._queue.clear()
        if begun:
            self._queue.append(begun)
        self.enqueue(b"STOP self")

    def take_unsent(self) -> bytes:
        """What is to be sent now; empty while an answer is awaited."""
        if self._awaits or not self._queue:
            return b""
        self._awaits = True
        return self._queue.popleft()

    def feed(self, content: bytes) -> None:
        """Take what speech-dispatcher answered."""
        *lines, self._came = (self._came + content).split(b"\n")
        for line in lines:
            # an answer's last line has a space after its number, the ones before a hyphen; from
            # 700 on they tell what happens, unasked
            if line[:3].isdigit() and line[3:4] != b"-" and line[:1] != b"7":
                self._awaits = False
                if line[:1] in (b"3", b"4", b"5") and self._is_message():
                    self._queue.popleft()  # it takes no message, so none is sent

    def _is_message(self) -> bool:
        """Whether the next line is a message, whose SPEAK was said already."""
        return bool(self._queue) and self._queue[0].endswith(b"\r\n.\r\n")


class OwnWords(QObject):
    """A voice for what the person wrote; connected from the first word to ``close``."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._lines: SpokenLines | None = None
        self._stream = Stream(self)
        self._stream.arrived.connect(self._arrived)
        self._stream.lost.connect(self._lost)
        self._starting: QProcess | None = None
        self._is_absent = False

    def say(self, words: str, language: str, volume: float) -> None:
        """Speak instead of what is being spoken; silently nothing where nobody can."""
        if not words.strip() or volume <= 0:
            return
        if self._lines is None or not self._stream.is_open:
            self._lines = SpokenLines()
        else:
            self._lines.hush()
        self._lines.say(words, language, volume)
        if not self._stream.is_open and not self._stream.reach([self._address]):
            self._start()
        self._send()

    def hush(self) -> None:
        """Stop speaking."""
        if self._stream.is_open and self._lines is not None:
            self._lines.hush()
            self._send()
        elif self._lines is not None:
            self._lines = None

    def close(self) -> None:
        """Speak no more and let go of speech-dispatcher."""
        self.hush()
        self._stream.close()
        self._lines = None
        self._is_absent = False

    def _start(self) -> None:
        """Have speech-dispatcher started as its own tools do, and then speak."""
        program = shutil.which("speech-dispatcher")
        if self._is_absent or self._starting is not None:
            return
        if program is None or not self._address:
            self._absent()
            return
        self._starting = QProcess(self)
        self._starting.finished.connect(self._started)
        self._starting.errorOccurred.connect(self._started)
        self._starting.start(
            program,
            ["--spawn", "--communication-method", "unix_socket", "--socket-path", self._address],
        )

    def _started(self) -> None:
        starting, self._starting = self._starting, None
        if starting is None:
            return
        delete_alone(starting)
        if self._lines is None:
            return
        if self._stream.reach([self._address]):
            self._send()
        else:
            self._absent()

    def _absent(self) -> None:
        """There is nobody to speak; not asked again before the next session."""
        self._is_absent = True
        self._lines = None

    def _arrived(self, content: bytes, _came: list[object]) -> None:
        if self._lines is not None:
            self._lines.feed(content)
            self._send()

    def _lost(self) -> None:
        self._lines = None

    def _send(self) -> None:
        if self._lines is not None and self._stream.is_open:
            self._stream.send(self._lines.take_unsent())


def can_speak() -> bool:
    """Whether there is a speech-dispatcher here, running or to be started."""
    address = speech_socket(os.environ)
    return bool(address) and (
        os.access(address, os.F_OK) or shutil.which("speech-dispatcher") is not None
    )


def own_words(parent: QObject | None = None) -> OwnWords:
    """The voice of this desktop, not yet connected."""
    return OwnWords(speech_socket(os.environ), parent)
