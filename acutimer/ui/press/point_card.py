"""One point in words: how to find it, what the article says beside the standard, how to press.

Must never leave out that the two differ, nor why a point is off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.core.points import Point, Side
from acutimer.ui.kit.pieces import (
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

if TYPE_CHECKING:
    from acutimer.core.safety_table import Reason

_MORE, _MORE_OPEN = "More about this point", "Less"


class PointCard(QWidget):
    """The card of the chosen point with the side to press and what can be done with it."""

    side_chosen = Signal(str)
    only_this_asked = Signal()
    add_asked = Signal()
    remove_asked = Signal()
    #: the page with the picture, the finger path and everything there is to say
    full_card_asked = Signal()

    def __init__(self, theme: Theme, sources: Mapping[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._sources = sources
        self._shown: tuple[object, ...] = ()
        self._shows_more = False
        self._is_light = False
        self._rest: QWidget | None = None
        self._title = label("", "h1", wraps=True)
        self._chip = label("", kind="chip")
        self._names = label("", "small", "secondary", wraps=True)
        self._text = QWidget()
        self._text_column = column(spacing=10, margins=(20, 12, 20, 12))
        self._text.setLayout(self._text_column)
        self._sides = Segments(
            (("left", "Left"), ("both", "Both"), ("right", "Right")), "Side to press"
        )
        self._sides.chosen.connect(self.side_chosen)
        self.only_button = button("Press only this")
        self.only_button.clicked.connect(self.only_this_asked)
        self.add_button = button("Add to points")
        self.add_button.clicked.connect(self._add_or_remove)
        self._removes = False
        self._foot = holding(
            column(
                row(label("Side to press", "small"), None, self._sides),
                row(self.only_button, self.add_button, spacing=8),
                spacing=12,
                margins=(20, 8, 20, 16),
            )
        )
        self.full_button = button("Full card", "toolbar", "Enter on a marker opens it too.")
        self.full_button.clicked.connect(self.full_card_asked)
        names = row((self._names, 1), self.full_button, spacing=8)
        head = column(
            row((self._title, 1), 4, self._chip), names, spacing=2, margins=(20, 18, 20, 0)
        )
        self._area = scrolling(self._text)
        self.setLayout(column(head, self._area, self._foot))

    def side_button(self, key: str) -> QPushButton:
        """The button of a side: left, both or right."""
        return self._sides.button(key)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        self._theme = theme
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
    ) -> None:
        """Fill the card; ``steps`` are the point's numbers in the chosen routine.

        ``reasons`` are those why it is off, ``light`` those why it is pressed lightly only.
        """
        shown = (point, side, steps, reasons, light, in_your_points)
        if shown == self._shown:
            return
        same_text = self._shown and (self._shown[0], *self._shown[3:5]) == (point, *shown[3:5])
        self._shown = shown
        self._title.setText(point.plain)
        chip = "Step " + ", ".join(map(str, steps)) if steps else ""
        chip = "Off" if reasons else (chip or ("" if point.timed else "Reference only"))
        self._chip.setText(chip)
        self._chip.setVisible(bool(chip))
        restyle(self._chip, "kind", "nowChip" if reasons else "chip")
        self._names.setText(names_of(point))
        if side is not Side.MIDDLE:
            self._sides.choose("both" if side in (Side.BOTH, Side.IN_TURN) else side.value)
        may = point.timed and not reasons
        self.only_button.setEnabled(may)
        self.add_button.setEnabled(may)
        self._removes = in_your_points
        self.add_button.setText("Take out" if in_your_points else "Add to points")
        self._foot.setVisible(point.timed)
        if not same_text:
            self._write(point, reasons, light)
            self._area.verticalScrollBar().setValue(0)

    def _add_or_remove(self) -> None:
        (self.remove_asked if self._removes else self.add_asked).emit()

    def _write(
        self, point: Point, reasons: tuple[Reason, ...], light: tuple[Reason, ...] | None
    ) -> None:
        empty_layout(self._text_column)
        add = self._text_column
        if reasons:
            add.addWidget(why_off(reasons))
        for number, words in enumerate(point.find, start=1):
            numeral = label(str(number), "bodyStrong", "secondary")
            numeral.setAlignment(Qt.AlignmentFlag.AlignTop)
            numeral.setFixedWidth(numeral.fontMetrics().horizontalAdvance("0") + 8)
            add.addLayout(row(numeral, label(words, wraps=True), spacing=4))
        add.addSpacing(2)
        add.addWidget(self._places(point))
        add.addLayout(said("info", "accent", how_they_differ(point), self._theme))
        add.addWidget(line())
        add.addLayout(how_to_press(manner(point)))
        self._is_light = point.timed and light is not None
        if self._is_light:
            sign = sign_of("warning", "now", self._theme)
            words = titled(("Pressure", pressure(point, light)))
            add.addLayout(row(sign, (words, 1), spacing=8))
        if point.protocol_origin == "elsewhere":
            add.addLayout(said("info", "accent", ELSEWHERE, self._theme))
        for words in point.cautions:
            add.addLayout(said("warning", "now", words, self._theme))
        opener = button(_MORE_OPEN if self._shows_more else _MORE, "link")
        opener.clicked.connect(lambda: self._open_more(opener, point))
        add.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        add.addStretch(1)
        self._rest = None
        if self._shows_more:
            self._show_rest(point)

    def _open_more(self, opener: QPushButton, point: Point) -> None:
        """Once opened it stays open from point to point."""
        self._shows_more = not self._shows_more
        self._show_rest(point)
        opener.setText(_MORE_OPEN if self._shows_more else _MORE)

    def _show_rest(self, point: Point) -> None:
        """What is worth knowing but not needed while pressing is made when it is first opened."""
        if self._rest is None:
            self._rest = _more(
                point,
                tuple(self._sources.get(source, source) for source in point.sources),
                "" if self._is_light else point.intensity,
            )
            self._text_column.insertWidget(self._text_column.count() - 1, self._rest)
        self._rest.setVisible(self._shows_more)

    def _places(self, point: Point) -> QWidget:
        """The article's place beside the standard's."""
        box = frame(card=True)
        standard = place_words("WHO standard", "accentWord", "●", point.who.place)
        if point.article is None:
            box.setLayout(standard)
            return box
        article = place_words("The article says", "articleWord", "◇", point.article.place)
        box.setLayout(row((article, 1), upright(), (standard, 1)))
        return box


def _more(point: Point, cited: tuple[str, ...], firmly: str) -> QWidget:
    """What is worth knowing but not needed while pressing."""
    return holding(
        titled(
            ("How they differ", point.article.difference if point.article else ""),
            ("Ours", point.who.derived),
            ("Pressure", firmly),
            ("After", point.care),
            ("The protocol", point.protocol_note),
            ("What is known", "" if point.standing else point.known),
            ("Sources", "\n".join(cited)),
        )
    )
