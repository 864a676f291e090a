"""The legend below the picture of one point: what each sign and layer means.

Only what is shown is explained. Must never mean anything the picture does not show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from acutimer.ui.body_map.finger_path import square_colours
from acutimer.ui.body_map.markers import MarkerState, paint_marker
from acutimer.ui.body_map.zone import paint_zone
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import column, holding, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.kit.theme import Theme

#: What can be explained, and its words.
SIGNS = {
    "who": "WHO place",
    "own": "Your spot; the ring is the WHO place",
    "article": "Article’s place",
    "never": "Never press",
    "way": "Finger path",
    "bone": "Bone",
    "soft": "Soft tissue",
    "measure": "Measuring line",
}
APPROXIMATE = "approximate"


class GuideLegend(QFrame):
    """One sign and its meaning after the other, in as many rows as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme = theme
        self._entries: dict[str, QWidget] = {}
        self._signs: list[_Sign] = []
        for key, words in SIGNS.items():
            sign = _Sign(theme, key)
            text = label(words, "small", "secondary")
            entry = holding(row(sign, text, spacing=8))
            self._signs.append(sign)
            self._entries[key] = entry
        self._approximate = label(APPROXIMATE, "small", "secondary")
        self.setLayout(
            column(
                flowing(*self._entries.values(), self._approximate, across=18, down=6),
                margins=(14, 8, 14, 8),
            )
        )
        self.setAccessibleName("Legend")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # while the body turns, the picture keeps its size
        self.setSizePolicy(policy)

    def show_signs(self, keys: Sequence[str], *, approximate: bool) -> None:
        """Explain these; ``approximate`` says once that what lies under the skin was judged.

        With nothing to explain there is no legend.
        """
        for key, entry in self._entries.items():
            entry.setVisible(key in keys)
        self._approximate.setText(f"Under the skin: {APPROXIMATE}")
        self._approximate.setVisible(approximate)
        self.setVisible(bool(keys) or approximate)
        shown = [SIGNS[key] for key in keys]
        self.setAccessibleDescription(", ".join(shown))

    def shown_words(self) -> list[str]:
        """The words that are shown."""
        words = [SIGNS[key] for key, entry in self._entries.items() if not entry.isHidden()]
        return [*words, *([] if self._approximate.isHidden() else [APPROXIMATE])]

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for sign in self._signs:
            sign.set_theme(theme)


class _Sign(Painted):
    """One sign of the legend."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the widest one."""
        return QSize(30 if self._key in ("way", "never", "bone", "soft", "measure") else 20, 22)

    def paint(self, painter: QPainter) -> None:
        """Draw it as on the picture, a little smaller."""
        box = QRectF(self.rect()).adjusted(2, 4, -2, -4)
        marks = {
            "who": MarkerState.NORMAL,
            "own": MarkerState.NORMAL,
            "article": MarkerState.ARTICLE,
        }
        if self._key in marks:
            paint_marker(painter, box.center(), marks[self._key], self._theme, scale=0.75)
        elif self._key == "never":
            corners = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
            paint_zone(painter, QPolygonF(corners), self._theme, striped=True)
        elif self._key in ("bone", "soft"):
            self._paint_tissue(painter, box)
        else:
            self._paint_line(painter, box)

    def _paint_line(self, painter: QPainter, box: QRectF) -> None:
        ends = QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y())
        if self._key == "measure":
            painter.setPen(QPen(self._theme.colour("markFill"), 1.4))
            tick = QPointF(0, 5)
            painter.drawLine(*ends)
            for end in ends:
                painter.drawLine(end - tick, end + tick)
            return
        dark, light = square_colours(self._theme)
        painter.setPen(QPen(dark, 5, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(*ends)
        dashes = QPen(light, 2.4, c=Qt.PenCapStyle.FlatCap)
        dashes.setDashPattern([3.2, 2.0])
        painter.setPen(dashes)
        painter.drawLine(*ends)

    def _paint_tissue(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        shape = QPainterPath()
        shape.addRoundedRect(box, 6, 6)
        if self._key == "bone":
            painter.fillPath(shape, theme.colour("bone"))
            painter.setPen(QPen(theme.colour("boneLine"), 1.3))
        else:
            painter.fillPath(shape, theme.colour("flesh", 0.3))
            painter.setPen(QPen(theme.colour("fleshLine" if not theme.dark else "flesh", 0.5), 0.9))
            for share in (0.3, 0.5, 0.7):
                height = box.top() + share * box.height()
                painter.drawLine(QPointF(box.left() + 2, height), QPointF(box.right() - 2, height))
            edge = QPen(theme.colour("fleshLine" if not theme.dark else "flesh"), 1.4)
            edge.setDashPattern([1.1, 1.9])
            painter.setPen(edge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
