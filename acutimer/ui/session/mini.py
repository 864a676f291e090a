"""The small window of a session: ring, where and how, and the buttons that lead it.

It stands beside one's work, on top where that is chosen. It shows what it is told and asks by the
ids of core.commands. Must never take the keyboard unasked, keep time, or end the session: who
closes it goes back to the window.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from acutimer.core.commands import keys_at
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Routine
from acutimer.core.session import Status
from acutimer.ui.kit.bound_keys import BoundKeys
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import DRAWN_EM_PX, em_px
from acutimer.ui.session.any_key import answers
from acutimer.ui.session.mini_parts import MiniFoot, MiniHead, MiniMiddle
from acutimer.ui.session.pain_strip import PainStrip
from acutimer.ui.session.words import is_waiting, next_change_ms

TITLE = "Small session window"
#: As it is at usual text; larger text makes it larger.
WIDTH_PX, HEIGHT_PX = 460, 268


class MiniWindow(QWidget):
    """Leads through a session beside one's work."""

    #: the id of a command that holds in a session, or everywhere
    asked = Signal(str)
    #: a step that waits was answered by any key
    ready_asked = Signal()
    #: the answer to the pain question of quick sessions
    rated_before = Signal(int)
    #: the whole window instead
    window_asked = Signal()
    #: whether it shall lie above the others from now on
    on_top_chosen = Signal(bool)
    progress_wanted = Signal()

    def __init__(self, theme: Theme, atlas: Atlas, *, on_top: bool) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on_top)
        self._theme, self._atlas = theme, atlas
        self._routine: Routine | None = None
        self._progress: Progress | None = None
        self._calm = True
        self.head, self.middle = MiniHead(theme, on_top=on_top), MiniMiddle(theme)
        self.strip, self.foot = PainStrip("miniRating"), MiniFoot(theme)
        self.strip.show_room(narrow=True)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(1, 1, 1, 1)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.head)
        self._whole.addWidget(self.middle, 1)
        self._whole.addLayout(row(self.strip, margins=(14, 0, 14, 0)))
        self._whole.addWidget(self.foot)
        self._repaint = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._repaint.timeout.connect(self.progress_wanted)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(TITLE)

    def _connect(self) -> None:
        self.head.on_top.clicked.connect(self._choose_on_top)
        self.head.enlarge.clicked.connect(self.window_asked)
        self.head.close_button.clicked.connect(self.window_asked)
        self.strip.rated.connect(self._rated)
        for cap_button, command in self.foot.commands():
            cap_button.clicked.connect(partial(self.asked.emit, command))
        acts = self._asking("session")
        acts["pause_or_go_on"] = self._space_pressed
        acts["mini"] = self.window_asked.emit
        usual = self._asking("everywhere")
        usual["close"] = self.window_asked.emit
        self._keys = (
            BoundKeys(self, "session", acts, repeats=False),
            BoundKeys(self, "everywhere", usual),
        )

    def _asking(self, place: str) -> dict[str, Callable[[], object]]:
        """The commands of a place, each asked for by its id."""
        return {one: partial(self.asked.emit, one) for one in keys_at(place).values()}

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, routine: Routine, *, ask_pain: bool = False) -> None:
        """Take the session in hand; ``ask_pain`` asks until the press begins."""
        self._routine, self._progress = routine, None
        self.setWindowTitle(routine.name)
        self.middle.show_note("")
        if ask_pain:
            self.strip.ask()
        else:
            self.strip.hide()
        self._fit(anew=True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, progress: Progress | None) -> None:
        """Show a moment, and arm the timer for the next visible change."""
        self._progress = progress
        if progress is None or self._routine is None:
            self._repaint.stop()
            return
        if progress.phase.kind.is_pressing and not self.strip.isHidden():
            self.strip.hide()
            self.middle.show_room(asks=False)
        self.head.show_step(self._routine, progress)
        self.middle.show_moment(progress, self._routine, self._atlas, calm=self._calm)
        waits = is_waiting(progress) and not progress.status.is_over
        self.foot.show_status(Status.WAITING if waits else progress.status)
        self._fit()
        self._arm()

    def show_note(self, sentence: str) -> None:
        """Say what is the matter; empty when nothing is."""
        if sentence == self.middle.note.text():
            return
        self.middle.show_note(sentence)
        self._fit()

    def set_motion(self, calm: bool) -> None:
        """True moves calmly; False is Still."""
        self._calm = calm
        self.middle.ring.set_motion(calm)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for part in (self.head, self.middle, self.foot):
            part.set_theme(theme)
        self.update()

    def appear(self, *, with_keyboard: bool) -> None:
        """Come, in front of the others; without the keyboard it leaves that where it is."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not with_keyboard)
        self.show()
        self.raise_()
        if with_keyboard and (handle := self.windowHandle()) is not None:
            handle.requestActivate()

    # --- what the person does ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits rate while that is asked; any key that means nothing else answers a wait."""
        if self.strip.obey(typed_key(event)) or any(one.take_key(event) for one in self._keys):
            return
        waits = self._progress is not None and is_waiting(self._progress)
        on_button = isinstance(self.focusWidget(), QAbstractButton)
        if waits and answers(event, on_button=on_button):
            self.ready_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Where no button is, a hand moves the window."""
        handle = self.windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()
        super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The session goes on in the whole window."""
        event.ignore()
        self.window_asked.emit()

    def _space_pressed(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, CapButton) and focused.hasFocus():
            focused.click()
        else:
            self.asked.emit("pause_or_go_on")

    def _rated(self, value: int) -> None:
        self.middle.show_room(asks=False)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rated_before.emit(value)

    def _choose_on_top(self, on_top: bool) -> None:
        """Qt hides a window whose kind changes, so it comes again as it was."""
        had_keyboard, place = self.isActiveWindow(), self.pos()
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on_top)
        self.move(place)
        self.appear(with_keyboard=had_keyboard)
        self.on_top_chosen.emit(on_top)

    # --- size, time and paint ---------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Larger text takes a larger window."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, lambda: self._fit(anew=True))

    def _fit(self, *, anew: bool = False) -> None:
        """As large as its words need; within a session it never becomes smaller, and so is still.

        ``anew`` forgets how large it was.
        """
        self.middle.show_room(asks=not self.strip.isHidden())
        scale = max(1.0, em_px(self) / DRAWN_EM_PX)
        screen = (self.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        width = min(max(round(WIDTH_PX * scale), self.foot.sizeHint().width()), screen.width())
        self._whole.activate()
        height = max(HEIGHT_PX, self._whole.totalHeightForWidth(width))
        if not anew and width == self.width():
            height = max(height, self.height())
        size = QSize(width, min(height, screen.height()))
        if size != self.size() or self.minimumSize() != size:
            self.setFixedSize(size)

    def _arm(self) -> None:
        wait_ms = next_change_ms(self._progress, calm=self._calm) if self._progress else None
        if wait_ms is None or not self.isVisible():
            self._repaint.stop()
        else:
            self._repaint.start(wait_ms)

    def showEvent(self, event: QShowEvent) -> None:
        """On screen again: what is to be shown now?"""
        super().showEvent(event)
        self.progress_wanted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden, nothing runs here."""
        super().hideEvent(event)
        self._repaint.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground with a hairline around, for no frame of the desktop is there."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        painter.setPen(self._theme.colour("lineStrong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
