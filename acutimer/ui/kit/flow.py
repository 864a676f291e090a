"""A row of pieces that breaks into more rows where it is too narrow, like words in a text.

A piece after ``add_gap`` goes to the far end while the row is not broken. Must never make a page
wider than it is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays pieces out in reading order, centred in their row or level with its top."""

    def __init__(self, across: int, down: int, *, fills: bool = False, tops: bool = False) -> None:
        """``fills``: the pieces of a row share what is left of it; ``tops``: they begin level."""
        super().__init__()
        self._fills, self._tops = fills, tops
        self._items: list[QLayoutItem] = []
        self._across, self._down = across, down
        self._gap_before: int | None = None
        #: heights by widths, as Qt asks for the same ones again and again
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def add_gap(self) -> None:
        """What is added from now on goes to the far end, if one row holds everything."""
        self._gap_before = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._arrange(QRect(0, 0, width, 0), moves=False)
        return height

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(s.width() for s in sizes) + self._across * max(0, len(sizes) - 1)
        return QSize(width, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [_least(item) for item in self._shown()]
        return QSize(
            max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0)
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if rows[-1] and used + self._across + width > rect.width():
                rows.append([])
            used = width if not rows[-1] else used + self._across + width
            rows[-1].append(item)
        top = rect.top()
        for held in rows:
            height = max((_size(item, rect.width()).height() for item in held), default=0)
            if moves:
                self._place(held, rect, top, height, is_only_row=len(rows) == 1)
            top += height + self._down
        return max(0, top - self._down - rect.top())

    def _place(
        self, held: list[QLayoutItem], rect: QRect, top: int, height: int, *, is_only_row: bool
    ) -> None:
        widths = [item.sizeHint().width() for item in held]
        left = rect.left()
        spare = rect.width() - sum(widths) - self._across * (len(held) - 1)
        mirrored = self._is_mirrored()
        pushed = self._first_after_gap() if is_only_row else None
        more = max(0, spare) // len(held) if self._fills else 0
        for item, least in zip(held, widths, strict=True):
            width = least + more
            if item is pushed:
                left += max(0, spare)
            size = _size(item, rect.width())
            size.setWidth(min(size.width() + more, rect.width()))
            x = rect.right() + 1 - (left - rect.left()) - size.width() if mirrored else left
            above = 0 if self._tops else (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(x, top + above), size))
            left += width + self._across

    def _first_after_gap(self) -> QLayoutItem | None:
        if self._gap_before is None:
            return None
        return next((i for i in self._items[self._gap_before :] if not i.isEmpty()), None)

    def _is_mirrored(self) -> bool:
        parent = self.parentWidget()
        return (
            isinstance(parent, QWidget)
            and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        )


def _least(item: QLayoutItem) -> QSize:
    """The least of a piece; one that wraps within itself need not be as wide as it likes."""
    widget = item.widget()
    if widget is not None and item.hasHeightForWidth():
        return widget.minimumSizeHint().expandedTo(widget.minimumSize())
    return item.minimumSize()


def _size(item: QLayoutItem, room: int) -> QSize:
    """What a piece takes of a row so wide; one that can wrap within itself becomes higher."""
    wanted = item.sizeHint()
    if wanted.width() <= room:
        return wanted
    high = item.heightForWidth(room) if item.hasHeightForWidth() else wanted.height()
    return QSize(room, high)


class _Firm(QWidget):
    """Never lower than its rows: a layout alone would squeeze them to the height of one."""

    def event(self, event: QEvent) -> bool:
        """Other words or another width may take another number of rows."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            high = self.heightForWidth(self.width())
            if high != self.minimumHeight():
                self.setMinimumHeight(high)
        return done


def flowing(
    *pieces: QWidget | None,
    across: int = 8,
    down: int = 8,
    fills: bool = False,
    tops: bool = False,
    firm: bool = False,
) -> QWidget:
    """A widget whose pieces flow; what comes after None stands at the far end.

    ``firm``: on a page that is too low, something else gives way. The layout itself must never lie
    inside another layout.
    """
    flow = Flow(across, down, fills=fills, tops=tops)
    for piece in pieces:
        if piece is None:
            flow.add_gap()
        else:
            flow.addWidget(piece)
    holder = _Firm() if firm else QWidget()
    holder.setLayout(flow)
    return holder
