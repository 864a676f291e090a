"""The question whether anything unwelcome happened: boxes to tick, "Nothing" against all others.

Must never answer by itself: unticked is unanswered.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.safety_table import Unwelcome
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.key_buttons import OptionBox
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.theme import Theme

NOTHING = "nothing"
ASKED = "Did anything unwelcome happen?"
SIGN_WORDS = "Answers with this sign open the stop page, with what to do next."


class UnwelcomeBoxes(QWidget):
    """Question, boxes and what the sign means."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._choices: tuple[Unwelcome, ...] = ()
        self._boxes: dict[str, OptionBox] = {}
        self._flow = Flow(10, 10)
        self._sign = label("")
        self._sign_words = label(SIGN_WORDS, "body", "secondary", wraps=True)
        explained = row(self._sign, spacing=10)
        explained.addWidget(self._sign_words, 1)
        below = column(label(ASKED, "h2", wraps=True), spacing=14)
        self.setLayout(below)
        holder = holding(self._flow)
        holder.setAccessibleName(ASKED)
        below.addWidget(holder)
        below.addLayout(explained)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self._sign.setPixmap(icon("warning", theme.colour("now"), 18).pixmap(QSize(18, 18)))
        for box in self._boxes.values():
            box.set_theme(theme)

    def show_choices(self, choices: Sequence[Unwelcome]) -> None:
        """Offer these in their order, none ticked."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._make_boxes()
        for box in self._boxes.values():
            box.setChecked(False)

    def _make_boxes(self) -> None:
        for box in self._boxes.values():
            self._flow.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        for choice in self._choices:
            cap = "N" if choice.id == NOTHING else ""
            box = OptionBox(self._theme, choice.label, cap, warns=choice.opens_stop_page)
            box.setAccessibleDescription("Opens the stop page." if choice.opens_stop_page else "")
            box.clicked.connect(lambda _=False, key=choice.id: self._clicked(key))
            self._boxes[choice.id] = box
            self._flow.addWidget(box)

    def box(self, key: str) -> OptionBox:
        """The box of an answer."""
        return self._boxes[key]

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The ids ticked, in order; None while unanswered."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked()) or None

    @property
    def alarming(self) -> tuple[str, ...]:
        """The ids ticked that open the stop page."""
        return tuple(choice.id for choice in self._ticked if choice.opens_stop_page)

    @property
    def said_back(self) -> tuple[str, ...]:
        """What is said to each that is ticked, once it is noted."""
        return tuple(choice.said for choice in self._ticked if choice.said)

    @property
    def _ticked(self) -> list[Unwelcome]:
        return [choice for choice in self._choices if self._boxes[choice.id].isChecked()]

    def choose_nothing(self) -> None:
        """Tick Nothing, or untick it."""
        if NOTHING in self._boxes:
            self._boxes[NOTHING].click()

    def _clicked(self, key: str) -> None:
        if self._boxes[key].isChecked():
            for other, box in self._boxes.items():
                if other != key and NOTHING in (other, key):
                    box.setChecked(False)
        self.changed.emit()
