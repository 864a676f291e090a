"""The small card leads to the full one, and so does Enter on a marker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.points import Side
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.markers import MarkerLook
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.press.point_card import PointCard
from tests.ui.pages_stage import cut, settle, shown
from tests.ui.pages_stage import text_size as text_size


@pytest.mark.parametrize("width", [300, 352])
def test_the_full_card_is_asked_for_and_nothing_is_cut(qtbot: QtBot, width: int) -> None:
    atlas, _ = load_atlas(resource_path("points.toml"))
    card = PointCard(load_theme("light"), atlas.sources)
    shown(qtbot, card, (width, 640))
    for point in atlas.points:
        card.show_point(point, Side.LEFT, (2, 3), (), light_only=True, in_your_points=False)
        settle(card)
        assert cut(card) == []
    with qtbot.waitSignal(card.full_card_asked):
        card.full_button.click()


def test_enter_on_a_marker_asks_for_more_than_space_does(qtbot: QtBot) -> None:
    atlas = AtlasView(load_theme("light"))
    shown(qtbot, atlas, (600, 640))
    atlas.show_view("nape")
    atlas.set_markers([MarkerLook("GB20", "left"), MarkerLook("GB21", "left")])
    opened: list[object] = []
    atlas._row.opened.connect(opened.append)
    assert atlas.focus_point("GB21", "left")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert opened == []
    with qtbot.waitSignal(atlas.point_chosen):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert opened == [("GB21", "left", False)]
