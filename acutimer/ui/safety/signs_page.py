"""Danger signs: before the first session, once a day before a session, and whenever asked for.

Before the first session two screens, whose last button also accepts what acutimer is; later one
question. Whatever is there is named from a list. Must never take a stray Enter for an answer: no
button has the keyboard until one goes to it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from acutimer.core.about import About
from acutimer.core.commands import command_at
from acutimer.core.safety import SignsDue
from acutimer.core.safety_table import Rules
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.call_row import CallRow
from acutimer.ui.kit.pieces import label
from acutimer.ui.kit.scroll_keys import scroll_by_key
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.safety.sign_list import SignButton, SignList
from acutimer.ui.safety.signs_screens import (
    AT_ONCE,
    IS_THERE,
    KEYS_SPOKEN,
    KNOWN,
    NONE,
    SEE_FIRST,
    SIGNS,
    Buttons,
    Screen,
    about_lines,
    plain_signs,
    sign_lines,
    signs_box,
    today_screen,
    which_screen,
)

_ALSO = "The first button says that you have none of these signs. "
_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class SignsPage(QWidget):
    """One screen at a time; N, Y and Esc answer on each, and its buttons do the same."""

    #: none of the signs is there; after the first screens what acutimer is is accepted besides
    none_there = Signal()
    #: the id of the sign that is there, or core.stopping.NOT_NAMED
    named = Signal(str)
    #: nothing was answered
    left = Signal()

    def __init__(self, rules: Rules, about: About, theme: Theme) -> None:
        super().__init__()
        self._rules = rules
        self._buttons = Buttons(theme)
        self._calls: list[CallRow] = []
        self._theme = theme
        self.signs = SignList(rules.danger_signs)
        self.signs.named.connect(self.named)
        self.screens: dict[str, Screen] = {
            "at_once": self._at_once(),
            "see_first": self._see_first(about),
            "today": self._today(),
            "look": self._look(),
            "which": which_screen(self.signs, self._button("Back", "Esc", self.go_back)),
        }
        self._stack = QStackedLayout(self)
        for screen in self.screens.values():
            self._stack.addWidget(screen)
        #: where one came from; empty where Back leaves
        self._before = ""
        self._screen = "look"
        # the page takes the keys itself, but nobody shall land on it by Tab: it shows no ring
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # --- the screens ------------------------------------------------------------------------

    def _button(self, text: str, cap: str, act: Callable[[], None], kind: str = "") -> QWidget:
        made = self._buttons.make(text, cap, kind, "stop" if kind == "danger" else "")
        made.clicked.connect(lambda _=False: act())
        return made

    def _call(self) -> CallRow:
        made = CallRow(self._theme)
        self._calls.append(made)
        return made

    def _usual(self, none: str) -> tuple[QWidget, QWidget, QWidget]:
        """None of these, one of these, Back."""
        return (
            self._button(none, "N", self.say_none, "primary"),
            self._button(IS_THERE, "Y", self.ask_which, "danger"),
            self._button("Back", "Esc", self.go_back),
        )

    def _at_once(self) -> Screen:
        return Screen(
            AT_ONCE,
            signs_box(self._rules, self._call()),
            buttons=self._usual(NONE),
            eyebrow="Before you begin, 1 of 2",
            spoken=(*plain_signs(self._rules, at_once=True), KEYS_SPOKEN),
        )

    def _see_first(self, about: About) -> Screen:
        return Screen(
            SEE_FIRST,
            label(KNOWN, "body", "secondary", wraps=True),
            10,
            sign_lines(self._rules, at_once=False),
            16,
            about_lines(about),
            buttons=self._usual(about.accept),
            eyebrow="Before you begin, 2 of 2",
            spoken=(KNOWN, *plain_signs(self._rules, at_once=False), KEYS_SPOKEN),
        )

    def _today(self) -> Screen:
        return today_screen(
            (
                self._button("No, nothing new", "N", self.say_none, "primary"),
                self._button("Yes, or not sure", "Y", self.ask_which, "danger"),
                self._button("Back", "Esc", self.go_back),
            )
        )

    def _look(self) -> Screen:
        see_first = label(SEE_FIRST, "h2", wraps=True)
        return Screen(
            SIGNS,
            label(AT_ONCE, "h2", wraps=True),
            8,
            signs_box(self._rules, self._call()),
            18,
            see_first,
            8,
            sign_lines(self._rules, at_once=False),
            buttons=(
                self._button(IS_THERE, "Y", self.ask_which, "danger"),
                self._button("Close", "Esc", self.go_back),
            ),
        )

    # --- what the app tells -----------------------------------------------------------------

    def ask(self, due: SignsDue, begins: str, *, anew: bool) -> None:
        """Ask what is due before ``begins``, a routine's name; asked already, it may stay."""
        first = "at_once" if due is SignsDue.FIRST else "today"
        for key, also in (("see_first", _ALSO), ("today", "")):
            self.screens[key].show_above(f"{also}Then “{begins}” begins.".strip())
        asks = ("at_once", "see_first") if due is SignsDue.FIRST else ("today",)
        if anew or self._root not in asks:
            self.show_screen(first)

    def look(self) -> None:
        """Show all signs, to be read."""
        self.show_screen("look")

    def choose(self) -> None:
        """Let one be named; Back leaves."""
        self.show_screen("which")

    def show_call(self, number: str, note: str) -> None:
        """The number to call for help, and whose it is."""
        for one in self._calls:
            one.show_number(number, note)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._buttons.set_theme(theme)
        for one in self._calls:
            one.set_theme(theme)

    @property
    def screen(self) -> str:
        """The screen in sight: at_once, see_first, today, look or which."""
        return self._screen

    @property
    def _root(self) -> str:
        """The screen from which one came to the list, or that in sight."""
        return self._before or self._screen

    def show_screen(self, key: str, before: str = "") -> None:
        """Show a screen from its top; ``before`` is where Back leads."""
        self._screen, self._before = key, before
        screen = self.screens[key]
        screen.area.verticalScrollBar().setValue(0)
        self._stack.setCurrentWidget(screen)
        screen.show_room()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(screen.title)
        told = [one for one in (screen.title, *screen.spoken, screen.above.text()) if one]
        announce(
            self, " ".join(one if one[-1] in ".?" else f"{one}." for one in told), at_once=True
        )

    # --- what the person does ---------------------------------------------------------------

    def say_none(self) -> None:
        """None of these: on to the next screen, or done."""
        if self._screen == "at_once":
            self.show_screen("see_first", "at_once")
        elif self._screen in ("see_first", "today"):
            self.none_there.emit()
        else:
            self.go_back()

    def ask_which(self) -> None:
        """One of these is there: which?"""
        if self._screen != "which":
            self.show_screen("which", self._screen)

    def go_back(self) -> None:
        """To the screen before, or away."""
        before = self._before
        if not before:
            self.left.emit()
        else:
            self.show_screen(before, "at_once" if before == "see_first" else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N, Y and Esc answer; arrows go to the signs of the list, or scroll."""
        acts = {"none": self.say_none, "there": self.ask_which, "leave": self.go_back}
        act = acts.get(command_at("signs", typed_key(event)))
        on_sign = isinstance(self.window().focusWidget(), SignButton)
        if act is not None:
            if not event.isAutoRepeat():
                act()
        elif self._screen == "which" and not on_sign and event.key() in _WALKS:
            self.signs.walk_in()
        elif not scroll_by_key(self.screens[self._screen].area, event):
            super().keyPressEvent(event)

    # --- room -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns and margins by the width in em."""
        super().resizeEvent(event)
        self.screens[self._screen].show_room()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text leaves less room."""
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_screen"):
            self.screens[self._screen].show_room()
        super().changeEvent(event)
