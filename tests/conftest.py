"""What holds for every test: windows are drawn offscreen, and a busy machine is no defect."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from tests.amounts import examples, left_out

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# a session under test must not be a player on this desktop, keep its screen awake or speak there
os.environ["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/none"
os.environ["SPEECHD_ADDRESS"] = "inet_socket:none"

# How long one example takes says more about the machine than about us; the benchmarks measure.
settings.register_profile(
    "acutimer",
    deadline=None,
    max_examples=examples(100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("acutimer")

#: So many tests run between two looks at everything; what a test made itself is looked at after it.
_TESTS_EACH = 100
_run = count(1)


def pytest_sessionstart() -> None:
    """Let no look for garbage come by itself: it may come while Qt paints, or in another thread.

    It then deletes windows that earlier tests left, which crashes Qt now and then.
    """
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Pass over most cases of dear tests when everything is run, and say how many."""
    passed_over = left_out(config, items)
    if passed_over:
        config.hook.pytest_deselected(items=passed_over)
        gone = set(map(id, passed_over))
        items[:] = [item for item in items if id(item) not in gone]


def pytest_collection_finish() -> None:
    """What was loaded for all tests stays, and need not be looked at again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Look for garbage between tests, in the thread that owns the windows.

    A window that is left over costs time with each change of the text size.
    """
    done = yield
    _let_go()
    if next(_run) % _TESTS_EACH:
        gc.collect(1)  # and what the test before it left to this one
    else:
        gc.collect()
    return done


def _let_go() -> None:
    """No key and no button of the mouse stays down: Qt would tell the next test that it is.

    A double click by QTest leaves its button down, a key struck with Shift leaves Shift.
    """
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    held = widgets.QApplication
    if held.mouseButtons().value or held.keyboardModifiers().value:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        nowhere = widgets.QWidget()
        for button in (
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.MiddleButton,
            Qt.MouseButton.RightButton,
        ):
            if held.mouseButtons() & button:
                QTest.mouseRelease(nowhere, button)
        QTest.keyClick(nowhere, Qt.Key.Key_F35)
