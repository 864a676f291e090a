"""Everything there is to say about one point, in the order of the full card.

Must never leave out whose word a place is, nor what nobody has checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QSizePolicy, QWidget

from acutimer.ui.body_map.finger_path import SQUARE_PX, paint_square
from acutimer.ui.kit.pieces import column, empty_layout, frame, holding, label, row
from acutimer.ui.kit.point_parts import (
    ELSEWHERE,
    how_to_press,
    manner,
    place_words,
    pressure,
    rests_on,
    sign_of,
    titled,
    why_off,
)
from acutimer.ui.kit.wording import AGREE, DIFFER, NOT_IN_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acutimer.core.points import Point
    from acutimer.core.safety_table import Reason
    from acutimer.ui.body_map.figure import SkinPoint
    from acutimer.ui.kit.theme import Theme

NOT_CHECKED = "Judged by us; no practitioner has checked it yet."
CHECKED = "Checked by a practitioner."
NO_PLACE = "Nobody has said yet how this place was found."
ON_THE_FIGURE = "Where exactly this figure has it."
ALL_WHO = "Nothing: the place is the standard’s."
THUMB_UNSET = (
    "The bar in the picture is one thumb width of this figure. Set the width of your thumb in "
    "Settings to see your own."
)
THUMB_SET = (
    "The bar in the picture is about as wide as your thumb, {mm:g} mm. It "
    "helps to judge distances and measures nothing."
)


class Told(NamedTuple):
    """What the text is made from besides the point itself."""

    place: SkinPoint | None = None
    reasons: tuple[Reason, ...] = ()
    #: why it is pressed lightly only; None where the answers do not ask for that
    light: tuple[Reason, ...] | None = None
    thumb_mm: float = 0.0
    hand: QPixmap | None = None
    hand_words: str = ""


def state_words(place: SkinPoint | None) -> str:
    """How far a point's place can be trusted."""
    if place is None:
        return NO_PLACE
    if place.state == "checked by a practitioner":
        return CHECKED
    if place.state == "by rule":
        return f"By rule: {place.rule}." if place.rule else "By rule."
    return NOT_CHECKED


def derived_words(point: Point, place: SkinPoint | None) -> str:
    """What of a place is ours: of the place itself, and of where this figure has it."""
    ours = point.who.derived or (place.derived if place is not None else "")
    if not ours and place is not None and place.state == "judged":
        return ON_THE_FIGURE
    return ours or ALL_WHO


class PointText(QWidget):
    """The column of words."""

    def __init__(self, theme: Theme, sources: Mapping[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._sources = sources
        self._column = column(spacing=12, margins=(28, 12, 28, 16))
        self.setLayout(self._column)
        self._shown: tuple[Point, Told] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self._shown:
            self.show_point(*self._shown)

    def show_point(self, point: Point, told: Told) -> None:
        """Say everything about a point."""
        self._shown = (point, told)
        empty_layout(self._column)
        add = self._column
        if told.reasons:
            add.addWidget(why_off(told.reasons))
        add.addWidget(label("Find it", "h2"))
        for number, words in enumerate(point.find, start=1):
            square = StepSquare(self._theme, number)
            add.addLayout(row(square, label(words, "bodyLarge", wraps=True), spacing=10))
        add.addWidget(self._places(point))
        if point.article is not None and not point.article.agrees:
            words = f"{DIFFER} {point.article.difference}".strip()
            add.addWidget(self._boxed("note", "info", "onAccentSoft", words))
        add.addLayout(self._standing(point, told))
        add.addWidget(how_box(point, told.light))
        if point.protocol_origin == "elsewhere":
            add.addWidget(self._boxed("note", "info", "onAccentSoft", ELSEWHERE))
        if point.cautions:
            words = " ".join(point.cautions)
            add.addWidget(self._boxed("caution", "warning", "onNowSoft", words))
        add.addLayout(
            titled(("What is known", point.known), ("Why so, and so long", point.protocol_note))
        )
        if told.hand is not None:
            add.addLayout(self._hand(point, told.hand, told.hand_words))
        words = THUMB_SET.format(mm=told.thumb_mm) if told.thumb_mm > 0 else THUMB_UNSET
        add.addLayout(titled(("How wide is a thumb here", words)))
        cited = "\n".join(self._sources.get(source, source) for source in point.sources)
        add.addLayout(titled(("Sources", cited)))
        add.addStretch(1)

    def _places(self, point: Point) -> QWidget:
        """The article's place beside the standard's, or one line when they agree."""
        if point.article is None or point.article.agrees:
            words = f"{AGREE} {point.who.place}"
            if point.article is None:
                words = f"{point.who.place} {NOT_IN_ARTICLE} {rests_on(point)}"
            return self._boxed("note", "info", "onAccentSoft", words)
        article, standard = frame("article"), frame("standard")
        article.setLayout(place_words("The article says", "articleWord", "◇", point.article.place))
        standard.setLayout(place_words("WHO standard location", "accentWord", "●", point.who.place))
        across = row((article, 1), (standard, 1), spacing=12)
        return holding(across)

    def _standing(self, point: Point, told: Told) -> QLayout:
        """Where the place comes from: by rule or judged, and what of it is ours."""
        return titled(
            ("This place", state_words(told.place)),
            ("What we worked out ourselves", derived_words(point, told.place)),
        )

    def _boxed(self, kind: str, icon_name: str, token: str, words: str) -> QFrame:
        box = frame(kind)
        box.setLayout(
            row(
                sign_of(icon_name, token, self._theme),
                label(words, wraps=True),
                spacing=10,
                margins=(14, 10, 14, 12),
            )
        )
        return box

    def _hand(self, point: Point, picture: QPixmap, how: str) -> QLayout:
        shown = QLabel()
        shown.setPixmap(picture)
        shown.setAccessibleName(f"How the hand lies: {point.tool}")
        words = column(
            label("The pressing hand", "small", "strong", wraps=True),
            label(how, "small", "secondary", wraps=True),
            None,
            spacing=2,
        )
        return row(shown, (words, 1), spacing=14)


def how_box(point: Point, light: tuple[Reason, ...] | None) -> QWidget:
    """How, how long, with what, how firmly, and what comes after."""
    box = QWidget()
    rows = manner(point)
    below = column(how_to_press(rows), spacing=8)
    after = titled(
        ("Pressure", pressure(point, light)),
        ("What you may feel", point.sensation),
        ("After", point.care),
    )
    below.addLayout(after)
    box.setLayout(below)
    return box


class StepSquare(QWidget):
    """The numbered square of a touch step, as it stands on the picture."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme, self._number = theme, number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Step {number}")

    def sizeHint(self) -> QSize:
        """The size it has on the picture."""
        return QSize(round(SQUARE_PX), round(SQUARE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        side = min(self.width(), self.height(), round(SQUARE_PX))
        paint_square(painter, QRectF(0, 0, side, side), self._number, self._theme)
        painter.end()
