"""Where steps, body and form stand in the editor, by the width there is: three columns, two, one.

Must never know what is in them.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from acutimer.ui.kit.may_scroll import MayScroll
from acutimer.ui.kit.pieces import column, frame, holding, row, upright
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.widths import ANY_PX, columns_beside_rail

_LEAST_STEPS_PX = 440
#: The body stays this wide while the steps can give way.
_BODY_PX = 400
_STEPS_PX, _FORM_PX, _NARROW_FORM_PX = 520, 340, 380
_TABS = (("map", "Body"), ("form", "Step"))
#: Heights of the parts below each other, px.
_LEAST = (520, 400, 560)


class EditorRoom:
    """Lays the three parts out in the page."""

    def __init__(self, page: QWidget, steps: QWidget, body: QWidget, form: QWidget) -> None:
        self._page, self._steps, self._body, self._form = page, steps, body, form
        self._columns = 0
        self._tabs = Segments(_TABS, "Beside the steps")
        self._tabs.chosen.connect(lambda _: self._show_tab())
        self._tab_row = holding(row(12, self._tabs, None, margins=(0, 12, 0, 0)))
        self._side = frame("side")
        side = column(self._tab_row)
        self._side.setLayout(side)
        self._side_layout = side
        self._divider = upright()
        self._across = row()
        self._inside = holding(self._across)
        for part in (steps, self._divider, body, self._side):
            self._across.addWidget(part)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._inside, 1)
        self._one_column = MayScroll(whole, self._inside)
        side.addWidget(form, 1)
        self.fit()

    def fit(self) -> None:
        """Take the room there is now."""
        columns = columns_beside_rail(self._page)
        if columns != self._columns:
            self._columns = columns
            self._lay_out(columns)
        if columns == 3:
            spare = self._page.width() - _FORM_PX - _BODY_PX
            self._steps.setFixedWidth(max(_LEAST_STEPS_PX, min(spare, _STEPS_PX)))

    def show_form(self) -> None:
        """Bring the step to the front where it shares its place with the body."""
        if self._columns == 2:
            self._tabs.choose("form")
            self._show_tab()

    def _lay_out(self, columns: int) -> None:
        single, wide = columns == 1, columns == 3
        shared = columns == 2
        if shared:
            self._side_layout.insertWidget(1, self._body, 1)
        else:
            self._across.insertWidget(2, self._body)
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if single else direction.LeftToRight)
        for part, least in zip((self._steps, self._body, self._side), _LEAST, strict=True):
            part.setMinimumHeight(least if single else 0)
        if not wide:
            self._steps.setMinimumWidth(0)
            self._steps.setMaximumWidth(ANY_PX)
        self._across.setStretch(0, 0 if wide else 1)
        self._across.setStretch(2, 1 if wide else 0)
        self._side.setMinimumWidth(0 if single else (_FORM_PX if wide else _NARROW_FORM_PX))
        self._side.setMaximumWidth(ANY_PX if single else (_FORM_PX if wide else _NARROW_FORM_PX))
        self._divider.setVisible(not single)
        self._tab_row.setVisible(shared)
        self._body.show()
        self._form.show()
        if shared:
            self._show_tab()
        self._one_column.show(scrolls=single)

    def _show_tab(self) -> None:
        form = self._tabs.key == "form"
        self._form.setVisible(form)
        self._body.setVisible(not form)
