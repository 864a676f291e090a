"""A page that scrolls as a whole while its parts stand in one column.

Only then: a scroll area would ask for more height than there is. Must never arrange the parts.
"""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class OneColumn:
    """``content`` in the first place of a page's layout, inside a scroll area or by itself."""

    def __init__(self, whole: QVBoxLayout, content: QWidget) -> None:
        self._whole, self._content = whole, content
        self._scroller: QScrollArea | None = None
        whole.insertWidget(0, content, 1)

    def show(self, *, scrolls: bool) -> None:
        """Let the content scroll, or give it exactly the room there is."""
        if scrolls and self._scroller is None:
            from acutimer.ui.kit.pieces import scrolling

            self._whole.removeWidget(self._content)
            self._scroller = scrolling(self._content)
            self._whole.insertWidget(0, self._scroller, 1)
        elif not scrolls and self._scroller is not None:
            self._scroller.takeWidget()
            self._whole.insertWidget(0, self._content, 1)
            self._content.show()
            self._scroller.deleteLater()
            self._scroller = None
