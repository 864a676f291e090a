"""Only a keyboard: keys go to the window as the desktop sends them, never to a widget by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.conftest import Journey

Key = Qt.Key
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
#: More stops of the Tab key than this is a trap, not a page.
_MOST_STOPS = 200


class Hands:
    """A person at the keyboard; after each key the focus must be somewhere one can see."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._window = journey.app.window
        self._window.activateWindow()
        journey.qtbot.waitUntil(self._window.isActiveWindow)  # type: ignore[attr-defined]

    @property
    def focus(self) -> QWidget:
        """What has the keyboard, which is always in the window and in sight."""
        found = QApplication.focusWidget()
        assert found is not None, f"nothing has the keyboard on {self._window.page!r}"
        # a panel over the window belongs to it
        assert self._window in (found.window(), found.window().parent()), found
        assert found.isVisible(), name_of(found)
        assert seen_part(found).isValid(), f"{name_of(found)} has the keyboard out of sight"
        return found

    @property
    def name(self) -> str:
        """What a screen reader would say has the keyboard."""
        return name_of(self.focus)

    def press(self, *keys: Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press keys one after the other."""
        for key in keys:
            self._press_one(key, held)
            self._journey.settle()
            assert self.focus is not None

    def leave_panel(self, key: Key) -> None:
        """Press the key that closes a panel; the desktop then turns to the window behind it."""
        self._press_one(key, NO_KEY)
        self._window.activateWindow()
        self._journey.settle()

    def _press_one(self, key: Key, held: Qt.KeyboardModifier) -> None:
        active = QApplication.activeWindow()
        assert active is not None, f"no window of ours has the keyboard on {self._window.page!r}"
        handle = active.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, key, held)

    def tab_until(
        self,
        is_there: Callable[[QWidget], bool],
        what: str,
        key: Key = Key.Key_Tab,
        held: Qt.KeyboardModifier = NO_KEY,
    ) -> QWidget:
        """Press Tab (or another key) until the keyboard is where it is wanted."""
        passed: list[str] = []
        for _ in range(_MOST_STOPS):
            if is_there(self.focus):
                return self.focus
            passed.append(self.name)
            self._press_one(key, held)
        raise AssertionError(f"{what} is not reached; passed {passed}")

    def tab_to(self, name: str, **how: object) -> QWidget:
        """Press Tab until what is named so has the keyboard; a page, named too, is no stop."""

        def is_there(one: QWidget) -> bool:
            return name_of(one) == name and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)

        return self.tab_until(is_there, name, **how)  # type: ignore[arg-type]

    def stops(self, held: Qt.KeyboardModifier = NO_KEY) -> list[QWidget]:
        """Every stop of the Tab key (or of Shift+Tab), once round."""
        found: list[QWidget] = []
        key = Key.Key_Backtab if held == SHIFT else Key.Key_Tab
        for _ in range(_MOST_STOPS):
            self._press_one(key, held)
            if self.focus in found:
                return found
            found.append(self.focus)
        raise AssertionError(f"Tab never comes round: {[name_of(one) for one in found]}")


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (text() if callable(text) else "")


def seen_part(widget: QWidget) -> QRect:
    """The part of a widget that is not scrolled or cut away, in its window's pixels."""
    window = widget.window()
    part = QRect(widget.mapTo(window, QPoint()), widget.size())
    around = widget if widget is window else widget.parentWidget()
    while around is not None and around is not window:
        part &= QRect(around.mapTo(window, QPoint()), around.size())
        around = around.parentWidget()
    return part & window.rect()


def focusable(page: QWidget) -> Iterator[QWidget]:
    """Everything on a page that is in use, to be seen and meant to be reached by Tab."""
    for one in page.findChildren(QWidget):
        if (
            one.isVisible()
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and one.focusProxy() is None
        ):
            yield one
