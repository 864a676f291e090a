"""Own words made into clips while there is time: what a routine says is ready when it starts.

A thread starts a process that speaks, keeps what comes of it in the profile, and ends. Must never
keep a session waiting: what is not ready when it starts is said as if nobody made clips.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.core.guidance.speech import Clause

if TYPE_CHECKING:
    from acutimer.audio.own_voice import Engine, Speaking
    from acutimer.storage.own_clips import OwnClipFiles

_NOT_KEPT = (
    "Your own words could not be made ready in the session's voice ({reason}). They are shown in "
    "any case. Make room, then choose the routine again."
)
#: The thread is gone this long after its process was ended.
_PATIENCE_S = 2.0


class OwnClips(QObject):
    """Clips of one profile, and the making of more of them."""

    #: other words have a clip than before
    changed = Signal()
    #: why clips could not be kept, in a sentence
    not_kept = Signal(str)
    #: told by the thread: it has made what it could, and why it could not keep more
    _finished = Signal(str)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._engines: dict[str, Engine | None] = {}
        self._installed: dict[str, bool] = {}
        self._clauses: dict[tuple[str, str], Clause] = {}
        #: words of which there will be no clip while this program runs
        self._hopeless: set[tuple[str, str]] = set()
        self._thread: threading.Thread | None = None
        self._speaking: Speaking | None = None
        self._asked: tuple[str, tuple[str, ...]] = ("", ())
        #: what is to be made after that
        self._next: tuple[str, tuple[str, ...], Collection[str]] | None = None
        self._finished.connect(self._made)

    def engine(self, language: str) -> Engine | None:
        """What speaks own words in a language; None where nothing does."""
        if language not in self._engines:
            from acutimer.audio.own_voice import engine_of

            self._engines[language] = engine_of(language)
        return self._engines[language]

    def may_speak(self, language: str) -> bool:
        """Whether an engine is installed, told without looking which version it has."""
        if language in self._engines:
            return self._engines[language] is not None
        if language not in self._installed:  # asked for each routine on offer
            from acutimer.audio.own_voice import is_installed

            self._installed[language] = is_installed(language)
        return self._installed[language]

    def of(
        self, language: str, words: Iterable[str], *, anew: bool = False
    ) -> Mapping[str, Clause]:
        """The clips that are ready, by their words; ``anew`` looks whether they are still there."""
        found: dict[str, Clause] = {}
        wanted = tuple(words)
        engine = self.engine(language) if wanted else None
        for one in wanted if engine is not None else ():
            key = (language, one)
            if anew:
                self._clauses.pop(key, None)
            clause = self._clauses.get(key) or self._read(engine, one)
            if clause is not None:
                found[one] = self._clauses[key] = clause
        return found

    def prepare(self, language: str, words: Iterable[str], named: Collection[str]) -> None:
        """Make the clips that are missing; ``named`` are all words that any routine says."""
        if self.engine(language) is None:
            return
        wanted = tuple(words)
        ready = self.of(language, wanted)
        missing = tuple(
            one for one in wanted if one not in ready and (language, one) not in self._hopeless
        )
        if not missing or (self._thread is not None and self._asked == (language, missing)):
            return
        self._next = (language, missing, named)
        if self._thread is None:
            self._begin()

    def wait(self) -> None:
        """Wait until what is being made is made (for tests)."""
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """Make nothing more."""
        self._next = None
        if self._speaking is not None:
            self._speaking.end()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def _begin(self) -> None:
        from acutimer.audio.own_voice import Speaking

        assert self._next is not None
        language, missing, named = self._next
        self._next, self._asked = None, (language, missing)
        engine = self.engine(language)
        assert engine is not None
        self._speaking = speaking = Speaking(engine, missing)
        names = {engine.clip_id(one) for one in named}
        # a daemon, so that a process that hangs cannot keep the program from ending
        self._thread = threading.Thread(
            target=self._make,
            args=(engine, speaking, names),
            name="acutimer-own-words",
            daemon=True,
        )
        self._thread.start()

    def _make(self, engine: Engine, speaking: Speaking, names: Collection[str]) -> None:
        """In the thread: keep what is spoken, then drop what no routine names any more."""
        from acutimer.storage.errors import StorageError

        files = self._files()
        reason = ""
        try:
            for made in speaking:
                clip = engine.clip_id(made.words)
                files.keep(engine.language, clip, made.clip, made.length_ms)
            files.tidy(engine.language, names)
        except StorageError as fault:
            speaking.end()
            reason = fault.reason
        with suppress(RuntimeError):  # the window has gone meanwhile
            self._finished.emit(reason)

    def _made(self, reason: str) -> None:
        """Back in the window's thread."""
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)
        self._thread = self._speaking = None
        language, words = self._asked
        ready = self.of(language, words)
        if reason:
            self.not_kept.emit(_NOT_KEPT.format(reason=reason))
        else:
            self._hopeless |= {(language, one) for one in words if one not in ready}
        if self._next is not None:
            self._begin()
        if ready:
            self.changed.emit()

    def _read(self, engine: Engine | None, words: str) -> Clause | None:
        assert engine is not None
        clip = engine.clip_id(words)
        length_ms = self._files().length_ms(engine.language, clip)
        return None if length_ms is None else Clause(clip, words, length_ms)

    def _files(self) -> OwnClipFiles:
        from acutimer.storage.own_clips import OwnClipFiles

        return OwnClipFiles(self._folder)
