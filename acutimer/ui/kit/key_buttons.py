"""Buttons that show the key that presses them, and boxes to tick with a sign behind the words.

They paint their own inside on the ground the style sheet gives. Must never listen to the keys they
show: their page does.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from acutimer.ui.kit.breaking_button import broken
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import typed
from acutimer.ui.kit.theme import Theme

_GAP = 10
_WRAPPED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
_CAP_PAD_X, _CAP_PAD_Y, _CAP_RADIUS = 7, 2, 5


class CapButton(QPushButton):
    """A push button with an icon before its words and its key after or below them.

    ``ink`` is the colour of icon and words where it is not that of the kind.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        cap: str = "",
        icon_name: str = "",
        kind: str = "",
        *,
        below: bool = False,
        ink: str = "",
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._ink = ink
        self._cap = cap
        self._icon_name = icon_name
        self._below = below
        self._compact = self._bare = False
        if kind:
            self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # a click must not leave the keyboard here, or Space would press it once more
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)  # Enter presses the button that has the keyboard
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.update()

    def show_words(self, text: str, icon_name: str = "") -> None:
        """Other words and, when given, another icon."""
        self.setText(text)
        self._icon_name = icon_name or self._icon_name
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool, *, bare: bool = False) -> None:
        """Only icon and key, or bare the icon; the words stay as tooltip and accessible name."""
        if (compact, bare) == (self._compact, self._bare):
            return
        self._compact, self._bare = compact, bare
        self.setToolTip(self.text() if compact else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, words and key."""
        return self._around(self._inside().size())

    def _around(self, inside: QSize) -> QSize:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self.style().sizeFromContents(
            QStyle.ContentsType.CT_PushButton, option, inside, self
        )

    def minimumSizeHint(self) -> QSize:
        """No word may be cut, but the words may stand below each other."""
        longest = max(self.text().split() or [""], key=len)
        advance = QFontMetrics(self.font()).horizontalAdvance
        spared = max(0, advance(self.text()) - advance(longest)) if not self._below else 0
        whole = self.sizeHint()
        return QSize(whole.width() - spared, whole.height())

    def hasHeightForWidth(self) -> bool:
        """Words that stand below each other need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px for a width in px."""
        return self._around(self._inside(width - self._edges()).size()).height()

    def _edges(self) -> int:
        return self.sizeHint().width() - self._inside().width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's ground, then our inside."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - self._edges()
        inside = self._inside(room)
        inside.moveCenter(self.rect().center())
        at = inside.topLeft()
        tone = self._tone()
        for part, box in self._parts(room):
            placed = QStyle.visualRect(self.layoutDirection(), self.rect(), box.translated(at))
            if part == "icon":
                pixmap = icon(self._icon_name, tone, box.width()).pixmap(box.size())
                painter.drawPixmap(placed.topLeft(), pixmap)
            elif part == "text":
                painter.setFont(self.font())
                painter.setPen(tone)
                # in a box as wide as its advance a line of words would break, by parts of a pixel
                in_lines = box.height() > painter.fontMetrics().height()
                flags = _WRAPPED if in_lines else Qt.AlignmentFlag.AlignCenter.value
                painter.drawText(placed, flags, self.text())
            elif self._below:
                painter.setFont(typed("caption"))
                painter.setPen(self._theme.colour("text2" if self.isEnabled() else "text3"))
                painter.drawText(placed, Qt.AlignmentFlag.AlignCenter, self._cap)
            else:
                filled = self.property("kind") == "primary"
                paint_cap(painter, placed, self._cap, self._theme, tone if filled else None)

    def _tone(self) -> QColor:
        kind = self.property("kind")
        if not self.isEnabled():
            ink = "text3"
        elif kind == "primary":
            ink = "onPrimary"
        elif self.isChecked():
            ink = "onAccentSoft"
        else:
            usual = {"danger": "danger", "quiet": "accent", "link": "accent"}
            ink = self._ink or usual.get(kind, "text")
        return self._theme.colour(ink)

    def _inside(self, room: int | None = None) -> QRect:
        whole = QRect()
        for _, box in self._parts(room):
            whole = whole.united(box)
        return whole

    def _parts(self, room: int | None = None) -> list[tuple[str, QRect]]:
        """Icon, words and key from the left, each centred in the height, or the key below.

        With less ``room`` than that takes, in px, the words stand in more lines.
        """
        metrics = QFontMetrics(self.font())
        words = QSize(metrics.horizontalAdvance(self.text()), metrics.height())
        if self._below:
            small = QFontMetrics(typed("caption"))
            width = max(words.width(), small.horizontalAdvance(self._cap))
            return [
                ("text", QRect(0, 0, width, words.height())),
                ("cap", QRect(0, words.height() + 2, width, small.height())),
            ]
        sizes: list[tuple[str, QSize]] = []
        if self._icon_name:
            side = max(18, round(metrics.height() * 1.05))
            sizes.append(("icon", QSize(side, side)))
        has_cap = self._cap and not (self._bare and self._icon_name)
        cap = cap_size(self._cap) if has_cap else QSize()
        if not (self._compact and self._icon_name):
            others = [size.width() for _, size in sizes] + ([cap.width()] if has_cap else [])
            least = 0 if room is None else room - sum(others) - _GAP * len(others)
            if room is not None and words.width() > least:
                lines = QRect(0, 0, max(1, least), 10_000)
                words = QSize(
                    lines.width(), metrics.boundingRect(lines, _WRAPPED, self.text()).height()
                )
            sizes.append(("text", words))
        if has_cap:
            sizes.append(("cap", cap))
        tallest = max(size.height() for _, size in sizes)
        parts: list[tuple[str, QRect]] = []
        x = 0
        for name, size in sizes:
            parts.append((name, QRect(QPoint(x, (tallest - size.height()) // 2), size)))
            x += size.width() + _GAP
        return parts


class OptionBox(QCheckBox):
    """A box to tick, as large as its words need, with a key or a warning sign behind them."""

    def __init__(self, theme: Theme, text: str, cap: str = "", *, warns: bool = False) -> None:
        super().__init__(text)
        self._theme = theme
        self._cap = cap
        self._warns = warns
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # fixed, it would keep the height of one line
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole of it can be clicked."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Box, words and sign."""
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(words + self._beside_words(), self._height_of(1))

    def minimumSizeHint(self) -> QSize:
        """No word may be cut, but the words may stand below each other."""
        advance = QFontMetrics(self._font()).horizontalAdvance
        longest = max((advance(word) for word in self.text().split()), default=0)
        return QSize(longest + self._beside_words(), self._height_of(1))

    def hasHeightForWidth(self) -> bool:
        """Words that stand below each other need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px for a width in px."""
        return self._height_of(len(self._lines(width)))

    def _beside_words(self) -> int:
        width = 12 + 20 + _GAP + 18
        if self._cap:
            width += _GAP + cap_size(self._cap).width()
        return width + (_GAP + 18 if self._warns else 0)

    def _height_of(self, lines: int) -> int:
        metrics = QFontMetrics(self._font())
        return max(52, metrics.height() + (lines - 1) * metrics.lineSpacing() + 28)

    def _lines(self, width: int) -> list[str]:
        metrics, room = QFontMetrics(self._font()), width - self._beside_words()
        whole = metrics.horizontalAdvance(self.text()) <= room
        return [self.text()] if whole else broken(self.text(), room, metrics)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded box; ticked, it has a stronger line, a ground and a tick."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, colour = self.isChecked(), self._theme.colour
        live = self.isEnabled()
        line = ("accent" if on or self.underMouse() else "lineStrong") if live else "line"
        width = 2 if on else 1
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(colour(line), width))
        painter.setBrush(colour("accentSoft" if on else "surface"))
        painter.drawRoundedRect(box, 10, 10)
        middle = self.height() // 2
        self._paint_tick(painter, self._placed(QRect(13, middle - 10, 20, 20)), on)
        x = 12 + 20 + _GAP
        lines = self._lines(self.width())
        text_width = max(map(QFontMetrics(self._font()).horizontalAdvance, lines), default=0)
        painter.setFont(self._font())
        painter.setPen(colour(("onAccentSoft" if on else "text") if live else "text3"))
        words = self._placed(QRect(x, 0, text_width + 2, self.height()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))
        x += text_width + _GAP
        if self._cap:
            size = cap_size(self._cap)
            place = QRect(QPoint(x, middle - size.height() // 2), size)
            paint_cap(painter, self._placed(place), self._cap, self._theme)
        if self._warns:
            sign = icon("warning", colour("now"), 18).pixmap(QSize(18, 18))
            painter.drawPixmap(self._placed(QRect(x, middle - 9, 18, 18)).topLeft(), sign)
        painter.end()

    def _placed(self, box: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _font(self) -> QFont:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold

    def _paint_tick(self, painter: QPainter, place: QRect, on: bool) -> None:
        colour = self._theme.colour
        painter.setPen(QPen(colour("accent" if on else "lineStrong"), 1.5))
        painter.setBrush(colour("accent" if on else "raised"))
        painter.drawRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 5, 5)
        if not on:
            return
        corner = QPointF(place.topLeft())
        tick = QPainterPath(corner + QPointF(5.2, 10.4))
        tick.lineTo(corner + QPointF(8.8, 14))
        tick.lineTo(corner + QPointF(15, 6.8))
        painter.setPen(QPen(colour("onAccent"), 2, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(tick)


def cap_size(text: str) -> QSize:
    """How large a key cap is."""
    metrics = QFontMetrics(typed("caption"))
    width = metrics.horizontalAdvance(text) + 2 * _CAP_PAD_X
    height = metrics.height() + 2 * _CAP_PAD_Y
    return QSize(max(width, height), height)


def paint_cap(
    painter: QPainter, box: QRect, text: str, theme: Theme, tone: QColor | None = None
) -> None:
    """A key cap; with ``tone`` it stands on a filled ground and shows in that colour only."""
    painter.setPen(QPen(tone or theme.colour("lineStrong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if tone else theme.colour("raised"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), _CAP_RADIUS, _CAP_RADIUS)
    painter.setFont(typed("caption"))
    painter.setPen(tone or theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
