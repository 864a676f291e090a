"""The handbook: its chapters read from their files, and the way there and back.

Must never go online: an address is handed to the desktop when the person asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from acutimer.app.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from acutimer.app.desk import Desk
    from acutimer.ui.handbook.page import HandbookContent, HandbookPage

NOT_OPENED = "No program opened the address. Select and copy it instead."


class Handbook:
    """Opens a chapter, and leads back to where the person was."""

    def __init__(self, desk: Desk, go: Callable[[str], None]) -> None:
        self._desk = desk
        self._go = go
        self._accepted: tuple[int, date] | None = None
        self._from = "press"
        self._held: QWidget | None = None
        self.page = Page(desk.window, "handbook", self._make_page)

    def open(self, chapter: str, part: str = "") -> None:
        """Show a chapter (about, sources, technique, questions), or a part of it."""
        if self._desk.runner.is_running:
            return
        if not self.page.is_shown:
            self._from, self._held = self._desk.window.page, QApplication.focusWidget()
        self.page.shown().show_chapter(chapter, part)

    def show_accepted(self, version: int, on: date) -> None:
        """The text of About was accepted, in which version and when."""
        self._accepted = version, on
        if (page := self.page.built) is not None:
            page.show_accepted(version, on)

    def _back(self) -> None:
        """The keyboard returns to what led here."""
        self._go(self._from)
        if self._held is not None and isValid(self._held) and self._held.isVisible():
            self._held.setFocus()

    def _make_page(self) -> HandbookPage:
        from acutimer.ui.handbook.page import HandbookPage

        page = HandbookPage(self._read())
        if self._accepted is not None:
            page.show_accepted(*self._accepted)
        page.back_asked.connect(self._back)
        page.address_asked.connect(self._open_address)
        return page

    def _read(self) -> HandbookContent:
        """All chapters; where one cannot be read, its fault is said in the place of all."""
        from acutimer.places import SOURCES, resource_path
        from acutimer.storage.errors import StorageError
        from acutimer.storage.resource_files import load_about, load_chapter, load_sources
        from acutimer.ui.handbook.page import HandbookContent
        from acutimer.ui.handbook.sources import SourcesContent

        try:
            about = load_about(resource_path("about.toml"))
            sources = load_sources(resource_path(SOURCES))
            technique, questions, contradictions, not_known = (
                load_chapter(resource_path(f"handbook/{name}.toml"), sources.names)
                for name in ("technique", "questions", "contradictions", "not-known")
            )
        except StorageError as fault:
            return HandbookContent(None, {}, None, {}, fault.sentence)
        points = tuple(one for one in self._desk.content.atlas.points if one.article is not None)
        return HandbookContent(
            about,
            {"technique": technique, "questions": questions},
            SourcesContent(points, contradictions, not_known, sources),
            sources.names,
        )

    def _open_address(self, address: str) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl(address)):
            self._desk.window.notices.say("address", NOT_OPENED)
