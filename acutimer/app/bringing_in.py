"""Notes of other programs: a file is read, planned, asked about, and noted as one undoable step.

Reading and planning have a thread of their own and stop when they are told to; the journal is only
touched when the person has seen the plan and pressed the button.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from acutimer.app.file_dialogs import dialog_options
from acutimer.app.pages import Page
from acutimer.core.journal import EntryKind
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from acutimer.app.desk import Desk
    from acutimer.core.importing.plan import Plan
    from acutimer.core.importing.questions import Answers, Question
    from acutimer.core.importing.reading import Reading
    from acutimer.core.journal import Entry
    from acutimer.core.spots import Spot
    from acutimer.runtime.worker import Worker
    from acutimer.storage.journal_store import JournalStore
    from acutimer.ui.bring_in.page import BringInPage

_UNREADABLE = "This file could not be read; nothing was changed. Choose another."
T = TypeVar("T")
Tick = Callable[[int, int], None]


class BringingIn(QObject):
    """One file at a time; another one, or Cancel, ends what is on its way."""

    #: which work, how much of it is done, of how much
    _went_on = Signal(object, int, int)

    def __init__(self, desk: Desk, go: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._go = go
        self.page = Page(desk.window, "bring_in", self._make_page)
        self._worker: Worker | None = None
        #: set once nobody waits for the work in hand
        self._stop = Event()
        self._came_from = "history"
        self._reading: Reading[Any] | None = None
        self._known: Container[str] = ()
        self._spots: Mapping[str, Spot] = {}
        self._answers: Answers | None = None
        self._plan: Plan | None = None
        self._went_on.connect(self._show_progress)
        if (qt_app := QCoreApplication.instance()) is not None:
            qt_app.aboutToQuit.connect(self.end)

    def choose_file(self) -> None:
        """Ask for a file, and show what bringing it in would do."""
        from PySide6.QtWidgets import QFileDialog

        window = self._desk.window
        name, _ = QFileDialog.getOpenFileName(
            window, "Bring in notes", str(Path.home()), options=dialog_options(window.theme)
        )
        if name:
            self.bring_in(Path(name))

    def bring_in(self, path: Path) -> None:
        """Read a file and show the plan; nothing is noted."""
        from acutimer.core.importing.questions import Answers
        from acutimer.storage.exchange.json_file import spots_in
        from acutimer.storage.imports.opening import read_file

        if not self.page.is_shown:
            self._came_from = self._desk.window.page
        self._answers, self._plan = Answers(), None
        self.page.shown().begin(path.name)

        def read(tick: Tick) -> tuple[Reading[Any], dict[str, Spot]]:
            reading = read_file(path, tick)
            return reading, spots_in(path) if reading.source == "acutimer" else {}

        self._run(read, self._was_read)

    def cancel(self) -> None:
        """Leave it; nothing was changed."""
        self._stop.set()
        self._reading = self._plan = None
        self._go(self._came_from)

    def end(self) -> None:
        """Stop what is on its way; nothing is read after this."""
        self._stop.set()
        if self._worker is not None:
            self._worker.finish()
            self._worker = None

    # --- plan -------------------------------------------------------------------------------

    def _was_read(self, came: tuple[Reading[Any], dict[str, Spot]]) -> None:
        reading, self._spots = came
        self._reading = reading
        stop = self._stop

        def known(rows: Container[str]) -> None:
            if not stop.is_set():
                self._known = rows
                self._make_plan()

        self._desk.diary.ask(lambda store: store.batches.known_rows(reading.source), known,
                             self._failed)  # fmt: skip

    def _make_plan(self) -> None:
        from acutimer.core.importing.plan import make_plan

        reading, answers, known = self._reading, self._answers, self._known
        assert reading is not None
        assert answers is not None
        now = self._desk.clock.now()

        def done(plan: Plan) -> None:
            self._plan = plan
            self.page.shown().show_plan(plan)

        self._run(lambda tick: make_plan(reading, answers, now, known, tick), done)

    def _answer(self, question: Question, answer: str) -> None:
        from zoneinfo import ZoneInfo

        from acutimer.core.importing.questions import Ask, Decimal, Order

        given = self._answers
        if given is None or self._reading is None:
            return
        match question.ask:
            case Ask.ZONE:
                given = replace(given, zone=ZoneInfo(answer))
            case Ask.DATES:
                given = replace(given, dates=Order(answer))
            case Ask.DECIMAL:
                given = replace(given, decimal=Decimal(answer))
            case Ask.WORD:
                given = replace(given, words={**given.words, question.name: answer})
            case Ask.COLUMN:
                given = replace(given, columns={**given.columns, question.name: answer})
        self._answers = given
        self._plan = None
        self._make_plan()

    def _run(self, work: Callable[[Tick], T], then: Callable[[T], None]) -> None:
        """Do some work off the UI thread; what was on its way before is stopped."""
        from acutimer.runtime.worker import Worker
        from acutimer.storage.imports.errors import ImportStopped

        self._stop.set()
        stop = self._stop = Event()
        told = -1

        def tick(done: int, whole: int) -> None:
            nonlocal told
            if stop.is_set():
                raise ImportStopped
            percent = done * 100 // max(1, whole)
            if percent != told:
                told = percent
                self._went_on.emit(stop, done, whole)

        def finished(outcome: T) -> None:
            if not stop.is_set():
                then(outcome)

        def failed(fault: Exception) -> None:
            if not stop.is_set():
                self._failed(fault)

        if self._worker is None:
            self._worker = Worker("acutimer-import", self)
        self._worker.submit(lambda: work(tick), finished, failed)

    def _show_progress(self, stop: Event, done: int, whole: int) -> None:
        if stop is self._stop and not stop.is_set() and self.page.built is not None:
            self.page.built.show_progress(done, whole)

    def _failed(self, fault: Exception) -> None:
        known = isinstance(fault, StorageError)
        self.page.shown().show_fault(fault.sentence if known else _UNREADABLE)
        if not known:
            raise fault

    # --- note -------------------------------------------------------------------------------

    def take(self) -> None:
        """Make a backup, then note what the plan takes, at one stroke."""
        plan = self._plan
        if plan is None or plan.waiting or not plan.taken:
            return
        places, now = self._desk.places, self._desk.clock.now()
        self._plan = None

        def write(store: JournalStore) -> Entry | None:
            from acutimer.storage.backups import back_up

            back_up(places.database, places.backups, now, "before-an-import")
            return store.batches.take(plan)

        def failed(sentence: str) -> None:
            self._plan = plan
            page = self.page.shown()
            page.show_plan(plan)
            page.show_fault(sentence)

        self.page.shown().show_noting()
        self._desk.diary.change(EntryKind.IMPORT, write, self._taken, failed)

    def _taken(self, entry: Entry | None) -> None:
        from acutimer.core.imported import read_imported

        choices, notices = self._desk.choices, self._desk.window.notices
        self.cancel()
        imported = read_imported(entry) if entry is not None else None
        if entry is None or imported is None:
            notices.say("import", "All of it was here already; nothing was added.", passing=True)
            return
        before = choices.now.spots
        new = {key: spot for key, spot in self._spots.items() if key not in before}
        words = f"{imported.words} brought in."
        if new:
            choices.choose(choices.now._replace(spots={**before, **new}))
            words += (
                f" With them {len(new)} own spots." if len(new) > 1 else " With them 1 own spot."
            )

        def undo() -> None:
            left = {key: spot for key, spot in choices.now.spots.items() if key not in new}
            if new:
                choices.choose(choices.now._replace(spots=left))
            self._desk.diary.change(
                EntryKind.TOMBSTONE,
                lambda store: store.remove(entry.id),
                lambda _: notices.say("import", "The import was taken back.", passing=True),
                lambda sentence: notices.say("import", sentence),
            )

        notices.say("import", words, [("Undo", undo)], calm=True)

    # --- the page ---------------------------------------------------------------------------

    def _make_page(self) -> BringInPage:
        from acutimer.ui.bring_in.page import BringInPage

        page = BringInPage(_zones)
        page.other_file_asked.connect(self.choose_file)
        page.cancel_asked.connect(self.cancel)
        page.take_asked.connect(self.take)
        page.answered.connect(self._answer)
        return page


def _zones() -> list[str]:
    """The names of all zones, that of this computer first."""
    from zoneinfo import available_timezones

    from acutimer.runtime.local_time import zone_name

    here, known = zone_name(), available_timezones()
    return [*([here] if here in known else []), *sorted(known - {here})]
