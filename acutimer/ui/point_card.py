"""One point in words: how to find it, what the article says beside the standard, how to press.

Must never leave out that the two differ, nor why a point is off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from acutimer.core.points import Point, Side
from acutimer.ui.icons import icon
from acutimer.ui.pieces import (
    Segments,
    button,
    column,
    frame,
    label,
    line,
    restyle,
    row,
    scrolling,
    typed,
)
from acutimer.ui.theme import Theme
from acutimer.ui.wording import AGREE, DIFFER, NOT_IN_ARTICLE, seconds_range

if TYPE_CHECKING:
    from acutimer.core.safety_table import Reason

_STANDINGS = {
    "article": "the article",
    "tradition": "tradition",
    "evidence": "evidence",
    "ours": "our caution",
}
_ELSEWHERE = "The article gives no times for this point; these come from elsewhere."
_MORE, _MORE_OPEN = "More about this point", "Less"


class PointCard(QWidget):
    """The card of the chosen point with the side to press and what can be done with it."""

    side_chosen = Signal(str)
    only_this_asked = Signal()
    add_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, sources: Mapping[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._sources = sources
        self._shown: tuple[object, ...] = ()
        self._shows_more = False
        self._title = label("", "h1")
        self._chip = label("", kind="chip")
        self._names = label("", "bodyLarge", "secondary", wraps=True)
        self._text = QWidget()
        self._text_column = QVBoxLayout(self._text)
        self._text_column.setContentsMargins(20, 12, 20, 12)
        self._text_column.setSpacing(10)
        self._sides = Segments(
            (("left", "Left"), ("both", "Both"), ("right", "Right")), "Side to press"
        )
        self._sides.chosen.connect(self.side_chosen)
        self.only_button = button("Press only this")
        self.only_button.clicked.connect(self.only_this_asked)
        self.add_button = button("Add to your points")
        self.add_button.clicked.connect(self._add_or_remove)
        self._removes = False
        foot = column(
            row(label("Side to press", "small"), None, self._sides),
            row(self.only_button, self.add_button, spacing=8),
            spacing=12,
        )
        foot.setContentsMargins(20, 8, 20, 16)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        head = column(row(self._title, 4, self._chip, None), self._names, spacing=2)
        head.setContentsMargins(20, 18, 20, 0)
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
        light_only: bool,
        in_your_points: bool,
    ) -> None:
        """Fill the card; ``steps`` are the point's numbers in the chosen routine."""
        shown = (point, side, steps, reasons, light_only, in_your_points)
        if shown == self._shown:
            return
        same_text = self._shown and (self._shown[0], *self._shown[3:5]) == (point, *shown[3:5])
        self._shown = shown
        self._title.setText(point.code)
        chip = "Step " + ", ".join(map(str, steps)) if steps else ""
        chip = "Off" if reasons else (chip or ("" if point.timed else "Reference only"))
        self._chip.setText(chip)
        self._chip.setVisible(bool(chip))
        restyle(self._chip, "kind", "nowChip" if reasons else "chip")
        self._names.setText(f"{point.pinyin}{_han(point.hanzi)} · “{point.name}”")
        if side is not Side.MIDDLE:
            self._sides.choose("both" if side in (Side.BOTH, Side.IN_TURN) else side.value)
        may = point.timed and not reasons
        self.only_button.setEnabled(may)
        self.add_button.setEnabled(may)
        self._removes = in_your_points
        self.add_button.setText("Take out" if in_your_points else "Add to your points")
        self._foot.setVisible(point.timed)
        if not same_text:
            self._write(point, reasons, light_only)

    def _add_or_remove(self) -> None:
        (self.remove_asked if self._removes else self.add_asked).emit()

    def _write(self, point: Point, reasons: tuple[Reason, ...], light_only: bool) -> None:
        _emptied(self._text_column)
        add = self._text_column
        if reasons:
            add.addWidget(_why_off(reasons))
        for number, words in enumerate(point.find, start=1):
            numeral = label(str(number), "bodyStrong", "secondary")
            numeral.setAlignment(Qt.AlignmentFlag.AlignTop)
            numeral.setFixedWidth(numeral.fontMetrics().horizontalAdvance("0") + 8)
            add.addLayout(row(numeral, label(words, wraps=True), spacing=4))
        add.addSpacing(2)
        add.addWidget(self._places(point))
        add.addLayout(self._said("info", "accent", _standing(point)))
        add.addWidget(line())
        add.addLayout(_how(point))
        if point.protocol_origin == "elsewhere":
            add.addLayout(self._said("info", "accent", _ELSEWHERE))
        if light_only and point.timed:
            add.addLayout(self._said("warning", "now", "Light pressure only, by your answers."))
        for words in point.cautions:
            add.addLayout(self._said("warning", "now", words))
        more = _more(point, tuple(self._sources.get(one, one) for one in point.sources))
        more.setVisible(self._shows_more)
        opener = button(_MORE_OPEN if self._shows_more else _MORE, "link")
        opener.clicked.connect(lambda: self._open_more(opener, more))
        add.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
        add.addWidget(more)
        add.addStretch(1)

    def _open_more(self, opener: QPushButton, more: QWidget) -> None:
        """Once opened it stays open from point to point."""
        self._shows_more = not self._shows_more
        more.setVisible(self._shows_more)
        opener.setText(_MORE_OPEN if self._shows_more else _MORE)

    def _places(self, point: Point) -> QWidget:
        """The article's place beside the standard's."""
        box = frame(card=True)
        standard = self._place("WHO standard", "accentWord", "●", point.who.place)
        if point.article is None:
            box.setLayout(standard)
            return box
        article = self._place("The article says", "articleWord", "◇", point.article.place)
        divider = frame("upright")
        divider.setFixedWidth(1)
        across = row(article, divider, standard)
        across.setStretch(0, 1)
        across.setStretch(2, 1)
        box.setLayout(across)
        return box

    def _place(self, title: str, kind: str, sign: str, words: str) -> QVBoxLayout:
        made = column(
            label(f"{sign} {title}", "small", kind), label(words, "small", wraps=True), spacing=6
        )
        made.addStretch(1)
        made.setContentsMargins(12, 10, 10, 12)
        return made

    def _said(self, icon_name: str, token: str, words: str) -> QLayout:
        sign = QLabel()
        sign.setPixmap(icon(icon_name, self._theme.colour(token), 18).pixmap(QSize(18, 18)))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        sign.setFixedWidth(20)
        return row(sign, label(words, wraps=True, kind="secondary"), spacing=8)


