"""One point in words: how to find it, how to press, and folded below, why it lies there.

Must never leave out why a point is off, nor, once it is unfolded, that article and standard differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.core.points import Point, Side
from acutimer.ui.body_map.hand_picture import shown_way
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    empty_layout,
    frame,
    holding,
    label,
    line,
    restyle,
    row,
    scrolling,
    upright,
)
from acutimer.ui.kit.point_parts import (
    ELSEWHERE,
    how_they_differ,
    how_to_press,
    manner,
    names_of,
    place_words,
    pressure,
    said,
    sign_of,
    titled,
    why_off,
)
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.wording import only_this_text
from acutimer.ui.press.hand_frame import LOW_CARD_PX, HandFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from acutimer.core.safety_table import Reason
    from acutimer.ui.press.hand_frame import HandSource

_WHY = "Why this place?"
_SIGN_PX = 18
#: So much of what scrolls is seen where the title and the buttons need the rest.
_LEAST_SEEN_PX = 48
#: Between the lines, and on a low card.
_APART_PX, _CLOSE_PX = 10, 6


class PointCard(QWidget):
    """The card of the chosen point with the side to press and what can be done with it."""

    side_chosen = Signal(str)
    only_this_asked = Signal()
    add_asked = Signal()
    remove_asked = Signal()
    #: the page with the picture, the finger path and everything there is to say
    full_card_asked = Signal()
    #: that page with the marker ready to be moved
    spot_asked = Signal()
    #: the code of the point
    sources_asked = Signal(str)

    def __init__(self, theme: Theme, hands: HandSource) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[object, ...] = ()
        self._why: QWidget | None = None
        self._title = label("", "h1", wraps=True)
        self._chip = label("", kind="chip")
        self._names = label("", "small", "secondary", wraps=True)
        self.hand = HandFrame(theme, hands)
        self._words = column(spacing=_APART_PX)
        self.why_button = button(_WHY, "link")
        self.why_button.setCheckable(True)
        self.why_button.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
        self.why_button.clicked.connect(self._why_asked)
        self.more_button = button("··· More", "link", name="More about this point")
        self.more_button.clicked.connect(self._open_more)
        self.more_button.setCheckable(True)
        self.full_button = button("Full card", "toolbar", "Enter on a marker opens it too.")
        self.full_button.clicked.connect(self.full_card_asked)
        self.spot_button = button("My spot", "toolbar", "Move the marker to where it is tender.")
        self.spot_button.clicked.connect(self.spot_asked)
        self.sources_button = button("Sources", "toolbar")
        self.sources_button.clicked.connect(self._ask_sources)
        self._more = flowing(self.full_button, self.spot_button, self.sources_button)
        self._more.hide()
        self._fold = column()
        self._text_column = column(
            self.hand, self._words, line(), flowing(self.why_button, None, self.more_button),
            self._more, self._fold, None, spacing=_APART_PX, margins=(20, 10, 20, 12),
        )  # fmt: skip
        self._sides = Segments(
            (("left", "Left"), ("both", "Both"), ("right", "Right")), "Side to press"
        )
        self._sides.chosen.connect(self.side_chosen)
        self.only_button = breaking_button(only_this_text(0))
        self.only_button.clicked.connect(self.only_this_asked)
        self.add_button = button("Add", name="Add to points")
        self.add_button.clicked.connect(self._add_or_remove)
        self._removes = False
        self._foot = holding(
            column(
                flowing(label("Side to press", "small"), None, self._sides),
                row(self.only_button, self.add_button, spacing=8),
                spacing=8,
                margins=(20, 6, 20, 10),
            )
        )
        self._head = column(
            row((self._title, 1), 4, self._chip), self._names, spacing=2, margins=(20, 18, 20, 0)
        )
        #: what scrolls between title and buttons
        self.area = scrolling(holding(self._text_column))
        self.area.setMinimumHeight(_LEAST_SEEN_PX)
        self.setLayout(column(self._head, (self.area, 1), line(), self._foot))
        self._turn_sign()

    def side_button(self, key: str) -> QPushButton:
        """The button of a side: left, both or right."""
        return self._sides.button(key)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = theme
        self.hand.set_theme(theme)
        self._turn_sign()
        shown, self._shown = self._shown, ()
        if shown:
            self.show_point(*shown)  # type: ignore[arg-type]

    def show_point(
        self,
        point: Point,
        side: Side,
        steps: tuple[int, ...],
        reasons: tuple[Reason, ...],
        light: tuple[Reason, ...] | None,
        in_your_points: bool,
        alone_s: int = 0,
    ) -> None:
        """Fill the card; ``steps`` are the point's numbers in the chosen routine.

        ``reasons`` are those why it is off, ``light`` those why it is pressed lightly only;
        pressed alone it takes ``alone_s`` seconds.
        """
        shown = (point, side, steps, reasons, light, in_your_points, alone_s)
        if shown == self._shown:
            return
        same_text = self._shown and (self._shown[0], *self._shown[3:5]) == (point, *shown[3:5])
        self._shown = shown
        self._title.setText(point.plain)
        chip = "Step " + ", ".join(map(str, steps)) if steps else ""
        chip = "Off" if reasons else (chip or ("" if point.timed else "Shown only"))
        self._chip.setText(chip)
        self._chip.setVisible(bool(chip))
        restyle(self._chip, "kind", "nowChip" if reasons else "chip")
        self._names.setText(names_of(point))
        if side is not Side.MIDDLE:
            self._sides.choose("both" if side in (Side.BOTH, Side.IN_TURN) else side.value)
        way = shown_way(protocol.kind for protocol in point.protocols)
        self.hand.show_hand(point.code, side.value, point.tool, way)
        self.spot_button.setEnabled(point.timed)
        may = point.timed and not reasons
        self.only_button.setEnabled(may)
        self.add_button.setEnabled(may)
        self._removes = in_your_points
        self.only_button.setText(only_this_text(alone_s if may else 0))
        self.add_button.setText("Take out" if in_your_points else "Add")
        self.add_button.setAccessibleName("" if in_your_points else "Add to points")
        self._foot.setVisible(point.timed)
        if not same_text:
            self._write(point, reasons, light)
            self.area.verticalScrollBar().setValue(0)

    def _add_or_remove(self) -> None:
        (self.remove_asked if self._removes else self.add_asked).emit()

    def _write(
        self, point: Point, reasons: tuple[Reason, ...], light: tuple[Reason, ...] | None
    ) -> None:
        empty_layout(self._words)
        add = self._words
        if reasons:
            add.addWidget(why_off(reasons))
        add.addWidget(label("Find it", "h2"))
        for number, words in enumerate(point.find, start=1):
            numeral = label(str(number), "bodyStrong", "secondary")
            numeral.setAlignment(Qt.AlignmentFlag.AlignTop)
            numeral.setContentsMargins(0, 0, 8, 0)  # digits are of one width
            add.addLayout(row(numeral, (label(words, wraps=True), 1), spacing=4))
        add.addSpacing(2)
        add.addWidget(how_to_press(manner(point)))
        if point.timed and light is not None:
            sign = sign_of("warning", "now", self._theme)
            told = titled(("Pressure", pressure(point, light)))
            add.addLayout(row(sign, (told, 1), spacing=8))
        for words in point.cautions:
            add.addLayout(said("warning", "now", words, self._theme))
        if self._why is not None:
            empty_layout(self._fold)
            self._why = None
        self._fold_why()

    # --- what folds out ---------------------------------------------------------------------

    def _why_asked(self) -> None:
        self._fold_why()
        if self.why_button.isChecked():
            QTimer.singleShot(0, self, self._reveal_why)  # once it is laid out

    def _reveal_why(self) -> None:
        inside = self.area.widget()
        assert inside is not None  # it was given one when the card was made
        top = self.why_button.mapTo(inside, QPoint(0, 0)).y()
        self.area.verticalScrollBar().setValue(top - _SIGN_PX)

    def _fold_why(self) -> None:
        """Why the point lies there is made when it is first read; it stays open between points."""
        is_open = self.why_button.isChecked()
        self._turn_sign()
        if is_open and self._why is None and self._shown:
            self._why = _reasons_of(self._shown[0], self._theme)  # type: ignore[arg-type]
            self._fold.addWidget(self._why)
        if self._why is not None:
            self._why.setVisible(is_open)

    def _turn_sign(self) -> None:
        name = "chevron_down" if self.why_button.isChecked() else "chevron"
        self.why_button.setIcon(icon(name, self._theme.colour("accent"), _SIGN_PX))

    def _open_more(self) -> None:
        self._more.setVisible(self.more_button.isChecked())
        if self.more_button.isChecked():
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self._more))

    def _ask_sources(self) -> None:
        point = self._shown[0] if self._shown else None
        if isinstance(point, Point):
            self.sources_asked.emit(point.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low card picture and lines stand closer, so that how to press is in sight."""
        super().resizeEvent(event)
        self.hand.show_room(self.height())
        is_low = self.height() < LOW_CARD_PX
        self._head.setContentsMargins(20, 10 if is_low else 18, 20, 0)
        for lines in (self._words, self._text_column):
            lines.setSpacing(_CLOSE_PX if is_low else _APART_PX)


def _reasons_of(point: Point, theme: Theme) -> QWidget:
    """The article's place beside the standard's, how they differ, and what of it is ours."""
    box = frame(card=True)
    standard = place_words("WHO standard", "accentWord", "●", point.who.place)
    if point.article is None:
        box.setLayout(standard)
    else:
        article = place_words("The article says", "articleWord", "◇", point.article.place)
        box.setLayout(row((article, 1), upright(), (standard, 1)))
    below = column(box, said("info", "accent", how_they_differ(point), theme), spacing=10)
    if point.protocol_origin == "elsewhere":
        below.addLayout(said("info", "accent", ELSEWHERE, theme))
    difference = point.article.difference if point.article else ""
    below.addLayout(titled(("How they differ", difference), ("Ours", point.who.derived)))
    return holding(below)
