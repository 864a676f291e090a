"""Headache and medicine noted in the panel, and the headache that is open.

An open headache stands on the Press page and in the panel until somebody closes it. It is asked
about once, on the next morning. Must never make up its end, nor ask during a session.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.core.day import since_words
from acutimer.core.day_end import evening_day
from acutimer.core.headaches import (
    Headache,
    HeadacheError,
    NotedHeadacheDay,
    ended,
    headache_body,
    headache_day_body,
    still_there,
)
from acutimer.core.journal import Entry, EntryKind, RatingError
from acutimer.core.medicine import Medicine, medicine_body
from acutimer.core.said import TagError
from acutimer.runtime.local_time import wall_time
from acutimer.ui.kit.wording import wall_time as time_of_day

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.storage.journal_store import JournalStore
    from acutimer.ui.pain.details import Details
    from acutimer.ui.pain.log_panel import LogPanel

_NOTICE, _NOTED = "headache", "headache-noted"
#: Pages on which nothing is asked.
_READ_ON = ("press", "point", "history", "settings")
#: What may change the open headache: History tells of its changes as of a rating's.
_KINDS = (EntryKind.HEADACHE, EntryKind.RATING, EntryKind.TOMBSTONE)


class WhenError(ValueError):
    """A time that never was, in one sentence."""


def said_when(details: Details, now: datetime) -> datetime | None:
    """The moment the person said, None for now; raises WhenError."""
    wall = details.wall
    if wall is None:
        return None
    at = wall_time(wall)
    if at is None:
        raise WhenError(f"{wall:%H:%M} did not exist that night: the clocks were put forward.")
    return min(at, now)


class DayLog(QObject):
    """What is told of headache and medicine, and the last note of it that can be taken back."""

    #: something of it is on disk
    noted = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel: LogPanel | None = None
        self._open: Headache | None = None
        #: whether it was asked about, since anything was last said of it
        self._was_asked = True
        self._last: Entry | None = None
        desk.diary.read.connect(lambda _: self._look())
        desk.diary.noted.connect(self._noted)
        desk.window.page_shown.connect(lambda _: self._ask_in_the_morning())

    def follow(self, panel: LogPanel) -> None:
        """Note what a panel tells."""
        panel.days.headache_told.connect(self._headache_told)
        panel.days.medicine_told.connect(self._medicine_told)
        self._panel = panel

    def forget_last(self) -> None:
        """Something else was noted since: that is what an undo takes back."""
        self._last = None

    def show_open(self) -> None:
        """Show the panel how it stands."""
        self.forget_last()
        if self._panel is not None:
            self._panel.show_headache(self._since())

    def leave_panel(self) -> None:
        """The panel goes."""
        self._panel = None

    # --- the headache that is open ----------------------------------------------------------

    def _noted(self, kind: EntryKind) -> None:
        if kind in _KINDS:
            self._look()

    def _look(self) -> None:
        """Ask the journal which headache is open, and whether it was asked about."""

        def read(store: JournalStore) -> tuple[Headache | None, bool]:
            from acutimer.storage.day_notes import headache_going_on

            headache = headache_going_on(store)
            if headache is None:
                return None, True
            last = store.latest(EntryKind.HEADACHE_ASKED)
            return headache, last is not None and last.body.get("headache") == headache.id

        self._desk.diary.ask(read, self._take, lambda _: None)

    def _take(self, seen: tuple[Headache | None, bool]) -> None:
        self._open, self._was_asked = seen
        if self._open is None:
            self._desk.window.notices.drop(_NOTICE)
        if self._panel is not None:
            self._panel.show_headache(self._since())
        self._ask_in_the_morning()

    def _since(self) -> str:
        return self._when(self._open.at) if self._open is not None else ""

    def _when(self, at: datetime) -> str:
        from acutimer.ui.press.day_dots import full_day

        return since_words(at, self._desk.today(), full_day, time_of_day)

    def _ask_in_the_morning(self) -> None:
        """Once for a headache of which nothing was said since the day before."""
        desk, headache = self._desk, self._open
        if headache is None or self._was_asked or desk.runner.is_running:
            return
        now, ends = desk.clock.now(), desk.choices.now.day_ends
        is_later = evening_day(headache.last_known, ends) < evening_day(now, ends)
        if not is_later or desk.window.page not in _READ_ON:
            return
        self._was_asked = True
        desk.window.notices.say(
            _NOTICE,
            f"A headache is noted since {self._since()}. Is it still there?",
            [
                ("Still there", lambda: self._change(lambda one: still_there(one, _now_of(desk)))),
                ("It ended now", lambda: self._change(lambda one: ended(one, _now_of(desk)))),
                ("It ended, I do not know when", lambda: self._change(_ended_sometime)),
            ],
        )
        body = {"headache": headache.id}
        desk.diary.note(EntryKind.HEADACHE_ASKED, body, now, lambda _: None, lambda _: None)

    # --- what the person tells --------------------------------------------------------------

    def _headache_told(self, told: str) -> None:
        from acutimer.ui.pain import day_box as said

        panel = self._panel
        assert panel is not None  # it told
        worst = panel.days.worst_value

        def note(at: datetime, tags: tuple[str, ...]) -> None:
            note, places = panel.note.text().strip(), panel.places.places
            if told == said.STILL:
                self._change(lambda one: still_there(one, at))
            elif told in (said.ENDED, said.END_UNKNOWN):
                over = at if told == said.ENDED else None
                self._change(lambda one: ended(one, over, worst))
            elif told == said.BEGAN:
                begun = Headache(at, worst=worst, places=places, note=note, tags=tags)
                words = f"Noted: headache since {self._when(at)}"
                self._note(EntryKind.HEADACHE, headache_body(begun), at, words)
            else:
                had = told == said.HAD
                where = places if had else ()
                noted = NotedHeadacheDay(
                    at, at.date(), had, worst if had else None, where, note, tags
                )
                words = f"Noted: {'a headache' if had else 'no headache'} that day"
                self._note(EntryKind.HEADACHE_DAY, headache_day_body(noted), at, words)

        self._tell(note)

    def _medicine_told(self, of_class: str, name: str) -> None:
        panel = self._panel
        assert panel is not None  # it told

        def note(at: datetime, tags: tuple[str, ...]) -> None:
            taken = Medicine(at, of_class, at.date(), name, panel.note.text().strip(), tags)
            words = f"Noted: {taken.words}, {self._when(at)}"
            self._note(EntryKind.MEDICINE, medicine_body(taken), at, words)

        self._tell(note)

    def _tell(self, note: Callable[[datetime, tuple[str, ...]], None]) -> None:
        """Note something of the time and with the tags the panel says, or say why it cannot be."""
        panel, now = self._panel, self._desk.clock.now()
        assert panel is not None  # it told
        try:
            note(said_when(panel.details, now) or now, panel.details.said_tags)
        except (WhenError, TagError, RatingError) as fault:
            panel.show_not_saved(str(fault))

    def _note(self, kind: EntryKind, body: dict[str, object], at: datetime, words: str) -> None:
        self._desk.diary.note(kind, body, at, lambda entry: self._done(entry, words), self._failed)

    def _change(self, change: Callable[[Headache], Headache]) -> None:
        """Note what the open headache shall say now."""
        headache = self._open
        if headache is None:
            return
        try:
            changed = change(headache)
        except HeadacheError as fault:
            self._failed(str(fault))
            return

        def write(store: JournalStore) -> Entry:
            from acutimer.storage.day_notes import note_headache

            return note_headache(store, changed)

        words = "Noted: it is still there" if changed.is_open else "Noted: the headache is over"
        self._desk.diary.change(
            EntryKind.HEADACHE, write, lambda entry: self._done(entry, words), self._failed
        )

    def _done(self, entry: Entry, words: str) -> None:
        self._last = entry
        self.noted.emit()
        panel = self._panel
        if panel is not None and panel.isVisible():
            panel.show_noted_besides(words)
        else:
            notices = self._desk.window.notices
            notices.say(_NOTED, f"{words}.", [("Undo", self.take_back)], passing=True)

    def _failed(self, sentence: str) -> None:
        panel = self._panel
        if panel is not None and panel.isVisible():
            panel.show_not_saved(sentence)
        else:
            self._desk.window.notices.say(_NOTED, sentence)

    def take_back(self) -> None:
        """Take the last note back; a headache shows as it was before."""
        entry, self._last = self._last, None
        if entry is None:
            return
        panel = self._panel

        def taken_back(_: object) -> None:
            if panel is not None and panel is self._panel and panel.isVisible():
                panel.show_undone()

        self._desk.diary.change(
            EntryKind.TOMBSTONE,
            lambda store: store.take_back(entry.id),
            taken_back,
            self._failed,
        )


def _ended_sometime(headache: Headache) -> Headache:
    return ended(headache, None)


def _now_of(desk: Desk) -> datetime:
    """The moment of an answer, which may come long after the question."""
    return desk.clock.now()
