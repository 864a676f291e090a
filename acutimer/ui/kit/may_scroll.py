"""A part of a page that scrolls while it has too little room, and else stands there by itself.

Only then: a scroll area would ask for more height than there is. Must never arrange what is in it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from acutimer.ui.kit.widths import ANY_PX


class MayScroll:
    """``content``, which lies in the layout ``around``, inside a scroll area or by itself."""

    def __init__(self, around: QBoxLayout, content: QWidget) -> None:
        self._around, self._content = around, content
        self._area: QScrollArea | None = None

    def show(self, *, scrolls: bool, least_px: int = 0, most_px: int = ANY_PX) -> None:
        """Let the content scroll, within these heights, or give it exactly the room there is."""
        if scrolls and self._area is None:
            from acutimer.ui.kit.pieces import scrolling

            at, stretch = self._take(self._content)
            self._area = scrolling(self._content)
            self._around.insertWidget(at, self._area, stretch)
        elif not scrolls and self._area is not None:
            # by then, for a part that asks again while its room changes
            area, self._area = self._area, None
            at, stretch = self._take(area)
            area.takeWidget()
            self._content.setAutoFillBackground(False)  # as it was before Qt put it in the area
            self._around.insertWidget(at, self._content, stretch)
            self._content.show()
            area.deleteLater()
        if self._area is not None:
            self._area.setMinimumHeight(least_px)
            self._area.setMaximumHeight(max(least_px, most_px))

    def _take(self, part: QWidget) -> tuple[int, int]:
        at = self._around.indexOf(part)
        stretch = self._around.stretch(at)
        self._around.removeWidget(part)
        return at, stretch