def _why_off(reasons: tuple[Reason, ...]) -> QWidget:
    """Why the point is off: each reason with whose it is."""
    box = frame("warning")
    inside = column(spacing=6)
    inside.setContentsMargins(12, 10, 12, 10)
    for reason in reasons:
        standing = _STANDINGS.get(reason.standing, reason.standing)
        inside.addWidget(label(f"{reason.text} ({standing})", "small", wraps=True))
    box.setLayout(inside)
    return box


def _standing(point: Point) -> str:
    """Whether article and standard agree; what a point rests on that the article does not name."""
    if point.article is None:
        return f"{NOT_IN_ARTICLE} Standing: {point.standing}. {point.known}"
    return AGREE if point.article.agrees else DIFFER


def _more(point: Point, cited: tuple[str, ...]) -> QWidget:
    """What is worth knowing but not needed while pressing."""
    rows = (
        ("How they differ", point.article.difference if point.article else ""),
        ("Ours", point.who.derived),
        ("Pressure", point.intensity),
        ("After", point.care),
        ("The protocol", point.protocol_note),
        ("What is known", "" if point.standing else point.known),
        ("Sources", "\n".join(cited)),
    )
    below = column(spacing=10)
    for title, words in rows:
        if words:
            text = label(words, "small", "secondary", wraps=True)
            below.addLayout(column(label(title, "small", "strong"), text, spacing=1))
    box = QWidget()
    box.setLayout(below)
    return box


def _how(point: Point) -> QLayout:
    across = row(spacing=20)
    rows = (
        ("How", point.mode),
        ("Time", seconds_range(point.seconds)),
        ("With", point.tool),
    )
    for index, (title, words) in enumerate(rows):
        value = label(words, "bodyStrong", wraps=index == len(rows) - 1)
        value.setAlignment(Qt.AlignmentFlag.AlignTop)
        across.addLayout(column(label(title, "small", "secondary"), value, None, spacing=2))
        across.setStretch(index, 1 if index == len(rows) - 1 else 0)
    return across


def _han(hanzi: str) -> str:
    """The Han characters when this machine has glyphs for them, else nothing."""
    layout = QTextLayout(hanzi, typed("bodyLarge"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [index for run in layout.glyphRuns() for index in run.glyphIndexes()]
    return f" {hanzi}" if glyphs and all(glyphs) else ""


def _emptied(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _emptied(inner)
        if (widget := item.widget()) is not None:
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            widget.hide()
            widget.deleteLater()
