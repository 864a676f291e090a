"""The dialog before a report: how long a time, which parts, and who it is of.

Must never write anything, nor tick the notes for the person: it tells what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPushButton, QWidget

from acutimer.core.report_parts import (
    MOST_WHO,
    PARTS,
    USUAL_PARTS,
    USUAL_WEEKS,
    ReportError,
    Wish,
)
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.breaking_box import BreakingBox
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.lock_box import LockBox
from acutimer.ui.kit.pieces import button, column, holding, label, scrolling
from acutimer.ui.kit.segments import Segments

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

TITLE = "Report for a doctor"
_ABOUT = (
    "One page to print or to send, two at most. It goes only where you save it, and only you can "
    "read the file."
)
_SPANS = ((4, "4 weeks"), (8, "8 weeks"), (13, "3 months"), (26, "6 months"))
_NOTES_HELP = "Off at first: words that you noted for yourself stay here unless you tick this."
NO_PARTS = "Tick at least one part."
MAKING = "The report is being made…"
_WIDE_PX, _FRAME_PX = 560, 90


class ReportDialog(QDialog):
    """Asks what a report shall have."""

    #: the form (pdf or html), the Wish, and the passphrase of the lock, empty without one
    save_asked = Signal(str, object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(TITLE)
        self.setModal(False)
        self.weeks = Segments([(str(weeks), words) for weeks, words in _SPANS], "Time")
        self.weeks.choose(str(USUAL_WEEKS))
        self.parts = {part: self._box(part, words) for part, words in PARTS.items()}
        self.who = QLineEdit()
        self.who.setMaxLength(MOST_WHO)
        self.who.setAccessibleName("Name on the report, if you like")
        self.lock = LockBox()
        self.lock.locks.toggled.connect(lambda _: self._fit())
        self.outcome = label("", "bodyStrong", wraps=True)
        self.outcome.hide()
        self.cancel = CapButton(theme, "Cancel", "Esc")
        self.cancel.clicked.connect(self.close)
        self.html = button("Save as HTML…", name="Save as HTML, for a browser…")
        self.html.clicked.connect(lambda: self._ask("html"))
        self.pdf = button("Save as PDF…", "primary")
        self.pdf.clicked.connect(lambda: self._ask("pdf"))
        self._lay_out()
        for one in self.findChildren(QPushButton):
            # in a dialog Enter would press whichever came first; here it presses what has the focus
            one.setAutoDefault(False)

    def _box(self, part: str, words: str) -> QCheckBox:
        box = BreakingBox(words)
        box.setChecked(part in USUAL_PARTS)
        box.setCursor(Qt.CursorShape.PointingHandCursor)
        if part == "notes":
            box.setAccessibleDescription(_NOTES_HELP)
        return box

    def _lay_out(self) -> None:
        name = label("Name, if you like", "bodyStrong")
        name.setBuddy(self.who)
        self._inside = holding(
            column(
                label(_ABOUT, "body", "secondary", wraps=True), 14,
                label("Time, up to today", "bodyStrong"), 6, self.weeks, 14,
                label("Parts", "bodyStrong"), 4,
                column(*self.parts.values(), spacing=4), 4,
                label(_NOTES_HELP, "small", "secondary", wraps=True), 14,
                name, 6, self.who, 14, self.lock, None,
            )
        )  # fmt: skip
        self._area = scrolling(self._inside)
        foot = flowing(None, self.cancel, self.html, self.pdf)
        self.setLayout(
            column(
                label(TITLE, "h1", wraps=True), 6, (self._area, 1), 8, self.outcome, 8, foot,
                margins=(24, 20, 24, 18),
            )
        )  # fmt: skip

    # --- what the app tells -----------------------------------------------------------------

    def begin(self) -> None:
        """Come forward, as high as what is asked needs; what was chosen before still is."""
        self._say("")
        self.lock.begin()
        self.show_made_or_not(ready=True)
        self.show()
        self._fit()
        self.raise_()
        self.activateWindow()
        self.weeks.button(self.weeks.key).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, sentence: str) -> None:
        """Say why nothing was written; what was chosen stays."""
        self.show_made_or_not(ready=True)
        self._say(sentence)

    def show_made_or_not(self, *, ready: bool) -> None:
        """While a report is being made nothing else can be asked."""
        for part in (self._inside, self.html, self.pdf):
            part.setEnabled(ready)
        if not ready:
            self._say(MAKING)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.cancel.set_theme(theme)

    # --- what the person does ---------------------------------------------------------------

    @property
    def wish(self) -> Wish:
        """What was chosen; raises ReportError."""
        parts = frozenset(part for part, box in self.parts.items() if box.isChecked())
        return Wish(int(self.weeks.key), parts, self.who.text().strip())

    def _ask(self, form: str) -> None:
        try:
            wish = self.wish
        except ReportError as fault:
            self._say(str(fault))
            return
        if not wish.parts:
            self._say(NO_PARTS)
            return
        passphrase = self.lock.take()
        if passphrase is not None:
            self.save_asked.emit(form, wish, passphrase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, and no other."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton) and focused in (self.cancel, self.html, self.pdf):
                focused.click()
            return
        super().keyPressEvent(event)

    def _say(self, sentence: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _fit(self) -> None:
        """As high as what is asked needs, as far as the screen goes; the rest scrolls."""
        room = self.screen().availableSize()
        wide = min(max(_WIDE_PX, self.minimumSizeHint().width()), room.width() - 20)
        self.resize(wide, self.height())
        layout = self._inside.layout()
        assert layout is not None
        needed = layout.totalHeightForWidth(self._area.viewport().width())
        around = self.height() - self._area.height()
        high = max(needed, layout.totalSizeHint().height()) + around
        self.resize(wide, min(high, room.height() - _FRAME_PX))
