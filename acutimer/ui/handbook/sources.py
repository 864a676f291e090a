"""Where it all comes from: article and standard side by side, what disagrees, what nobody knows.

Addresses are text that can be copied; one is opened only when the person asks for it. Must never
leave out whose word something is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acutimer.core.sources import SourceStanding
from acutimer.ui.handbook.chapter import add_chapter
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.heading import Heading
from acutimer.ui.kit.pieces import button, column, frame, label, row
from acutimer.ui.kit.point_parts import place_words
from acutimer.ui.kit.widths import width_em
from acutimer.ui.kit.wording import AGREE, DIFFER

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from acutimer.core.handbook import Chapter
    from acutimer.core.points import Point
    from acutimer.core.sources import Source, Sources

_BOTH = "The article and WHO"
_BOTH_INTRO = (
    "The article's seven points, where it puts them and where the standard does. acutimer times "
    "the standard's place."
)
_ADDRESSES = "All sources"
_ADDRESSES_INTRO = (
    "Everything that points, questions and this handbook name. Addresses can be selected and "
    "copied; Open hands one to your browser. acutimer itself never goes online."
)
_THE_TWO = ("ART", "WHO")
#: Below this width, in em, the two places stand below each other.
_BESIDE_EM = 40


class SourcesContent(NamedTuple):
    """What the page is made from; the points are those the article names."""

    points: tuple[Point, ...]
    contradictions: Chapter
    not_known: Chapter
    sources: Sources


class SourcesText(QWidget):
    """The whole page below its title."""

    address_asked = Signal(str)
    #: the id of a part, from the row of links at the top
    part_asked = Signal(str)

    def __init__(self, content: SourcesContent) -> None:
        super().__init__()
        names = content.sources.names
        #: parts by their ids: places, points by code, contradictions, not-known, addresses
        self.parts: dict[str, Heading] = {}
        self._below = below = column(spacing=10)
        titles = (
            ("places", _BOTH),
            ("contradictions", content.contradictions.title),
            ("not-known", content.not_known.title),
            ("addresses", _ADDRESSES),
        )
        links = [button(title, "quiet") for _, title in titles]
        for link, (part, _) in zip(links, titles, strict=True):
            link.clicked.connect(lambda _=False, part=part: self.part_asked.emit(part))
        below.addWidget(flowing(*links, down=0))
        self._begin("places", _BOTH)
        below.addWidget(label(_BOTH_INTRO, "body", "secondary", wraps=True))
        for point in content.points:
            self._add_point(point)
        for part, chapter in (
            ("contradictions", content.contradictions),
            ("not-known", content.not_known),
        ):
            self._begin(part, chapter.title)
            add_chapter(below, chapter, names, inside="bodyStrong")
        self._begin("addresses", _ADDRESSES)
        below.addWidget(label(_ADDRESSES_INTRO, "body", "secondary", wraps=True))
        for standing in SourceStanding:
            below.addSpacing(10)
            below.addWidget(Heading(content.sources.standings[standing], "bodyStrong"))
            for source in content.sources.of(standing):
                below.addLayout(self._source(source))
        self.setLayout(below)

    def _begin(self, part: str, title: str) -> None:
        self._below.addSpacing(18)
        self.parts[part] = heading = Heading(title)
        self._below.addWidget(heading)

    def _add_point(self, point: Point) -> None:
        if point.article is None:
            return
        self._below.addSpacing(10)
        self.parts[point.code] = heading = Heading(
            f"{point.plain} · {point.code} {point.pinyin}", "bodyStrong"
        )
        self._below.addWidget(heading)
        self._below.addWidget(_Places(point.article.place, point.who.place))
        words = AGREE if point.article.agrees else f"{DIFFER} {point.article.difference}".strip()
        self._below.addWidget(label(words, "body", wraps=True))
        self._below.addWidget(label(_besides(point), "small", "secondary", wraps=True))

    def _source(self, source: Source) -> QVBoxLayout:
        name = label(f"{source.name} ({source.id})", "body", wraps=True)
        if not source.url:
            return column(name, label(source.no_url, "small", "secondary", wraps=True), spacing=1)
        address = label(source.url, "small", "secondary", wraps=True)
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        address.setToolTip(source.url)  # no line can break within it
        opens = OpenButton(source)
        opens.clicked.connect(lambda: self.address_asked.emit(source.url))
        return column(name, row((address, 1), opens, spacing=12), spacing=1)


class OpenButton(QPushButton):
    """Opens an address, or copies it by the keys that copy."""

    def __init__(self, source: Source) -> None:
        super().__init__("Open")
        self._url = source.url
        self.setProperty("kind", "link")
        self.setToolTip("Opens the address in your browser; Ctrl+C copies it.")
        self.setAccessibleName(f"Open the address of {source.id}: {source.url}")
        self.setAutoDefault(True)  # Enter presses it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the address, or what a button does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self._url)
        else:
            super().keyPressEvent(event)


def _besides(point: Point) -> str:
    """The sources of a point, those besides the two by the ids they have below."""
    others = [one for one in point.sources if one not in _THE_TWO]
    if not others:
        return "Sources: the article; WHO"
    return f"Sources: the article; WHO. Its card also names {', '.join(others)}; see below."


class _Places(QWidget):
    """Where the article and where the standard put a point, beside or below each other."""

    def __init__(self, article: str, standard: str) -> None:
        super().__init__()
        left, right = frame("article"), frame("standard")
        left.setLayout(place_words("The article says", "articleWord", "◇", article))
        right.setLayout(place_words("WHO standard location", "accentWord", "●", standard))
        self._across = row((left, 1), (right, 1), spacing=12)
        self.setLayout(self._across)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        narrow = width_em(self) < _BESIDE_EM
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._across.direction() is not way:
            self._across.setDirection(way)
