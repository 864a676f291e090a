"""Own words made into clips by an engine that is installed: which one, and the process it runs in.

The engine runs in a process of its own (own_speaking), started for a few words and gone after them:
it needs some 250 MB while it speaks, and a crash of native code must not reach the window. The
words go there through its standard input, never as arguments, environment or log. Must never import
an engine here.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import subprocess

#: Raised whenever clips come out otherwise than before, so that they are made anew.
_WAY = 1
#: A process that takes longer than this, and as long again for each clip, is hung.
_PATIENCE_S = 300.0
_PATIENCE_EACH_S = 10.0


class Engine(NamedTuple):
    """What speaks own words in one language."""

    name: str
    version: str
    language: str

    def clip_id(self, words: str) -> str:
        """The id of the clip of these words, and of no other: "own.9f86d081884c7d659a2f"."""
        import hashlib

        said = "\0".join((self.name, self.version, self.language, str(_WAY), words))
        return f"own.{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:20]}"


class Made(NamedTuple):
    """A finished clip: Ogg Vorbis, 48 kHz, mono."""

    words: str
    length_ms: int
    clip: bytes


#: By language: the engine, the distribution it comes in, all it needs, and how it is installed.
_ENGINES = {
    "en": ("hibari", "hibari-tts", ("hibari", "onnxruntime", "soundfile"), "acutimer[voice]"),
    "de": ("pico", "ttspico", ("ttspico", "numpy", "soundfile"), "ttspico"),
}
_NO_ENGINE = ("", "", (), "")


def is_installed(language: str) -> bool:
    """Whether there are the modules of an engine for own words in a language; quickly told."""
    from importlib import util

    modules = _ENGINES.get(language, _NO_ENGINE)[2]
    try:
        return bool(modules) and all(util.find_spec(module) is not None for module in modules)
    except (ImportError, ValueError):
        return False


def engine_of(language: str) -> Engine | None:
    """The engine for own words in a language; None where none is installed."""
    if not is_installed(language):
        return None
    from importlib import metadata

    name, distribution, _, _ = _ENGINES[language]
    try:
        return Engine(name, metadata.version(distribution), language)
    except metadata.PackageNotFoundError:
        return None


def how_to_install(language: str) -> str:
    """How one gets an engine for own words in a language; empty where there is none to be had."""
    package = _ENGINES.get(language, _NO_ENGINE)[3]
    return f"pip install {package}" if package else ""


class Speaking:
    """One process that speaks; iterate over it for the clips as they are finished.

    It gives no clip of words that its engine cannot say, and ends early when its engine breaks.
    """

    def __init__(self, engine: Engine, words: Sequence[str]) -> None:
        self._words = tuple(words)
        lines = (engine.name, *(one.replace("\0", " ") for one in self._words))
        self._request = "\0".join(lines).encode("utf-8", "replace")
        self._child: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Made]:
        child = self._begin()
        if child is None:
            return
        hung = threading.Timer(_PATIENCE_S + _PATIENCE_EACH_S * len(self._words), self.end)
        hung.daemon = True
        hung.start()
        try:
            yield from self._clips(child)
        finally:
            hung.cancel()
            self.end()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()

    def end(self) -> None:
        """Speak no further; what is finished stays."""
        with self._lock:
            self._ended = True
            if self._child is not None:
                self._child.kill()

    def _begin(self) -> subprocess.Popen[bytes] | None:
        import subprocess

        with self._lock, suppress(OSError):
            if not self._ended:
                self._child = subprocess.Popen(
                    [sys.executable, "-P", "-m", "acutimer.audio.own_speaking"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
        return self._child

    def _clips(self, child: subprocess.Popen[bytes]) -> Iterator[Made]:
        from base64 import b64decode

        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(OSError):  # it may have ended already
            child.stdin.write(self._request)
            child.stdin.close()
        for line in child.stdout:
            number, length_ms, clip = line.split()
            yield Made(self._words[int(number)], int(length_ms), b64decode(clip))
