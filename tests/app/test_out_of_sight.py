"""A window that is hidden for a while needs no pictures, and has them again when it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acutimer.app.out_of_sight import OutOfSight
from acutimer.places import resource_path
from acutimer.ui.body_map.picture_files import Tint
from acutimer.ui.body_map.pictures import FIRST_VIEW, Pictures
from acutimer.ui.body_map.views import VIEWS_FILE

SIZE = QSize(120, 160)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_pictures_are_let_go_of_after_a_while_and_made_again(window: QWidget) -> None:
    pictures = Pictures(resource_path("body"))
    view = pictures.views("male", VIEWS_FILE).view(FIRST_VIEW)
    watcher = OutOfSight(window, pictures, QObject(window))
    made = pictures.pixmap(view, Tint(), SIZE).toImage()
    assert not watcher.awhile.isActive()
    window.hide()
    assert watcher.awhile.isActive()
    window.show()
    assert not watcher.awhile.isActive()
    window.hide()
    watcher.awhile.timeout.emit()
    assert pictures.kept_bytes == 0
    window.show()
    assert pictures.pixmap(view, Tint(), SIZE).toImage() == made
