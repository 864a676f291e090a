"""The Settings page: what was chosen goes in and comes out, with what the page tells beside it.

Must never write a preference of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.app.autostart import Autostart
from acutimer.app.bringing_in import BringingIn
from acutimer.app.pages import Page

if TYPE_CHECKING:
    from acutimer.app.calling import Calling
    from acutimer.app.desk import Desk
    from acutimer.app.handbook import Handbook
    from acutimer.app.outside import Outside
    from acutimer.app.session_sound import SessionSound
    from acutimer.app.tray_link import TrayLink
    from acutimer.core.preferences import Preferences
    from acutimer.ui.settings.page import SettingsPage


class Settings(QObject):
    """Keeps the page, once it was shown, in line with everything else."""

    #: the page is there now
    page_made = Signal()
    #: the page for a doctor is wanted
    report_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        sound: SessionSound,
        outside: Outside,
        tray: TrayLink,
        handbook: Handbook,
        calling: Calling,
        go: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sound = sound
        self._tray = tray
        self._handbook = handbook
        self._calling = calling
        self._go = go
        self.bringing_in = BringingIn(desk, go, self)
        self._autostart = Autostart(desk, outside, tray)
        self.page = Page(desk.window, "settings", self._make_page)
        desk.choices.changed.connect(self._chosen)
        tray.found.connect(self._tray_found)

    def show_routines(self) -> None:
        """There are other routines to choose the quick one from."""
        if (page := self.page.built) is not None:
            page.sessions.show_routines([(one.id, one.name) for one in self._desk.content.routines])

    def open_notes(self) -> None:
        """Show where files come and go."""
        self._go("settings")
        if (page := self.page.built) is not None:
            page.show_section("notes")

    def _chosen(self, _: Preferences, now: Preferences) -> None:
        if (page := self.page.built) is not None:
            page.show_preferences(now)
            page.sound.own_words.help.setText(self._sound.own_words_said(now.voice))

    def _tray_found(self, available: bool) -> None:
        if (page := self.page.built) is not None:
            page.sessions.show_tray(available)

    def _voices(self) -> dict[str, str]:
        """The languages to choose from: what is there, and what was chosen though it is gone."""
        from acutimer.places import voice_folders
        from acutimer.storage.phrase_files import languages

        found, chosen = languages(voice_folders()), self._desk.choices.now.voice
        return found if chosen in found else {**found, chosen: f"{chosen} (not installed)"}

    def _make_page(self) -> SettingsPage:
        from acutimer.app.kept_notes import KeptNotes
        from acutimer.storage.exchange.fhir_file import NOTICE
        from acutimer.ui.settings.page import SettingsPage

        desk = self._desk
        self._autostart.look()
        page = SettingsPage(desk.window.theme, self._voices(), NOTICE)
        self.notes = KeptNotes(desk, page.notes)
        page.notes.import_asked.connect(self.bringing_in.choose_file)
        page.notes.report_asked.connect(self.report_asked)
        page.sessions.show_routines([(one.id, one.name) for one in desk.content.routines])
        page.show_preferences(desk.choices.now)
        call = self._calling.now()
        page.safety.number.show_standard(call.standard, call.about_standard)
        page.about.places.setText(str(desk.places.data))
        page.about.chapter_wanted.connect(self._handbook.open)
        page.sessions.show_tray(self._tray.is_there)
        page.sound.show_fault(self._sound.sentence)
        page.sound.own_words.help.setText(self._sound.own_words_said(desk.choices.now.voice))
        page.preferences_changed.connect(desk.choices.choose)
        page.review_wanted.connect(lambda: self._go("safety"))
        page.test_wanted.connect(self._sound.try_out)
        # once the window holds it
        QTimer.singleShot(0, self, self.page_made.emit)
        return page
