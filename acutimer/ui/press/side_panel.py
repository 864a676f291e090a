"""Where lists, places and card stand on the Press page: two columns, or one panel with tabs.

Must never know what is in them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from acutimer.ui.kit.pieces import column, holding, row, scrolling
from acutimer.ui.kit.segments import Segments

if TYPE_CHECKING:
    from acutimer.ui.press.where_tab import WhereTab

WHERE = "where"
_WHERE_WORDS = "Where does it hurt?"
_LISTS = (("routines", "Routines"), ("points", "Points"))
_CARD = "point"


class SidePanel:
    """Where, routines and points at the left and the card at the right, or all in tabs there.

    Both lists keep 4 px of their own at each edge, for the focus ring: what scrolls cuts it there.
    ``left`` and ``right`` are the page's places for them. The first tab is made by ``make_where``
    when it is first shown; ``tab_shown`` is told the key of the tab that is shown. ``wide`` as in
    ``show_columns``.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        routines: QWidget,
        points: QWidget,
        card: QWidget,
        make_where: Callable[[], WhereTab],
        tab_shown: Callable[[str], None],
        *,
        wide: bool,
    ) -> None:
        self._wide = wide
        self._make_where, self._tab_shown = make_where, tab_shown
        self._where: WhereTab | None = None
        self._lists = Segments(((WHERE, _WHERE_WORDS), *_LISTS), "Lists")
        self._lists.choose("routines")
        _tighten(self._lists, WHERE, *dict(_LISTS))
        self._lists.chosen.connect(self._show_list)
        self._list_pages = QStackedWidget()
        self._left_column = column(row(4, self._lists, None), spacing=6, margins=(8, 12, 8, 8))
        left.setLayout(self._left_column)
        self._tabs = Segments(((WHERE, "Where?"), *_LISTS, (_CARD, "This point")), "Side panel")
        self._tabs.button(WHERE).setAccessibleName(_WHERE_WORDS)
        self._tabs.choose("routines")
        _tighten(self._tabs, WHERE, *dict(_LISTS), _CARD)
        self._tabs.chosen.connect(self._show_tab)
        self._tab_row = holding(row(6, self._tabs, None, margins=(0, 12, 6, 0)))
        self._pages = QStackedWidget()
        right.setLayout(column(self._tab_row, self._pages))
        self._narrow_column = column(margins=(8, 8, 8, 8))
        self._pages.addWidget(holding(self._narrow_column))
        self._pages.addWidget(card)
        # it stands in the window before it is filled
        (self._left_column if wide else self._narrow_column).addWidget(self._list_pages)
        for one in (routines, points):
            scrolling(one, self._list_pages)

    def show_columns(self, *, wide: bool) -> None:
        """Use both places, or the right one alone."""
        if self._wide and not wide:
            self._tabs.choose(self._lists.key)  # the tab that is shown comes along
        self._wide = wide
        self._tab_row.setVisible(not wide)
        home = self._left_column if wide else self._narrow_column
        if home.indexOf(self._list_pages) < 0:
            home.addWidget(self._list_pages)
        self._list_pages.show()
        if self._where is not None:
            self._where.show_columns(wide=wide)
        if wide:
            self._pages.setCurrentIndex(1)
            self._show_list(self._lists.key)
        else:
            self._show_tab(self._tabs.key)

    def show_where(self) -> None:
        """Ask where it hurts."""
        (self._show_list if self._wide else self._show_tab)(WHERE)

    def show_places(self) -> None:
        """Bring the tapped places to the front again, where a card lay over them."""
        if self._where is not None and self._lists.key == WHERE:
            self.show_where()

    def show_card(self) -> None:
        """Bring the card to the front."""
        if self._wide:
            self._pages.setCurrentIndex(1)
        else:
            self._tabs.choose(_CARD)
            self._show_tab(_CARD)

    def _show_tab(self, key: str) -> None:
        self._tabs.choose(key)
        self._pages.setCurrentIndex(int(key == _CARD))
        if key != _CARD:
            self._show_list(key)

    def _show_list(self, key: str) -> None:
        if key == WHERE and self._where is None:
            self._where = where = self._make_where()
            self._list_pages.addWidget(scrolling(where))
            self._pages.addWidget(scrolling(where.beside))
            where.show_columns(wide=self._wide)
        self._lists.choose(key)
        self._list_pages.setCurrentIndex(("routines", "points", WHERE).index(key))
        if self._wide:
            self._pages.setCurrentIndex(2 if key == WHERE else 1)
        else:
            self._tabs.choose(key)
        self._tab_shown(key)


def _tighten(segments: Segments, *keys: str) -> None:
    """Let more of them stand in a row."""
    for key in keys:
        segments.button(key).setProperty("tight", True)
