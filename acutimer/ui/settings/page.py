"""The Settings page: sections at the left, one row for each choice.

Must never keep a preference: each change is told at once as a whole set of preferences.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QWidget

from acutimer.core import settings
from acutimer.core.preferences import Preferences
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.key_table import KeyTable
from acutimer.ui.kit.pieces import (
    choice_button,
    column,
    frame,
    holding,
    label,
    row,
    scrolling,
    upright,
)
from acutimer.ui.kit.scroll_keys import reach_by_tab
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import DRAWN_EM_PX, MIDDLE_EM, WIDE_EM, em_px
from acutimer.ui.settings.about import AboutText
from acutimer.ui.settings.comfort import ComfortSection
from acutimer.ui.settings.diary import DiarySection
from acutimer.ui.settings.kept_notes import KeptNotesSection
from acutimer.ui.settings.reminders import RemindersSection
from acutimer.ui.settings.section import Section, inset
from acutimer.ui.settings.sessions import SafetySection, SessionsSection
from acutimer.ui.settings.sound import SoundSection

#: key, name, icon
SECTIONS: tuple[tuple[str, str, str], ...] = (
    (settings.COMFORT, "Comfort", "eye_closed"),
    (settings.SOUND, "Sound and voice", "speaker"),
    (settings.SESSIONS, "Sessions", "clock"),
    (settings.DIARY, "Diary", "history"),
    ("reminders", "Reminders", "bell"),
    (settings.SAFETY, "Safety", "safety"),
    ("notes", "Data", "table"),
    ("keys", "Keys", "press"),
    ("about", "About", "info"),
)
#: Below this width of the rows, in em, controls drop under their words.
_BESIDE_EM = 40
_WIDEST = 860


class SettingsPage(QWidget):
    """Sections | rows; on a narrow page all sections below each other."""

    #: core.preferences.Preferences, after each change
    preferences_changed = Signal(object)
    #: voice, tones, metronome or breath
    test_wanted = Signal(str)
    review_wanted = Signal()

    def __init__(self, theme: Theme, voices: Mapping[str, str], notice: str = "") -> None:
        """``voices``: the languages to choose from, by code what each calls itself.

        ``notice`` has to be said beside the file for clinics.
        """
        super().__init__()
        self._chosen = Preferences()
        self._theme = theme
        self._narrow: bool | None = None
        self._section = SECTIONS[0][0]
        self._nav: dict[str, QPushButton] = {}
        titles = {key: name for key, name, _ in SECTIONS}
        self.comfort = ComfortSection(titles[settings.COMFORT])
        self.sound = SoundSection(titles[settings.SOUND], voices)
        self.sessions = SessionsSection(titles[settings.SESSIONS])
        self.diary = DiarySection(titles[settings.DIARY])
        self.safety = SafetySection(titles[settings.SAFETY])
        self.reminders = RemindersSection(titles["reminders"])
        self.notes = KeptNotesSection(titles["notes"], notice)
        self.key_table, self.about = KeyTable(), AboutText()
        self._sections: dict[str, Section] = {
            settings.COMFORT: self.comfort,
            settings.SOUND: self.sound,
            settings.SESSIONS: self.sessions,
            settings.DIARY: self.diary,
            "reminders": self.reminders,
            settings.SAFETY: self.safety,
            "notes": self.notes,
            "keys": _alone(titles["keys"], self.key_table),
            "about": _alone(titles["about"], self.about),
        }
        for section in self._sections.values():
            section.changed.connect(self._change)
        self.sound.test_wanted.connect(self.test_wanted)
        self.safety.review_wanted.connect(self.review_wanted)
        self._lay_out()
        self.show_preferences(self._chosen)
        self.show_section(self._section)
        self.set_theme(theme)

    # --- what the app tells -----------------------------------------------------------------

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        self._chosen = preferences
        for section in self._sections.values():
            section.show_preferences(preferences)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = theme
        for key, _, icon_name in SECTIONS:
            tint, on = theme.colour("text2"), theme.colour("onAccentSoft")
            self._nav[key].setIcon(icon(icon_name, tint, 20, checked=on))
        for section in self._sections.values():
            section.set_theme(theme)

    def show_section(self, key: str) -> None:
        """Show one section; on a narrow page, scroll to it."""
        self._section = key
        self._nav[key].setChecked(True)
        self._show_sections()
        if self._narrow:
            self._scroll.ensureWidgetVisible(self._sections[key], 0, 0)
        else:
            self._scroll.verticalScrollBar().setValue(0)

    # --- what the person does ---------------------------------------------------------------

    def _change(self, chosen: dict[str, object]) -> None:
        preferences = self._chosen._replace(**chosen)  # pyright: ignore[reportArgumentType]
        # what one choice switches off elsewhere shows at once
        self.show_preferences(preferences)
        self.preferences_changed.emit(preferences)

    # --- room -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._list: QFrame = frame()
        title = label("Settings", "h2")
        title.setContentsMargins(12, 0, 0, 0)
        below = column(title, 14, spacing=2, margins=(12, 22, 12, 12))
        group = QButtonGroup(self)
        for key, name, _ in SECTIONS:
            # the two spaces part the name from its icon
            nav_button = choice_button(f"  {name}", "nav", name=name)
            nav_button.setIconSize(QSize(20, 20))
            nav_button.clicked.connect(lambda _=False, key=key: self.show_section(key))
            group.addButton(nav_button)
            self._nav[key] = nav_button
            below.addWidget(nav_button)
        below.addStretch(1)
        self._list.setLayout(below)
        self._list.setAccessibleName("Sections of Settings")
        self._divider = upright()
        self._column = column(*self._sections.values(), None, spacing=36)
        content = holding(self._column)
        self._content = content
        self._scroll = scrolling(content)
        reach_by_tab(self._scroll, "Settings")
        self.setLayout(row(self._list, self._divider, (self._scroll, 1)))

    def _show_sections(self) -> None:
        for key, section in self._sections.items():
            section.setVisible(bool(self._narrow) or key == self._section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sections beside the rows, or all below each other, by the width in em."""
        self._show_room()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        if event.type() == QEvent.Type.FontChange and self._narrow is not None:
            self._show_room()
        super().changeEvent(event)

    def _show_room(self) -> None:
        pixels = em_px(self)
        em = self.window().width() / pixels
        narrow, wide = em < MIDDLE_EM, em >= WIDE_EM
        if narrow != self._narrow:
            self._narrow = narrow
            self._list.setVisible(not narrow)
            self._divider.setVisible(not narrow)
            self._show_sections()
        edge = 36 if wide else (16 if narrow else 24)
        self._column.setContentsMargins(edge, 20, edge, 24)
        widest = round(_WIDEST * max(1.0, pixels / DRAWN_EM_PX))
        self._content.setMaximumWidth(widest + 2 * edge)
        room = self.width() - 2 * edge - (0 if narrow else self._list.sizeHint().width())
        room = min(room, widest)
        for section in self._sections.values():
            for setting_row in section.rows:
                least = max(_BESIDE_EM * pixels, setting_row.least_beside_px)
                setting_row.set_stacked(room < least)
        self.key_table.set_columns(2 if room >= 2 * 28 * pixels else 1)


def _alone(title: str, content: QWidget) -> Section:
    """A section that shows something and has nothing to choose."""
    section = Section()
    section.lay_out(title, inset(content))
    return section
