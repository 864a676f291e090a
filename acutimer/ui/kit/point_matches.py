"""The list of points below the field that finds one.

A module of its own: the names of QStyle cost the start 8 ms, and nobody has typed yet. Must never
take the keyboard from the field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from acutimer.core.points import Point

_CODE = Qt.ItemDataRole.UserRole
_PLAIN = Qt.ItemDataRole.UserRole + 1
_PAD_PX = 8


class PointMatches(QListWidget):
    """Points by their everyday names, with their codes behind."""

    def __init__(self, over: QWidget) -> None:
        """``over`` is what it lies over."""
        super().__init__(over)
        self.setAccessibleName("Points that fit")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_NameAndCode(self))
        self.hide()

    def show_points(self, points: Sequence[Point]) -> None:
        """List these and no others."""
        self.clear()
        for point in points:
            item = QListWidgetItem(f"{point.plain}, {point.code}")
            item.setData(_CODE, point.code)
            item.setData(_PLAIN, point.plain)
            self.addItem(item)

    @property
    def chosen_code(self) -> str:
        """The code of the chosen point; empty when there is none."""
        chosen = self.currentItem()
        return str(chosen.data(_CODE)) if self.count() and chosen is not None else ""


class _NameAndCode(QStyledItemDelegate):
    """The everyday name, and the code small and quiet behind it."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        roles = QPalette.ColorRole
        palette, box = option.palette, option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if chosen:
            painter.fillRect(box, palette.color(roles.Highlight))
        strong = palette.color(roles.HighlightedText if chosen else roles.Text)
        inside = box.adjusted(_PAD_PX, 0, -_PAD_PX, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        own, small = option.font, font("caption", option.font)  # pyright: ignore[reportAttributeAccessIssue]
        painter.setFont(own)
        painter.setPen(strong)
        plain = str(index.data(_PLAIN))
        painter.drawText(inside, flags, plain)
        inside.setLeft(inside.left() + painter.fontMetrics().horizontalAdvance(plain) + _PAD_PX)
        painter.setFont(small)
        painter.setPen(strong if chosen else palette.color(roles.PlaceholderText))
        painter.drawText(inside, flags, str(index.data(_CODE)))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """High enough to be hit."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(32, hint.height() + 8))
