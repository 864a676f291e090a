"""Where lists and card stand on the Press page: two columns, or one panel with tabs.

Must never know what is in them.
"""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from acutimer.ui.kit.pieces import column, holding, row, scrolling
from acutimer.ui.kit.segments import Segments

_LISTS = (("routines", "Routines"), ("points", "Points"))
_CARD = "point"


class SidePanel:
    """Routines and points at the left and the card at the right, or all three in tabs at the right.

    Both lists keep 4 px of their own at each edge, for the focus ring: what scrolls cuts it there.
    ``left`` and ``right`` are the page's places for them.
    """

    def __init__(
        self, left: QWidget, right: QWidget, routines: QWidget, points: QWidget, card: QWidget
    ) -> None:
        self._wide = True
        self._lists = Segments(_LISTS, "Lists")
        self._lists.chosen.connect(self._show_list)
        self._list_pages = QStackedWidget()
        self._list_pages.addWidget(scrolling(routines))
        self._list_pages.addWidget(scrolling(points))
        list_row = row(16, self._lists, None)
        self._left_column = column(list_row, self._list_pages, spacing=6, margins=(8, 12, 8, 8))
        left.setLayout(self._left_column)
        self._tabs = Segments((*_LISTS, (_CARD, "Point")), "Side panel")
        self._tabs.chosen.connect(self._show_tab)
        self._tab_row = holding(row(12, self._tabs, None, margins=(0, 12, 0, 0)))
        self._pages = QStackedWidget()
        self._narrow_column = column(margins=(8, 8, 8, 8))
        self._narrow_lists = holding(self._narrow_column)
        self._pages.addWidget(self._narrow_lists)
        self._pages.addWidget(card)
        right.setLayout(column(self._tab_row, self._pages))

    def show_columns(self, *, wide: bool) -> None:
        """Use both places, or the right one alone."""
        self._wide = wide
        self._tab_row.setVisible(not wide)
        home = self._left_column if wide else self._narrow_column
        home.addWidget(self._list_pages)
        self._list_pages.show()
        if wide:
            self._pages.setCurrentIndex(1)
            self._show_list(self._lists.key)
        else:
            self._show_tab(self._tabs.key)

    def show_card(self) -> None:
        """Bring the card to the front."""
        if not self._wide:
            self._tabs.choose(_CARD)
            self._show_tab(_CARD)

    def name_card(self, name: str) -> None:
        """Name the card's tab."""
        self._tabs.button(_CARD).setText(name)

    def _show_tab(self, key: str) -> None:
        self._pages.setCurrentIndex(int(key == _CARD))
        if key != _CARD:
            self._show_list(key)

    def _show_list(self, key: str) -> None:
        self._list_pages.setCurrentIndex(int(key == "points"))
