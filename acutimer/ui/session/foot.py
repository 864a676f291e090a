"""The foot of the session page: the strip of steps or the pain question, and the controls.

Must never know what its buttons do: the page connects them. "I feel unwell" ends the session, so it
must never come where another button just was.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from acutimer.core.session import Status
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import holding, label, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.session.pain_strip import PainStrip
from acutimer.ui.session.timeline import SessionTimeline
from acutimer.ui.session.words import END_AND_RATE, UNWELL, UNWELL_SAYS

_GAP_PX = 8
_ANYWHERE = Qt.AlignmentFlag(0)
_MAIN_WORDS = {
    Status.RUNNING: ("Pause", "pause"),
    Status.PAUSED: ("Resume", "play"),
    Status.WAITING: ("Ready", "play"),
}


class SessionFoot(QFrame):
    """Timeline or pain strip; controls, or the choice after Esc in their place."""

    #: the pain question or the choice after Esc came or went, and with it its height: whether
    #: anything is asked, and whether it is the choice
    asking_shown = Signal(bool, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "startBar")
        # large text needs its height; the ring is what gives way
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.timeline = SessionTimeline(theme)
        self.strip = PainStrip()
        self.back = CapButton(theme, "Back", "←", kind="session", below=True)
        self.shorten = CapButton(theme, "−15 s", "↓", kind="session", below=True)
        self.lengthen = CapButton(theme, "+15 s", "↑", kind="session", below=True)
        self.skip = CapButton(theme, "Skip", "→", kind="session", below=True)
        self.main = _main_button(theme, "Pause", "pause")
        self.keep_going = _main_button(theme, "Keep going", "play")
        self.unwell = CapButton(theme, UNWELL, "U", "stop", "session", ink="danger")
        self.end = CapButton(theme, END_AND_RATE, kind="session")
        for cap_button, name in (
            (self.back, "Back to the start of this step"),
            (self.shorten, "15 seconds less"),
            (self.lengthen, "15 seconds more"),
            (self.skip, "Skip this step"),
        ):
            cap_button.setAccessibleName(name)
            cap_button.setToolTip(name)
        self._controls = _across((self.back, self.shorten), self.main, (self.lengthen, self.skip))
        self._choice = _across((), self.keep_going, ())
        self._choice.hide()
        # above all else, where nothing can be pressed: a hand that goes on clicking does not hit it
        says = label(UNWELL_SAYS, "body", "secondary", wraps=True)
        self._unwell_row = holding(row(self.unwell, (says, 1), spacing=14))
        self._unwell_row.hide()
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self._unwell_row)
        self._whole.addWidget(self.timeline)
        self._whole.addWidget(self.strip)
        self._whole.addWidget(self._controls)
        self._whole.addWidget(self._choice)
        self._narrow = self._low = False
        self.show_room(narrow=False, short=False)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.timeline.set_theme(theme)
        for cap_button in self.findChildren(CapButton):
            cap_button.set_theme(theme)

    @property
    def is_asking(self) -> bool:
        """Whether the pain question is shown."""
        return not self.strip.isHidden()

    @property
    def is_choosing(self) -> bool:
        """Whether the choice after Esc is shown."""
        return not self._choice.isHidden()

    def ask_pain(self, *, asks: bool) -> None:
        """Show the pain question in place of the timeline, or take it away."""
        if asks:
            self.strip.ask()
        else:
            self.strip.hide()
        self.show_timeline()

    def show_timeline(self) -> None:
        """The timeline stands where there is room and nothing is asked."""
        asks = self.is_asking or self.is_choosing
        self.timeline.setVisible(not self._narrow and not asks)
        self.asking_shown.emit(asks, self.is_choosing)

    def show_choice(self, *, shown: bool) -> None:
        """Keep going, End and rate, or I feel unwell, in place of the controls."""
        if shown == self.is_choosing:
            return
        self._controls.setVisible(not shown)
        self._choice.setVisible(shown)
        self._unwell_row.setVisible(shown)
        self.show_timeline()
        if shown:
            self.keep_going.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_status(self, status: Status) -> None:
        """What the big button does now."""
        words = _MAIN_WORDS.get(status)
        if words and words[0] != self.main.text():
            self.main.show_words(*words)

    def show_room(self, *, narrow: bool, short: bool, low: bool = False) -> None:
        """Narrow: no timeline, the top row tells the step; short: smaller margins.

        Low: Pause alone, for the ring needs the height; the keys do what the other buttons did.
        """
        self._narrow, self._low = narrow, low
        side = 16 if narrow or short else 24
        above, below = (6, 6) if low else (10, 10) if short else (16, 22)
        self._whole.setContentsMargins(side, above, side, below)
        self._whole.setSpacing(4 if low else 8 if short else 16)
        self.strip.show_room(narrow=narrow)
        self.show_timeline()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What does not fit beside Pause leaves, and a choice stands below the other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edges = self._whole.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        beside = (self.back, self.shorten, self.lengthen, self.skip)
        least = max(
            sum(one.sizeHint().width() for one in pair) for pair in (beside[:2], beside[2:])
        )
        main = self.main.sizeHint().expandedTo(self.main.minimumSize()).width()
        fits = main + 2 * (least + 2 * _GAP_PX) <= room
        for one in beside:
            one.setVisible(fits and not self._low)
        grid = self._choice.layout()
        assert isinstance(grid, QGridLayout)
        way_out = self.end.sizeHint().width()
        choices_fit = self.keep_going.sizeHint().width() + 2 * (way_out + _GAP_PX) <= room
        grid.addWidget(self.end, *((0, 2) if choices_fit else (1, 1)))
        grid.setAlignment(self.end, Qt.AlignmentFlag.AlignRight if choices_fit else _ANYWHERE)
        told = self._unwell_row.layout()
        assert isinstance(told, QBoxLayout)
        way = QBoxLayout.Direction
        roomy = 2.2 * self.unwell.sizeHint().width() <= room
        told.setDirection(way.LeftToRight if roomy else way.TopToBottom)


def _main_button(theme: Theme, text: str, icon_name: str) -> CapButton:
    main = CapButton(theme, text, "Space", icon_name, "primary")
    main.setProperty("scale", "xl")
    main.setMinimumWidth(220)
    return main


def _across(
    left: tuple[CapButton, ...], middle: CapButton, right: tuple[CapButton, ...]
) -> QWidget:
    """Buttons at both ends and one exactly in the middle."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(_GAP_PX)
    grid.addLayout(row(*left, None, spacing=8), 0, 0)
    grid.addWidget(middle, 0, 1)
    grid.addLayout(row(None, *right, spacing=8), 0, 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(2, 1)
    return holder
