"""Words that break into lines, and a piece beside them, or below where a word would break.

Must never make a page wider than it is.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLabel, QWidget

from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.widths import longest_word_px


class Beside(Flow):
    """The words take what the piece leaves of the width."""

    def __init__(self, words: QLabel, piece: QWidget, *, across: int = 10, down: int = 2) -> None:
        super().__init__(across, down)
        self._words, self._piece = words, piece
        self._spaces_px = across, down
        self.addWidget(words)
        self.addWidget(piece)

    def sizeHint(self) -> QSize:
        """Both beside each other."""
        sizes = [one.sizeHint() for one in (self._words, self._piece) if not one.isHidden()]
        wide = sum(size.width() for size in sizes) + self._spaces_px[0] * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        words, piece = self._words, self._piece
        across, down = self._spaces_px
        wanted = QSize() if piece.isHidden() else piece.sizeHint()
        left = rect.width() - (wanted.width() + across if wanted.isValid() else 0)
        # as wide as the word that needs most, and a pixel that is lost in rounding
        fits = words.isHidden() or left > longest_word_px(words)
        room = max(0, left) if fits else rect.width()
        high = 0 if words.isHidden() else max(words.heightForWidth(room), words.minimumHeight())
        size = QSize(min(wanted.width(), rect.width()), wanted.height())
        if piece.hasHeightForWidth() and size.width() < wanted.width():
            size.setHeight(piece.heightForWidth(size.width()))
        if moves:
            self._put(words, rect, QPoint(0, 0), QSize(room, high))
            at = QPoint(rect.width() - size.width(), 0) if fits else QPoint(0, high + down)
            self._put(piece, rect, at, size)
        return max(high, size.height()) if fits else high + down + size.height()

    def _put(self, part: QWidget, rect: QRect, at: QPoint, size: QSize) -> None:
        x = rect.width() - at.x() - size.width() if self._is_mirrored() else at.x()
        if not part.isHidden():
            part.setGeometry(QRect(rect.topLeft() + QPoint(x, at.y()), size))
