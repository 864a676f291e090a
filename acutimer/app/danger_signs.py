"""The danger signs: asked about before a session, looked at whenever one likes, named when there.

Must never let a session begin, nor keep an answer itself: the gate does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.app.pages import Page
from acutimer.core.safety import SignsDue
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError
from acutimer.storage.resource_files import load_about

if TYPE_CHECKING:
    from acutimer.app.calling import Calling
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.core.about import About
    from acutimer.ui.safety.signs_page import SignsPage


class DangerSigns(QObject):
    """The page, why it is open, and what follows from what is said there."""

    #: it is about to be shown: there is something to read
    wanted = Signal()
    #: the id of a sign that is there, and what leads back after a slip
    told = Signal(str, object)
    #: the id of a sign that is there while a session runs
    told_in_session = Signal(str)

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        calling: Calling,
        go: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._gate = gate
        self._calling = calling
        self._go = go
        self._about: About | None = None
        self._named: Callable[[str], None] = lambda _: None
        self._left: Callable[[], object] = lambda: None
        self.page = Page(desk.window, "signs", self._make_page)
        gate.signs_due.connect(self.ask)

    @property
    def is_naming(self) -> bool:
        """Whether somebody is naming a sign, from which nothing shall lead away."""
        page = self.page.built
        return self.page.is_shown and page is not None and page.screen == "which"

    def ask(self, due: SignsDue, begins: str) -> None:
        """Ask what is due before a session of that name."""

        def there(sign: str) -> None:
            self._tell(sign, lambda: self.ask(due, begins))

        was_shown = self.page.is_shown
        if (page := self._show(there, lambda: self._go("press"))) is not None:
            page.ask(due, begins, anew=not was_shown)

    def look(self) -> None:
        """Show all signs; a running session pauses for them."""
        window, runner = self._desk.window, self._desk.runner
        before = window.page
        if before in ("stop", "signs"):  # they are there already
            window.come_forward()
            return
        if runner.is_running:
            runner.pause()
        self._look(before)

    def _look(self, before: str) -> None:
        """Show all signs; Back leads to the page that was shown ``before``."""
        there = partial(self._tell, go_back=lambda: self._look(before))
        if (page := self._show(there, lambda: self._go(before))) is not None:
            page.look()

    def choose(self, named: Callable[[str], None], left: Callable[[], object]) -> None:
        """Let a sign be named from the list; ``left`` follows when none is."""
        if (page := self._show(named, left)) is not None:
            page.choose()

    def call(self) -> tuple[str, str]:
        """The number to call for help, and whose it is."""
        call = self._calling.now()
        return call.number, call.note

    def _tell(self, sign: str, go_back: Callable[[], None]) -> None:
        if self._desk.runner.is_running:
            self.told_in_session.emit(sign)
        else:
            self.told.emit(sign, go_back)

    def _show(self, named: Callable[[str], None], left: Callable[[], object]) -> SignsPage | None:
        """The page over everything else; None where its texts cannot be read."""
        if self._gate.rules is None or not self._reads_about():
            return None
        self.wanted.emit()
        self._desk.window.come_forward()
        self._named, self._left = named, left
        page = self.page.shown()
        page.show_call(*self.call())
        return page

    def _reads_about(self) -> bool:
        """Whether what acutimer is can be shown: what nobody could read, nobody accepts."""
        if self._about is None:
            try:
                self._about = load_about(resource_path("about.toml"))
            except StorageError as fault:
                words = "No session can begin without it."
                self._desk.window.notices.say("about", f"{fault.sentence} {words}")
        return self._about is not None

    def _make_page(self) -> SignsPage:
        from acutimer.ui.safety.signs_page import SignsPage

        rules, about = self._gate.rules, self._about
        assert rules is not None
        assert about is not None
        page = SignsPage(rules, about, self._desk.window.theme)
        page.none_there.connect(self._gate.signs_answered)
        page.named.connect(lambda sign: self._named(sign))
        page.left.connect(lambda: self._left())
        return page
