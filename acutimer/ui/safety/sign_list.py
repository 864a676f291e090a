"""The danger signs to choose from: one button for each, its words broken into lines.

Must never choose one itself: none is on, and the keyboard comes to one only when it is asked to.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from acutimer.core.safety_table import DangerSign
from acutimer.core.stopping import NOT_NAMED
from acutimer.ui.kit.pieces import column, label

_NOT_SURE = "One of these, or something like them: I am not sure which"
_TIERS = (("Get help at once", True), ("See a doctor first", False))
#: Thresholds that only repeat "is any of these there".
_SAYS_NO_MORE = ("", "Any.", "Any of these.")
#: Room for the focus ring, which its control's parent would cut.
RING_ROOM_PX = 4


def signs_of(signs: Sequence[DangerSign], *, at_once: bool) -> tuple[DangerSign, ...]:
    """The signs that need help at once, or those that need a doctor first."""
    return tuple(sign for sign in signs if sign.needs_help_at_once == at_once)


class SignButton(QPushButton):
    """A button whose words, and what is said small below them, may break into lines."""

    def __init__(self, words: str, small: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "sign")
        self.setAccessibleName(words)
        self.setAccessibleDescription(small)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # Enter presses the button that has the keyboard
        self._inside = column(spacing=1, margins=(14, 9, 14, 9))
        for told, role, kind in ((words, "body", ""), (small, "small", "secondary")):
            if told:
                text = label(told, role, kind, wraps=True)
                text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._inside.addWidget(text)
        self.setLayout(self._inside)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Broken lines need more height when narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The layout's, because a button measures only its own text."""
        return self._inside.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """The layout's size."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As high as the words need at the width they have."""
        return QSize(120, self.heightForWidth(max(120, self.width())))


class SignList(QWidget):
    """Signs to choose from; ``whole`` says each as doctors do, else in everyday words.

    Titles part the tiers where there are both.
    """

    #: the id of a danger sign, or core.stopping.NOT_NAMED
    named = Signal(str)

    def __init__(self, signs: Sequence[DangerSign], *, whole: bool = False) -> None:
        super().__init__()
        self.buttons: dict[str, SignButton] = {}
        below = column(spacing=8)
        below.setContentsMargins(*(RING_ROOM_PX,) * 4)
        has_both = len({sign.tier for sign in signs}) > 1
        for title, at_once in _TIERS:
            if not (of_tier := signs_of(signs, at_once=at_once)):
                continue
            if has_both:
                below.addWidget(label(title, "h2", wraps=True))
            for sign in of_tier:
                small = "" if sign.threshold in _SAYS_NO_MORE else sign.threshold
                below.addWidget(self._button(sign.id, sign.ask if whole else sign.plain, small))
            if at_once:
                below.addWidget(self._button(NOT_NAMED, _NOT_SURE))
                below.addSpacing(16 if has_both else 0)
        self.setLayout(below)

    def _button(self, key: str, words: str, small: str = "") -> SignButton:
        made = SignButton(words, small)
        made.clicked.connect(lambda _=False: self.named.emit(key))
        self.buttons[key] = made
        return made

    def walk_in(self) -> None:
        """Bring the keyboard to the first."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)
