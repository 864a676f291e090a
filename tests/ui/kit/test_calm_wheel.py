"""The wheel scrolls the page, and changes no value on the way."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.spin import Spin
from tests.architecture.sources import ROOT, modules

#: A field that takes the wheel: one of Qt's own, or a class made of it alone.
_FIELDS = re.compile(
    r"(= |class \w+\()(QSpinBox|QDoubleSpinBox|QDateTimeEdit|QTimeEdit|QDateEdit|QComboBox)\b"
)
_CALM = re.compile(r"class \w+\(CalmWheel, (QSpinBox|QDateTimeEdit|QComboBox)\):")


def turn_down(over: QWidget) -> bool:
    """Turn the wheel; gives whether the field took it, and Qt would not ask what lies around."""
    at = QPointF(over.rect().center())
    event = QWheelEvent(
        at, over.mapToGlobal(at), QPoint(0, -30), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def test_a_list_and_a_number_leave_the_wheel_to_the_page(qtbot: QtBot) -> None:
    choice, number, plain = Choice("Class of the medicine"), Spin(), QSpinBox()
    choice.addItems(["one", "two", "three"])
    for field in (choice, number, plain):
        qtbot.addWidget(field)
        field.show()
        field.setFocus()
    assert turn_down(plain), "as Qt has it"
    number.setValue(5)
    assert not turn_down(choice)
    assert not turn_down(number)
    assert (choice.currentIndex(), number.value()) == (0, 5)
    number.stepBy(1)
    assert number.value() == 6


def test_no_field_takes_the_wheel() -> None:
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in modules()}
    assert [path for path, text in texts.items() if _FIELDS.search(text)] == []
    assert len([path for path, text in texts.items() if _CALM.search(text)]) > 3
