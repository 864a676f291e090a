"""The small panel that notes pain right now: one key is enough.

Must never say that something was noted before it was told so.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from acutimer.core.journal import MOST_NOTE
from acutimer.core.scale import SCALE_HIGH_WORDS, SCALE_LOW_WORDS
from acutimer.ui.flow import Flow
from acutimer.ui.key_buttons import CapButton
from acutimer.ui.pieces import RatingRow, button, column, key_hint, label, row
from acutimer.ui.theme import Theme
from acutimer.ui.wording import PAIN_NOW

#: Id as it is noted, and its word.
SITES = (
    ("neck", "Neck"),
    ("back_of_head", "Back of head"),
    ("forehead", "Forehead"),
    ("temple", "Temple"),
    ("shoulder", "Shoulder"),
    ("upper_back", "Upper back"),
)
SIDES = (("left", "Left"), ("right", "Right"), ("both", "Both"))
UNDO_MS = 8000


class LogPanel(QDialog):
    """Eleven cells; where, side and a note if one likes; then Undo for eight seconds."""

    #: value, site or None, side or None, note
    rating_given = Signal(int, object, object, str)
    undo_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(PAIN_NOW)
        self.setModal(False)
        self._settled = True
        self.cells = RatingRow()
        self.cells.rated.connect(self._given)
        self._sites = _Chips(SITES, "Where")
        self._sides = _Chips(SIDES, "Side")
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note")
        self.note.setAccessibleName("Note")
        self.note.setMaxLength(MOST_NOTE)
        self.outcome = label("", "bodyStrong", wraps=True)
        self.undo = button("Undo", "toolbar")
        self.undo.clicked.connect(self._undo)
        self.close_button = CapButton(theme, "Close", "Esc", kind="toolbar")
        self.close_button.clicked.connect(self.close)
        keys = row(*key_hint("One key notes it:"), None, spacing=5)
        ends = row(
            label(SCALE_LOW_WORDS, "caption", "secondary"),
            None,
            label(SCALE_HIGH_WORDS, "caption", "secondary"),
        )
        self._more = QWidget()
        self._more.setLayout(
            column(
                label("If you like, choose these first", "caption", "secondary"),
                6,
                self._sites,
                8,
                self._sides,
                10,
                self.note,
            )
        )
        foot = row(spacing=10)
        foot.addWidget(self.outcome, 1)
        foot.addWidget(self.undo)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(0)
        whole.addWidget(label(PAIN_NOW, "h1"))
        whole.addSpacing(4)
        whole.addLayout(keys)
        whole.addSpacing(12)
        whole.addWidget(self.cells)
        whole.addSpacing(4)
        whole.addLayout(ends)
        whole.addSpacing(16)
        whole.addWidget(self._more)
        whole.addSpacing(14)
        whole.addStretch(1)
        whole.addLayout(foot)
        for made in self.findChildren(QPushButton):
            # in a dialog Enter would press whichever came first, and note a number
            made.setAutoDefault(False)
        self._undo_ends = QTimer(self)
        self._undo_ends.setSingleShot(True)
        self._undo_ends.setInterval(UNDO_MS)
        self._undo_ends.timeout.connect(self.close)
        self._ask_again()

    # --- what the app tells -----------------------------------------------------------------

    def begin(self) -> None:
        """Show the panel with nothing chosen, in front and with the keyboard."""
        self._sites.choose(None)
        self._sides.choose(None)
        self.note.clear()
        self._ask_again()
        self.show()
        self.raise_()
        self.activateWindow()

    def show_noted(self, value: int) -> None:
        """Say that the rating is on disk; after eight seconds of Undo the panel leaves."""
        self._tell(f"Noted: {value}")
        self.undo.show()
        self._undo_ends.start()

    def show_not_saved(self, sentence: str) -> None:
        """Say that the rating is not on disk; a key tries again."""
        self._ask_again()
        self._tell(sentence)

    def show_undone(self) -> None:
        """Say that the rating is taken back, and ask again."""
        self._ask_again()
        self._tell("Taken back.")

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.close_button.set_theme(theme)

    # --- what the person does ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and T note at once; Escape closes."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and not self._settled and self.cells.take_key(event.key()):
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing runs out of sight; what was noted stays noted."""
        super().hideEvent(event)
        self._undo_ends.stop()

    def _given(self, value: int) -> None:
        if value < 0 or self._settled:
            return
        self._settled = True
        for part in (self.cells, self._more):
            part.setEnabled(False)
        self.outcome.clear()
        self.rating_given.emit(
            value, self._sites.chosen, self._sides.chosen, self.note.text().strip()
        )

    def _undo(self) -> None:
        self._undo_ends.stop()
        self.undo.hide()
        self.undo_asked.emit()

    def _ask_again(self) -> None:
        self._undo_ends.stop()
        # without telling: nothing was rated by taking the old number away
        self._settled = True
        self.cells.choose(None)
        self._settled = False
        for part in (self.cells, self._more):
            part.setEnabled(True)
        self.undo.hide()
        self.outcome.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, text: str) -> None:
        self.outcome.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


class _Chips(QWidget):
    """Small buttons of which at most one is on; clicking it again switches it off."""

    def __init__(self, choices: tuple[tuple[str, str], ...], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._chips: dict[str, QPushButton] = {}
        flow = Flow(6, 6)
        self.setLayout(flow)
        for key, words in choices:
            chip = button(words, "toolbar", name=f"{name}: {words}")
            chip.setCheckable(True)
            chip.clicked.connect(lambda on, key=key: self.choose(key if on else None))
            self._chips[key] = chip
            flow.addWidget(chip)

    @property
    def chosen(self) -> str | None:
        """The one that is on."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), None)

    def chip(self, key: str) -> QAbstractButton:
        """The button of a choice."""
        return self._chips[key]

    def choose(self, wanted: str | None) -> None:
        """Switch one on and the others off."""
        for key, chip in self._chips.items():
            chip.setChecked(key == wanted)
