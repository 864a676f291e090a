"""The small panel that notes pain right now, or of another day: one key is enough.

Must never say that something was noted before it was told so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QWidget

from acutimer.core.commands import command_at
from acutimer.core.journal import MOST_NOTE, Moment
from acutimer.core.pain_places import places_in_words
from acutimer.core.point_uses import PointUses
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import button, column, holding, label, row
from acutimer.ui.kit.rating_row import RatingRow, key_hint, scale_ends
from acutimer.ui.kit.tab_order import bring_into_sight
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.pain.day_box import DayBox
from acutimer.ui.pain.details import Details
from acutimer.ui.pain.fold import fold, turn_chevron
from acutimer.ui.pain.places import PainPlaces
from acutimer.ui.pain.room import Room
from acutimer.ui.pain.uses_list import PointUsesList

#: What the frame of a window and the bars of a desktop may take.
_FRAME_PX = 90
UNDO_MS = 8000


class LogPanel(QDialog):
    """Eleven cells; a note and where it hurts if one likes; then Undo for eight seconds."""

    #: value, ids of the places marked, note
    rating_given = Signal(int, tuple, str)
    undo_asked = Signal()
    #: the card of this point is wanted
    point_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        places: PainPlaces | None = None,
        uses: PointUses | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._theme = theme
        self._settled = True
        self.cells = RatingRow()
        self.cells.rated.connect(self._given)
        self.places = places or PainPlaces(theme)
        self.places.changed.connect(self._show_places)
        self.details, self.days = Details(), DayBox()
        self.where = fold(theme, "Where it hurts", self.places)
        self.when = fold(theme, "What it is of, tags", self.details)
        self.day = fold(theme, "Headache, medicine", self.days)
        self._folds = (self.where, self.when, self.day)
        for opener in self._folds:
            opener.toggled.connect(self._fold_turned)
        self.heading = label("", "h1", wraps=True)
        self.details.another.toggled.connect(self._name_day)
        self.details.another.toggled.connect(self._refit)
        self.details.at.dateChanged.connect(self._name_day)
        self._marked = label("", "bodyStrong", wraps=True)
        self.uses = PointUsesList(uses or PointUses())
        self.uses.point_asked.connect(self.point_asked)
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
        self._more = holding(
            column(
                label("If you like, say these first", "caption", "secondary"),
                6,
                self.note,
                6,
                row(self.where, None),
                self._marked,
                self.places,
                row(self.when, None),
                self.details,
            )
        )
        besides = column(row(self.day, None), 4, self.days)
        below = holding(column(self.details.time, self._more, besides, 12, self.uses, None))
        self._area = Room(below)
        foot = row(spacing=10)
        foot.addWidget(self.outcome, 1)
        foot.addWidget(self.undo)
        foot.addWidget(self.close_button)
        whole = column(
            self.heading, 4, keys, 12, self.cells, 4, scale_ends("caption"), 16,
            (self._area, 1), 14, foot, margins=(24, 20, 24, 18),
        )  # fmt: skip
        self.setLayout(whole)
        for control in self.findChildren(QPushButton):
            # in a dialog Enter would press whichever came first, and note a number
            control.setAutoDefault(False)
        self._undo_ends = QTimer(self)
        self._undo_ends.setSingleShot(True)
        self._undo_ends.setInterval(UNDO_MS)
        self._undo_ends.timeout.connect(self.close)
        self._name_day()
        self._show_places()
        self._ask_again()

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, now: datetime, moment: Moment = Moment.NOW) -> None:
        """Show the panel with nothing chosen, in front and with the keyboard.

        ``now`` is by the clock on the wall; ``moment`` is what the number is of.
        """
        self.places.mark(())
        for opener in self._folds:
            opener.setChecked(False)
        self.when.setChecked(moment is not Moment.NOW)
        self.note.clear()
        self.details.begin(now, moment)
        self.days.begin()
        self._show_places()
        self._fit(shrinks=True)
        self._ask_again()
        self.show()
        self.raise_()
        self.activateWindow()

    def show_noted(self, value: int) -> None:
        """Say that the rating is on disk; after eight seconds of Undo the panel leaves."""
        self._tell(f"Noted: {value}")
        self.undo.show()
        self._undo_ends.start()

    def show_noted_besides(self, words: str) -> None:
        """Say that headache or medicine is on disk; it can be undone, and the panel stays.

        Another time was meant for this alone: what comes next is of now until one says otherwise.
        """
        self._undo_ends.stop()
        self.details.another.setChecked(False)
        self._tell(words)
        self.undo.show()

    def show_headache(self, since: str) -> None:
        """Show the headache that is open, empty where none is: it stays in sight until closed."""
        self.days.show_open(since)
        if since:
            self.day.setChecked(True)
        self._fit(shrinks=True)

    def show_not_saved(self, sentence: str) -> None:
        """Say that the rating is not on disk; a key tries again."""
        self._ask_again()
        self._tell(sentence)

    def show_undone(self) -> None:
        """Say that the rating is taken back, and ask again."""
        self._ask_again()
        self._tell("Undone.")

    @property
    def is_written(self) -> bool:
        """Whether something stands in it that closing would lose."""
        said = self.note.text().strip() or self.places.places or self.details.is_said
        return not self._settled and bool(said)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.close_button.set_theme(theme)
        self.places.set_theme(theme)
        for opener in self._folds:
            turn_chevron(opener, theme)

    def offer_points(self, points: Mapping[str, str] | None, *, cards: bool = True) -> None:
        """The points that may be suggested, code and name; None while no session may begin."""
        self.uses.offer(points, cards=cards)
        self._fit()

    def follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard came to."""
        if now is not None and self.isAncestorOf(now):
            bring_into_sight(now)

    # --- what the person does ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and T note at once; Escape closes."""
        key = typed_key(event)
        if not self._settled and self.cells.obey(command_at("pain", key), key):
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
        # what is switched off now must not have the keyboard: nobody would have it then
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        for part in (self.cells, self._more):
            part.setEnabled(False)
        self.outcome.clear()
        self.rating_given.emit(value, self.places.places, self.note.text().strip())

    def _fold_turned(self) -> None:
        for opener in self._folds:
            turn_chevron(opener, self._theme)
        self._refit()

    def _name_day(self) -> None:
        """Ask for the number of the day that was chosen."""
        words = self.details.heading
        self.heading.setText(words)
        self.cells.name(words)
        self.setWindowTitle(words)

    def _refit(self) -> None:
        self._fit(shrinks=True)

    def _show_places(self) -> None:
        words = places_in_words(self.places.places)
        self._marked.setText(words)
        self._marked.setVisible(bool(words))
        self.uses.show_places(self.places.places)
        self._fit()

    def _fit(self, *, shrinks: bool = False) -> None:
        """As high as what is shown needs, as far as the screen goes; the rest scrolls.

        It shrinks only when a part is closed: what one aims at should not move away.
        """
        # from inside out: what a part needs is remembered by the one around it until it is told
        for part in (self.details, self.days, self.uses, self._more, self._area):
            part.updateGeometry()
        most = self.screen().availableSize().height() - _FRAME_PX
        least = 0 if shrinks else self.height()
        self.resize(self.width(), max(least, min(self.sizeHint().height(), most)))

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
        announce(self, text)
