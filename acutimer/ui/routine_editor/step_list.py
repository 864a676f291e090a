"""The steps of the routine being written, one below the other; dragged or moved by Alt and arrows.

Must never change a routine: it tells what was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QCursor,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from acutimer.core.commands import command_at
from acutimer.ui.kit.icons import icon_pixmap
from acutimer.ui.kit.pieces import typed
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key

_ROW = Qt.ItemDataRole.UserRole
#: Between two rows, round the text of one, and to each side of what is painted in it.
_GAP, _PAD, _INSET = 8, 8, 12
_ICON, _DISC = 18, 26
#: What is dragged this near to the edge of what one sees scrolls it.
_EDGE_PX = 40


class Row(NamedTuple):
    """What one row shows; ``number`` is empty for a movement, which has an icon instead."""

    number: str
    icon: str
    name: str
    manner: str
    #: the manner in fewer words
    short: str
    time: str
    #: what a screen reader says, and what it adds
    spoken: str
    notes: str


class StepList(QListWidget):
    """One stop of the Tab key; arrows choose, Alt and arrows move, Delete removes."""

    chosen = Signal(int)
    #: from which place to which
    moved = Signal(int, int)
    remove_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: list[Row] = []
        #: above which step a dragged one would go
        self._gap: int | None = None
        self._delegate = _RowPainter(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Steps")
        self.setAccessibleDescription("Alt and an arrow moves a step, Delete removes it.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "steps")
        self.setDropIndicatorShown(False)  # ours is wider
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.currentRowChanged.connect(self._tell)

    def show_rows(self, rows: Sequence[Row], chosen: int | None) -> None:
        """Show these steps, without telling."""
        moved = (len(rows), chosen) != (self.count(), self.currentRow())
        self.blockSignals(True)
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        while self.count() < len(rows):
            self.addItem(QListWidgetItem())
        for index, row in enumerate(rows):
            item = self.item(index)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, row.notes)
            item.setToolTip(row.notes)
        self._rows = list(rows)
        self.setCurrentRow(-1 if chosen is None else chosen)
        self.blockSignals(False)
        self._fit()
        if moved:  # the new height is laid out by then
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _fit(self) -> None:
        """As high as its steps: what is round it scrolls, so that there is one bar."""
        self.setFixedHeight(max(1, len(self._rows)) * self._delegate.height())
        self.setVisible(bool(self._rows))

    def _bring_into_sight(self) -> None:
        """Scroll what is round the list to the chosen step."""
        if (item := self.currentItem()) is not None:
            rect = self.visualItemRect(item)
            self._scroll_to(rect.top(), rect.height())

    def _scroll_to(self, top: int, height: int, margin: int = 8) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and (inside := around.widget()) is not None:
            middle = self.viewport().mapTo(inside, QPoint(0, top + height // 2))
            around.ensureVisible(0, middle.y(), 0, height // 2 + margin)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def _tell(self, index: int) -> None:
        if index >= 0:
            self._bring_into_sight()
            self.chosen.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow moves, Delete removes; the rest chooses, as in any list."""
        command = command_at("steps", typed_key(event))
        here = self.currentRow()
        if by := {"move_up": -1, "move_down": 1}.get(command, 0):
            if 0 <= here + by < self.count():
                self.moved.emit(here, here + by)
        elif command == "remove_step" and here >= 0:
            self.remove_asked.emit()
        elif event.text().strip():
            event.ignore()  # letters are the window's, not for finding a step
        else:
            super().keyPressEvent(event)

    # --- dragging ---------------------------------------------------------------------------

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802, ARG002 - Qt's name
        """Take hold of the chosen step; Qt's own drag would take its row out afterwards."""
        item = self.currentItem()
        if item is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(self.selectedIndexes()))
        rect = self.visualItemRect(item)
        drag.setPixmap(self.viewport().grab(rect))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - rect.topLeft())
        drag.exec(Qt.DropAction.MoveAction)
        self._show_gap(None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which steps it would go."""
        super().dragMoveEvent(event)
        self._show_gap(self._gap_at(event.position().y()))
        self._scroll_to(round(event.position().y()), 0, _EDGE_PX)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Outside it goes nowhere."""
        super().dragLeaveEvent(event)
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """A dropped step goes where it was let go, in the draft; the list is shown anew then."""
        start, gap = self.currentRow(), self._gap_at(event.position().y())
        event.accept()
        self._show_gap(None)
        to = gap - 1 if gap > start else gap
        if start >= 0 and to != start:
            self.moved.emit(start, to)

    def _gap_at(self, y: float) -> int:
        """How many steps lie above that height."""
        rects = (self.visualItemRect(self.item(index)) for index in range(self.count()))
        return sum(1 for rect in rects if rect.center().y() < y)

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The steps, and a line where a dragged one would go."""
        super().paintEvent(event)
        if self._gap is None or not self.count():
            return
        last = self._gap >= self.count()
        rect = self.visualItemRect(self.item(self.count() - 1 if last else self._gap))
        y = rect.bottom() - _GAP // 2 if last else max(1, rect.top() - _GAP // 2)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._delegate.theme.colour("accent"), 3))
        painter.drawLine(rect.left() + 4, y, rect.right() - 4, y)
        painter.end()


class _RowPainter(QStyledItemDelegate):
    """Paints a step as a card: grip, number, name, manner, time."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    @property
    def disc(self) -> int:
        """The width of a number's disc, px; it grows with the text."""
        return max(_DISC, QFontMetrics(typed("caption")).height() + 6)

    def height(self) -> int:
        """Of one row with the gap below it: room for two lines."""
        lines = 2 * QFontMetrics(QApplication.font()).lineSpacing()
        return max(self.disc + 10, lines) + 2 * _PAD + _GAP

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt's signature
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        return QSize(120, self.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(_ROW)
        if row is None:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        box = rect.adjusted(1, 1, -2, -1 - _GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = "accent" if chosen or hovered else "line"
        painter.setPen(QPen(self.theme.colour(line), 2 if chosen else 1))
        painter.setBrush(self.theme.colour("accentSoft" if chosen else "surface"))
        painter.drawRoundedRect(box, 10, 10)
        self._paint_inside(painter, box, Row(*row), chosen=chosen)
        painter.restore()

    def _paint_inside(self, painter: QPainter, box: QRect, row: Row, *, chosen: bool) -> None:
        ink = self.theme.colour("onAccentSoft" if chosen else "text")
        quiet = ink if chosen else self.theme.colour("text2")
        left, right = box.left() + _INSET, box.right() - _INSET
        self._icon(painter, "grip", quiet.name(), left - 2, box)
        left += _ICON + 6
        if row.number:
            disc = QRect(left, box.center().y() - self.disc // 2 + 1, self.disc, self.disc)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("markFill"))
            painter.drawEllipse(disc)
            painter.setPen(self.theme.colour("markRing"))
            painter.setFont(_bold("caption"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, row.number)
        else:
            self._icon(painter, row.icon, ink.name(), left + 4, box)
        left += self.disc + 12
        self._icon(painter, "chevron", quiet.name(), right - _ICON + 4, box)
        right -= _ICON
        right -= self._text(painter, row.time, QRect(left, box.top(), right - left, box.height()),
                            ink, bold=True, at_end=True) + 12  # fmt: skip
        if row.notes:
            self._icon(painter, "info", quiet.name(), right - _ICON, box)
            right -= _ICON + 8
        room = QRect(left, box.top(), right - left, box.height())
        if not row.manner:
            self._wrapped(painter, (row.name,), room, ink)
            return
        left += max(74, self._text(painter, row.name, room, ink, bold=True) + 12)
        room.setLeft(left)
        self._wrapped(painter, (row.manner, row.short), room, quiet)

    def _icon(self, painter: QPainter, name: str, colour: str, left: int, box: QRect) -> None:
        drawn = icon_pixmap(name, colour, _ICON, 2)
        painter.drawPixmap(QRect(left, box.center().y() - _ICON // 2 + 1, _ICON, _ICON), drawn)

    def _wrapped(self, painter: QPainter, texts: Sequence[str], box: QRect, colour: QColor) -> None:
        """Paints the first text that fits into one line, else the first that fits into two."""
        metrics = QFontMetrics(typed("body"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        flags = left | Qt.TextFlag.TextWordWrap
        for text in texts:
            if metrics.horizontalAdvance(text) <= box.width():
                self._text(painter, text, box, colour)
                return
        for text in texts:
            needed = metrics.boundingRect(box, flags, text)
            if needed.height() <= box.height() - 4 and needed.width() <= box.width():
                painter.setFont(typed("body"))
                painter.setPen(colour)
                painter.drawText(box, flags, text)
                return
        self._text(painter, texts[-1], box, colour)

    def _text(
        self, painter: QPainter, text: str, box: QRect, colour: QColor, *, bold: bool = False,
        at_end: bool = False,
    ) -> int:  # fmt: skip
        """Paints a text in one line, cut with dots where it must; gives its width in px."""
        font = typed("bodyStrong" if bold else "body")
        painter.setFont(font)
        painter.setPen(colour)
        metrics = QFontMetrics(font)
        whole = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, box.width()))
        side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, whole)
        return metrics.horizontalAdvance(whole)


def _bold(role: str) -> QFont:
    font = typed(role)
    font.setBold(True)
    return font
