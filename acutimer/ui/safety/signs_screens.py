"""The screens about danger signs, each by itself: what stands on it, and its buttons.

Must never know what a button leads to, nor what comes next.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.about import About
from acutimer.core.safety_table import Rules
from acutimer.ui.kit.bullets import Bullets
from acutimer.ui.kit.call_row import CallRow
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import Item, column, frame, holding, label, line, row, scrolling
from acutimer.ui.kit.scroll_keys import reach_by_tab
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import ANY_PX, DRAWN_EM_PX, MIDDLE_EM, SHORT_PX, em_px, width_em
from acutimer.ui.safety.sign_list import RING_ROOM_PX, SignList, signs_of

_WIDEST = 1080
_SMALL_WIDEST, _LIST_WIDEST = 760, 840
#: What a screen reader is told of the keys of a screen that shows signs.
KEYS_SPOKEN = "N: none of these. Y: one of these is there now"
AT_ONCE = "Stop, and get help at once, with one of these"
SEE_FIRST = "See a doctor first with one of these"
KNOWN = "Leave out what a doctor has looked at and allowed you to press with."
NEW_TODAY = "Anything new since last time?"
NEW_MEANS = "A danger sign, an injury, an illness, or a pain that is not as you know it."
WHICH = "Which one is it?"
WHICH_MEANS = "Choose one. It says where to go, and never what you have."
SIGNS = "Danger signs"
NONE = "None of these"
IS_THERE = "One of these is there now"


class Screen(QWidget):
    """A title, what is told below it, and buttons that stay in sight."""

    def __init__(
        self,
        title: str,
        *items: Item,
        buttons: Sequence[QWidget],
        eyebrow: str = "",
        spoken: Sequence[str] = (),
        widest: int = _WIDEST,
        is_small: bool = False,
        indent: int = 0,
    ) -> None:
        """``spoken`` is what a screen reader is told after the title, without being asked.

        A small screen has its buttons right below what it asks. ``indent`` is in px.
        """
        super().__init__()
        self.title = title
        self.spoken = spoken
        self._widest = widest
        self.eyebrow = label(eyebrow, "body", "secondary", wraps=True)
        self.above = label("", "body", "secondary", wraps=True)
        head = label(title, "pageTitle", wraps=True)
        head.setIndent(indent)
        across = flowing(*buttons, across=12, down=10, firm=True)
        self._foot = column(self.above, across, spacing=8)
        self._is_small = is_small
        below = (28, self._foot) if is_small else ()
        self._inside = column(self.eyebrow, 2, head, 10, *items, *below, None)
        self._middle = holding(self._inside)
        self.area = scrolling(holding(row(None, (self._middle, 1000), None)))
        reach_by_tab(self.area, title)
        whole = column((self.area, 1))
        self._low = self._middle
        if not is_small:
            self._low = holding(self._foot)
            whole.addWidget(line())
            whole.addLayout(row(None, (self._low, 1000), None))
        self.setLayout(whole)
        self._bullets = self.findChildren(Bullets)
        self.eyebrow.setVisible(bool(eyebrow))
        self.above.hide()

    def show_above(self, words: str) -> None:
        """A line above the buttons."""
        self.above.setText(words)
        self.above.show()

    def show_room(self) -> None:
        """One column or two, and the margins, by the width in em."""
        narrow, low = width_em(self.window()) < MIDDLE_EM, self.height() < SHORT_PX
        side = 12 if narrow else 28
        widest = round(self._widest * max(1.0, em_px(self) / DRAWN_EM_PX)) + 2 * side
        for part in (self._middle, self._low):
            part.setMaximumWidth(min(widest, ANY_PX))
        above = 14 if low else 36
        if self._is_small:
            above = max(above, self.height() // 5)
        else:
            self._foot.setContentsMargins(side, 10, side, 10 if low else 18)
        self._inside.setContentsMargins(side, above, side, 12)
        for one in self._bullets:
            one.set_columns(1 if narrow else 2)
            one.set_spacing(6 if low else 10)


class Buttons:
    """What the screens' buttons do, as the page gives it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.made: list[CapButton] = []

    def make(self, text: str, cap: str, kind: str = "", icon_name: str = "") -> CapButton:
        """A button with its key."""
        made = CapButton(self._theme, text, cap, icon_name, kind)
        made.setProperty("scale", "xl")
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        self.made.append(made)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for one in self.made:
            one.set_theme(theme)


def signs_box(rules: Rules, call: CallRow) -> QWidget:
    """The signs that need help at once, with the number to call."""
    box = frame("ambulance")
    box.setLayout(
        column(sign_lines(rules, at_once=True), call, spacing=12, margins=(18, 16, 18, 14))
    )
    return box


def sign_lines(rules: Rules, *, at_once: bool) -> Bullets:
    """The signs of a tier, to be read."""
    role, dot = ("bodyLarge", "dangerWord") if at_once else ("body", "nowWord")
    return Bullets(plain_signs(rules, at_once=at_once), role, dot)


def plain_signs(rules: Rules, *, at_once: bool) -> list[str]:
    """The signs of a tier in everyday words."""
    return [sign.plain for sign in signs_of(rules.danger_signs, at_once=at_once)]


def about_lines(about: About) -> QWidget:
    """What acutimer is, and what it is not."""
    return holding(
        column(
            label(about.is_title, "bodyStrong", wraps=True),
            Bullets(about.is_words, dot="accentWord"),
            4,
            label(about.is_not_title, "bodyStrong", wraps=True),
            Bullets(about.is_not_words, dot="accentWord"),
            spacing=6,
        )
    )


def which_screen(signs: SignList, back: QWidget) -> Screen:
    """Every sign as a button."""
    means = label(WHICH_MEANS, "bodyLarge", "secondary", wraps=True)
    spoken = (WHICH_MEANS, "Arrow down goes to the signs, Enter chooses")
    means.setIndent(RING_ROOM_PX)
    return Screen(
        *(WHICH, means, 12, signs),
        buttons=(back,),
        spoken=spoken,
        widest=_LIST_WIDEST,
        indent=RING_ROOM_PX,
    )


def today_screen(buttons: Sequence[QWidget]) -> Screen:
    """The one question of every day with a session."""
    means = label(NEW_MEANS, "bodyLarge", "secondary", wraps=True)
    return Screen(
        NEW_TODAY,
        means,
        buttons=buttons,
        eyebrow="Before today's first session",
        spoken=(NEW_MEANS, "N: no, nothing new. Y: yes, or not sure"),
        widest=_SMALL_WIDEST,
        is_small=True,
    )
