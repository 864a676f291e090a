"""The right column of the session page: what, how, the ring, how it should feel, the caption."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import label, row, typed, wear
from acutimer.ui.kit.theme import Theme
from acutimer.ui.session.captions import CaptionLine
from acutimer.ui.session.ring import CountdownRing, RingState, ring_box
from acutimer.ui.session.words import KEEP_LENGTH, KEEP_SHORTER, LENGTH_KEPT

#: The ring is no smaller than this while one chooses how to end.
_LEAST_CHOOSING_PX = 150
#: Nor than this where the page is low.
_LEAST_LOW_PX = 120
_LEAST_ASKING_LOW_PX = 64
#: The part of the ring that stays where the way to the point is told.
_RING_KEEPS = 0.95


class SessionColumn(QWidget):
    """Title, one instruction, ring, one line about the feel, the caption.

    While there is a length to be kept, that offer stands in place of the feel. So does what leads
    the finger to the point, until the press begins; where the ring would have to give way for it,
    it is not said.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label("", "sessionTitle", wraps=True)
        self.instruction = label("", "h2", "secondary", wraps=True)
        self.feel = label("", "bodyLarge", "secondary", wraps=True)
        self.way = label("", "small", "secondary", wraps=True)
        self.way.hide()
        for words in (self.title, self.instruction, self.feel, self.way):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        wear(self.instruction, "h2", QFont.Weight.Normal)
        self.ring = CountdownRing(theme)
        self.caption = CaptionLine(theme)
        self.keep = CapButton(theme, KEEP_LENGTH, "K", kind="toolbar")
        self.keep.hide()
        self._feels, self._small, self._kept = True, False, False
        self._asks = self._chooses = self._low = False
        self._finding = False
        self._instruction = self._note = self._standing = ""
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(8, 4, 8, 4)
        self._below.addStretch(1)
        self._below.addWidget(self.title)
        self._below.addWidget(self.instruction)
        self._gap = QSpacerItem(0, 10)
        self._below.addItem(self._gap)
        self._below.addWidget(self.ring, 1000)
        self._below.addWidget(self.feel)
        self._below.addWidget(self.way)
        self._below.addLayout(row(None, self.keep, None))
        self._below.addWidget(self.caption)
        #: what was found by then keeps its room, or the ring would move when the press begins
        self._found = QSpacerItem(0, 0)
        self._below.addItem(self._found)
        self._below.addStretch(1)
        self.setMinimumWidth(self.ring.minimumWidth() + 16)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for part in (self.ring, self.keep, self.caption):
            part.set_theme(theme)

    def show_words(
        self,
        title: str,
        instruction: str,
        feel: str,
        *,
        note: str = "",
        standing: str = "",
        way: str = "",
        finding: bool = False,
    ) -> None:
        """The texts around the ring.

        ``note`` takes the instruction's place where the feel has none, ``standing`` is the ring's
        word while the session does not go on. ``way`` leads the finger to the point, and takes the
        feel's place while ``finding``.
        """
        self.title.setText(title)
        self.feel.setText(feel)
        self.way.setText(way)
        self._finding = finding
        self._instruction, self._note, self._standing = instruction, note, standing
        self._show_feel()

    def show_ring(self, state: RingState, spoken: str) -> None:
        """The ring; ``spoken`` changes only when it should be read out."""
        self.ring.show_state(replace(state, spoken=spoken))

    @property
    def is_offering(self) -> bool:
        """Whether a length is offered to be kept, or has just been."""
        return not self.keep.isHidden()

    def show_offer(self, *, shown: bool, kept: bool = False) -> None:
        """Offer to keep the length of this step, or to take that back once it is kept."""
        self._kept = kept
        self._show_keep()
        self.keep.setVisible(shown)
        self._show_feel()

    def show_room(
        self, width: int, height: int, *, small_title: bool, feels: bool, low: bool = False
    ) -> None:
        """Fit the page: ``width`` and ``height`` are the whole page's; low, the ring gives way."""
        self._low = low
        self.give_way(self._asks, self._chooses)
        self.ring.setMaximumHeight(ring_box(width, height))
        wear(self.title, "h1" if small_title else "sessionTitle")
        self._feels, self._small = feels, small_title
        self._show_keep()
        self._show_feel()
        self._gap.changeSize(0, 0 if small_title else 8)
        edge = 0 if small_title else 4
        self._below.setContentsMargins(8, edge, 8, edge)
        self._below.setSpacing(3 if small_title else 7)
        self._below.invalidate()

    def _show_keep(self) -> None:
        words = LENGTH_KEPT if self._kept else KEEP_SHORTER if self._small else KEEP_LENGTH
        if words != self.keep.text():
            self.keep.show_words(words)
            self.keep.setAccessibleName(LENGTH_KEPT if self._kept else KEEP_LENGTH)

    def give_way(self, asks: bool, chooses: bool) -> None:
        """While one chooses how to end, the ring may be smaller: the choice needs the height.

        On a low page it may be smaller still, and while the foot ``asks`` anything the words beside
        the ring go too: nothing is pressed then.
        """
        self._asks, self._chooses = asks, chooses
        least = _LEAST_CHOOSING_PX if chooses else self.ring.minimumWidth()
        if self._low:
            least = _LEAST_ASKING_LOW_PX if asks else _LEAST_LOW_PX
        self.ring.setMinimumHeight(least)
        for words in (self.title, self.instruction, self.caption):
            words.setVisible(not (asks and self._low))

    def _show_feel(self) -> None:
        """The feel where there is room and no offer; the offer takes a line of the caption too."""
        offers = self.is_offering
        more = self._room_for_finding()
        finds = more is not None and self._finding and not offers
        shown = self._feels and not offers and not finds
        self.feel.setVisible(shown)
        self.way.setVisible(finds)
        self.title.setToolTip("" if finds else self.way.text())
        spare = 0 if offers or more is None else max(0, -more if finds else more)
        self._found.changeSize(0, spare)
        self._below.invalidate()
        self.caption.set_lines(2 if shown else 1)
        told = self._instruction if shown else self._fitting_note() or self._instruction
        self.instruction.setText(told)
        self.instruction.setToolTip("" if shown else self._note)
        feel = self.feel.text() if shown else ""
        self.caption.stand_beside(self.title.text(), told, feel, self._standing)

    def _room_for_finding(self) -> int | None:
        """How much higher the words that lead the finger are than the feel, in px.

        None where they would take more from the ring than it spares.
        """
        width = self.width() - 16
        if self._low or not self.way.text() or width <= 0:
            return None
        gap, line = self._below.spacing(), QFontMetrics(typed("body")).lineSpacing()
        usual = self.feel.heightForWidth(width) + gap + line if self._feels else 0
        more = self.way.heightForWidth(width) + gap - usual
        edges = self._below.contentsMargins()
        beside = self.title.heightForWidth(width) + self.instruction.heightForWidth(width)
        beside += edges.top() + edges.bottom() + self._gap.sizeHint().height() + 5 * gap + line
        ring = min(self.ring.maximumHeight(), self.height() - beside - usual)
        left = min(ring, self.height() - beside - usual - more)
        return more if left >= max(self.ring.minimumHeight(), ring * _RING_KEEPS) else None

    def _fitting_note(self) -> str:
        """One line of the person's own words: more would push the ring out of a low page."""
        metrics = QFontMetrics(self.instruction.font())
        room = max(self.ring.minimumWidth(), self.width() - 24)
        return metrics.elidedText(self._note, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of the own words fits."""
        super().resizeEvent(event)
        if self._note or self.way.text():
            self._show_feel()
