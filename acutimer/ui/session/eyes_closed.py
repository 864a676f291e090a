"""The dark over the whole screen while one's eyes are closed; nothing in it moves but the digits.

Any key or click asks for the one big key's command, E and Esc ask for the light, and U says that
one feels unwell. Must never decide what a pause is, count, or keep a timer running while it is not
on the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from acutimer.core.commands import command_at
from acutimer.core.session import Status
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.session.any_key import means_nothing
from acutimer.ui.session.eyes_painting import DarkLook, bar_place, paint_dark, places
from acutimer.ui.session.eyes_words import KEYS_IN_THE_DARK, DarkWords

#: How long the light takes to go and to come back; a hard jump would hurt more than a fade, so
#: Still has one too.
TO_DARK_MS, TO_LIGHT_MS, STILL_MS = 1200, 600, 300
_POINTER_MS = 2000
_WHOLE_SCREEN = Qt.WindowState.WindowFullScreen
#: Light falls evenly when what is mixed in the screen's own values follows this power.
_GAMMA = 2.2
#: The words come when most of the light is gone, or they would stand in those of the page.
_WORDS_FROM = 0.6


class EyesClosed(QWidget):
    """Lies over a window, which fills the screen meanwhile; ``uncover`` brings the light back."""

    #: pause, or "I am ready", or go on: what the one big key does now
    main_asked = Signal()
    light_asked = Signal()
    #: "I feel unwell"
    unwell_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._colours = {name: QColor(value) for name, value in theme.eyes_closed.items()}
        self._look = DarkLook()
        self._status = Status.RUNNING
        self._dark = False
        #: whether the window fills the screen because of us
        self._fills = False
        self._calm = True
        self._share = 0.0
        self.fade = QVariantAnimation(self)
        self.fade.valueChanged.connect(self._set_share)
        self.fade.finished.connect(self._faded)
        self._pointer = QTimer(self)
        self._pointer.setSingleShot(True)
        self._pointer.setInterval(_POINTER_MS)
        self._pointer.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty("ownFocus", True)
        self.setAccessibleDescription(KEYS_IN_THE_DARK)
        self.hide()

    # --- what the page tells ----------------------------------------------------------------

    @property
    def is_dark(self) -> bool:
        """Whether eyes are closed, from the key on that darkens until the one that lightens."""
        return self._dark

    @property
    def share(self) -> float:
        """How far the light is gone, 0 to 1."""
        return self._share

    @property
    def look(self) -> DarkLook:
        """What stands in the dark now."""
        return self._look

    def cover(self, window: QWidget, *, calm: bool) -> None:
        """Darken a whole window and take its keyboard; ``calm`` False is Still."""
        if self.parent() is not window:
            self.setParent(window)
        window.installEventFilter(self)
        self._dark, self._calm = True, calm
        # beside a dark window the rest of the screen would be a lamp
        self._fills = not window.windowState() & _WHOLE_SCREEN
        if self._fills:
            window.setWindowState(window.windowState() | _WHOLE_SCREEN)
        self.setGeometry(window.rect())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._point()
        self._fade_to(1.0, TO_DARK_MS if calm else STILL_MS)

    def uncover(self) -> None:
        """Let the light come back; the keyboard is the page's at once."""
        if not self._dark:
            return
        self._dark = False
        if self._fills:  # maximised or not, as it was before
            window = self.window()
            window.setWindowState(window.windowState() & ~_WHOLE_SCREEN)
        self._pointer.stop()
        self.setCursor(Qt.CursorShape.ArrowCursor)
        # what comes to light can be clicked before it is bright
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=True)
        self._fade_to(0.0, TO_LIGHT_MS if self._calm else STILL_MS)

    def show_words(self, words: DarkWords, status: Status, spoken: str) -> None:
        """Show a moment; ``spoken`` changes only when it should be read out."""
        self._status = status
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
        before = self._look.words
        if words == before:
            return
        self._look = self._look._replace(words=words)
        if words._replace(digits=before.digits, done=before.done) != before:
            self.update()
        else:
            self.update(places(self.size(), self._look)["digits"])
            self.update(bar_place(self.size()))

    def show_caption(self, words: str) -> None:
        """The words of the last cue."""
        self._look = self._look._replace(caption=words)
        self.update()

    def show_banners(self, *texts: str) -> None:
        """What the page says in its banners; empty ones take no room."""
        self._look = self._look._replace(banners=tuple(text for text in texts if text))
        self.update()

    # --- what the person does ---------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Every key is ours before it is a shortcut of the window, but for closing and quitting."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._dark and not _closes(event):
                event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002 - Qt's name
        """Tab is a key like any other."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key pauses; paused, Space goes on; E and Esc bring the light back, U ends it."""
        if _closes(event):
            event.ignore()  # the window's
            return
        event.accept()
        if event.isAutoRepeat() or means_nothing(event.key()) or not self._dark:
            return
        command = command_at("eyes", typed_key(event))
        if command == "light":
            self.light_asked.emit()
        elif command == "unwell":
            self.unwell_asked.emit()
        elif self._status is not Status.PAUSED or command == "main":
            self.main_asked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click pauses like a key, but never goes on: nobody sees what is under the hand."""
        event.accept()
        # the second half of a double click on the button that darkens is no wish to pause
        going_down = self.fade.state() == QVariantAnimation.State.Running and self._share < 0.5
        if self._dark and not going_down and self._status is not Status.PAUSED:
            self.main_asked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer shows while it moves."""
        super().mouseMoveEvent(event)
        if self._dark:
            self._point()

    def _point(self) -> None:
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._pointer.start()

    # --- fading -----------------------------------------------------------------------------

    def _fade_to(self, share: float, whole_ms: int) -> None:
        self.fade.stop()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        if not self.isVisible():  # nobody sees it: be there at once
            self._set_share(share)
            self._faded()
            return
        # while it is set up it would tell values between the old fade and the new
        self.fade.blockSignals(True)
        self.fade.setDuration(max(1, round(whole_ms * abs(share - self._share))))
        self.fade.setStartValue(self._share)
        self.fade.setEndValue(share)
        self.fade.setCurrentTime(0)
        self.fade.blockSignals(False)
        self.fade.start()

    def _set_share(self, share: float) -> None:
        self._share = float(share)
        self.update()

    def _faded(self) -> None:
        if self._dark:
            # all of it is ours now: what lies below need not be painted any more
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=True)
        else:
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Off the screen nothing runs here."""
        super().hideEvent(event)
        self._pointer.stop()
        if self.fade.state() == QVariantAnimation.State.Running:
            self.fade.stop()
            self._set_share(1.0 if self._dark else 0.0)
            if not self._dark:
                self.setVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            parent = self.parentWidget()
            if parent is not None:
                self.setGeometry(parent.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground as dark as the fade has come, and the words as visible."""
        painter = QPainter(self)
        painter.setOpacity(1.0 - (1.0 - self._share) ** (1 / _GAMMA))
        painter.fillRect(event.rect(), self._colours["bg"])
        painter.setOpacity(max(0.0, (self._share - _WORDS_FROM) / (1.0 - _WORDS_FROM)))
        paint_dark(painter, self.size(), self._look, self._colours)
        painter.end()


def _closes(event: QKeyEvent) -> bool:
    """Whether these keys close the window or quit."""
    return command_at("everywhere", typed_key(event)) in ("close", "quit")
