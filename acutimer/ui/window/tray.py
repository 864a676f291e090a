"""The icon in the tray: a short way to what the window offers too, never the only one.

It shows what it is told and says what was chosen; it never looks at the session itself. Idle it has
no timer. A desktop without a tray shows nothing, and a tray that comes late still gets the icon.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from acutimer.core.commands import TRAY_ORDER, When, outside_commands

#: When to look again for a tray that was not there, counted from the look before.
LOOK_AGAIN_MS = (1_000, 2_000, 4_000, 8_000, 15_000, 30_000)
#: The icon is drawn again no sooner, whatever happens; a tray may be at the other end of a bus.
REDRAW_MS = 2_600
#: Nor is it told in words sooner.
TELL_MS = 1_050
#: An arc that moved by less looks the same.
_SEEN_MOVE = 0.02
#: How long something said beside the icon stays.
SAID_MS = 8_000

# The panel's colour is unknown, so no colour of the theme: dark signs on a light disc.
_DARK = QColor("#0C5C68")
_LIGHT = QColor("#F8F6F2")
_TRACK = QColor("#A9BFC1")
_AMBER = QColor("#C47A1A")
_SIZES_PX = (16, 22, 24, 32, 48, 64)
_PAUSE = "pause_or_go_on"
#: The window that Qt makes for the icon in an X11 tray.
NAME_OF_XEMBED_WINDOW = "QSystemTrayIconSys"


class Look(Enum):
    """What the icon shows."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    DUE = "due"


#: Until when reminders can be quiet, from the menu: key and words.
QUIETS = (("hour", "1 hour from now"), ("evening", "18:00"), ("tomorrow", "Tomorrow"))


class Tray(QObject):
    """The tray icon with its menu; call ``appear`` once the event loop is about to run."""

    #: the id of a command of core.commands
    asked = Signal(str)
    #: the id of a routine
    quick_chosen = Signal(str)
    #: a key of QUIETS
    quiet_chosen = Signal(str)
    #: a plain click on the icon: the window comes, or goes
    clicked = Signal()
    #: Whether a tray now shows the icon; while it does not, a hidden window must come back.
    available_changed = Signal(bool)

    def __init__(
        self, routines: Sequence[tuple[str, str, str]] = (), parent: QObject | None = None
    ) -> None:
        """``routines`` are (id, name, length as text), as in set_routines."""
        super().__init__(parent)
        self._look: tuple[Look, float] = (Look.IDLE, 0.0)
        self._drawn: tuple[Look, float] = self._look
        self._words = self._told = self.tr("Acutimer")
        self._lacks_host = False
        self._was_available = False
        self._wanted = False
        self._looks = 0
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.look)
        precise = Qt.TimerType.PreciseTimer
        self._rest = QTimer(self, singleShot=True, interval=REDRAW_MS, timerType=precise)
        self._rest.timeout.connect(self._draw)
        self._breath = QTimer(self, singleShot=True, interval=TELL_MS, timerType=precise)
        self._breath.timeout.connect(self._tell)

        self.menu = QMenu()
        self.menu.setAccessibleName(self.tr("Acutimer"))
        self._quick, self._quiet = QMenu(self.menu), QMenu(self.menu)
        self._session_rows: list[QAction] = []
        self._fill_menu()
        self.set_routines(routines)
        for key, words in QUIETS:
            quiet = self._quiet.addAction(words)
            quiet.setObjectName(f"tray.quiet.{key}")
            quiet.triggered.connect(lambda _=False, key=key: self.quiet_chosen.emit(key))
        self._icon = self._make_icon()
        self._set_session(in_session=False, paused=False)

    # --- what the outside tells ------------------------------------------------------------------

    def available(self) -> bool:
        """Whether the desktop has a tray at this moment, as far as is known."""
        return not self._lacks_host and QSystemTrayIcon.isSystemTrayAvailable()

    def appear(self) -> None:
        """Show the icon now, or as soon as there is a tray."""
        self._wanted = True
        self._looks = 0
        self._was_available = self.available()
        self._appear()
        self.look()
        self.available_changed.emit(self._was_available)

    def leave(self) -> None:
        """Take the icon away, as before the end of the program."""
        self._wanted = False
        for timer in (self._later, self._rest, self._breath):
            timer.stop()
        self._icon.hide()

    def host_changed(self, *, is_lacking: bool) -> None:
        """Whether the icons that the bus keeps are shown by nobody."""
        self._lacks_host = is_lacking
        self.look()

    def look(self) -> None:
        """Look for a tray once more; worth calling whenever the window is shown or hidden."""
        if not self._wanted:
            return
        found = self.available()
        if found != self._was_available:
            self._make_anew()
        self._watch_xembed_window()
        if not found and self._looks < len(LOOK_AGAIN_MS):
            # only to know of it: Qt itself puts the icon into an X11 tray that comes late
            self._later.start(LOOK_AGAIN_MS[self._looks])
            self._looks += 1
        if found != self._was_available:
            self._was_available = found
            self.available_changed.emit(found)

    def say(self, title: str, words: str) -> None:
        """Say something beside the icon for a while, where the desktop can; it takes no focus."""
        if QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(title, words, self._icon.icon(), SAID_MS)

    def set_routines(self, routines: Sequence[tuple[str, str, str]]) -> None:
        """Offer these under Quick session: (id, name, length as text)."""
        self._quick.clear()
        for routine_id, name, length_text in routines:
            action = self._quick.addAction(f"{name.replace('&', '&&')}\t{length_text}")
            action.setObjectName(f"tray.quick.{routine_id}")
            action.triggered.connect(lambda _=False, chosen=routine_id: self._choose_quick(chosen))
        self._quick.menuAction().setEnabled(bool(routines))

    def show_idle(self, due: str = "") -> None:
        """No session runs; ``due`` is the name of a reminder that is about to be offered."""
        self._set_session(in_session=False, paused=False)
        words = self.tr("Acutimer")
        self._show(f"{words}: {due}" if due else words, Look.DUE if due else Look.IDLE, 0.0)

    def show_session(self, status_text: str, fraction: float, paused: bool) -> None:
        """A session runs; ``fraction`` (0 to 1) is what is left, as on the ring of the page."""
        self._status.setText(status_text.replace("&", "&&"))
        self._set_session(in_session=True, paused=paused)
        look = Look.PAUSED if paused else Look.RUNNING
        self._show(status_text, look, min(1.0, max(0.0, fraction)))

    # --- the menu --------------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        """The session's rows, which only a session has, then the rest; each by its command."""
        self._status = self._add("status", only_in_session=True)
        self._status.setEnabled(False)
        in_session = True
        for name in TRAY_ORDER:
            if not name:
                # Not left to Qt, which hides a leading line only in menus that it draws itself.
                self._add("", only_in_session=in_session)
                continue
            command = outside_commands()[name]
            in_session = command.when is When.IN_SESSION
            action = self._add(name, only_in_session=in_session)
            action.setText(command.tray[0])
            if name == _PAUSE:
                self._pause = action
            if name not in ("quick", "quiet"):
                action.triggered.connect(lambda _=False, name=name: self.asked.emit(name))

    def _add(self, name: str, *, only_in_session: bool) -> QAction:
        if not name:
            action = self.menu.addSeparator()
        elif name in ("quick", "quiet"):
            action = self.menu.addMenu(self._quick if name == "quick" else self._quiet)
        else:
            action = self.menu.addAction("")
        action.setObjectName(f"tray.{name}")
        if only_in_session:
            self._session_rows.append(action)
        return action

    def _set_session(self, *, in_session: bool, paused: bool) -> None:
        self._in_session = in_session
        verb = outside_commands()[_PAUSE].tray[paused]
        self._pause.setText(f"{verb}\t{self.tr('Middle click')}")
        for action in self._session_rows:
            action.setVisible(in_session)

    def _choose_quick(self, routine_id: str) -> None:
        self.quick_chosen.emit(routine_id)

    def _click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()
        elif reason == QSystemTrayIcon.ActivationReason.MiddleClick and self._in_session:
            self.asked.emit(_PAUSE)

    # --- the icon --------------------------------------------------------------------------------

    def _make_icon(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(self)
        # Set before it is shown: without a menu Qt tells a tray on the bus that there is none.
        icon.setContextMenu(self.menu)
        icon.setToolTip(self._told)
        icon.setIcon(drawn_icon(*self._drawn))
        icon.activated.connect(self._click)
        return icon

    def _make_anew(self) -> None:
        """The kind of tray is settled when the icon is made, so another tray takes a new icon."""
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = self._make_icon()
        self._appear()

    def _appear(self) -> None:
        # Qt puts an icon that is shown into an X11 tray that comes late; others it only complains
        if self.available() or QGuiApplication.platformName() == "xcb":
            self._icon.show()
        # a tray reads all of it now
        self._rest.start()
        self._breath.start()

    def _watch_xembed_window(self) -> None:
        """Notice at once when an X11 tray dies: Qt hides the icon's window and says nothing."""
        for window in QApplication.topLevelWidgets():
            if window.metaObject().className() == NAME_OF_XEMBED_WINDOW:
                window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the icon's window was hidden; never stops an event."""
        hidden = event.type() == QEvent.Type.Hide and isinstance(watched, QWidget)
        if hidden and self._wanted and not self._later.isActive():
            self._looks = 0
            self._later.start(0)
        return False

    def _show(self, words: str, look: Look, fraction: float) -> None:
        """Tell and draw this, each at once unless it is too soon after the last time."""
        self._words = words
        self._look = look, fraction
        if not self._breath.isActive():
            self._tell()
        if not self._rest.isActive():
            self._draw()

    def _tell(self) -> None:
        """The icon in words, for the pointer and for screen readers."""
        if self._told != self._words:
            self._told = self._words
            self._icon.setToolTip(self._told)
            self._breath.start()

    def _draw(self) -> None:
        look, fraction = self._drawn
        if self._look[0] is not look or abs(self._look[1] - fraction) >= _SEEN_MOVE:
            self._drawn = self._look
            self._icon.setIcon(drawn_icon(*self._drawn))
            self._rest.start()


def drawn_icon(look: Look, fraction: float) -> QIcon:
    """The icon in every size a tray may ask for; ``fraction`` (0 to 1) is the arc."""
    icon = QIcon()
    for size_px in _SIZES_PX:
        pixmap = QPixmap(size_px, size_px)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size_px / 22, size_px / 22)
        _paint(painter, look, fraction)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint(painter: QPainter, look: Look, fraction: float) -> None:
    """The sign on a square of 22, on a light disc that a light panel swallows."""
    around = QRectF(3.25, 3.25, 15.5, 15.5)
    whole = 360 * 16
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_LIGHT)
    painter.drawEllipse(QRectF(0.4, 0.4, 21.2, 21.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look is Look.PAUSED:
        pen = QPen(_DARK, 2.6, c=Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for dash in range(8):
            painter.drawArc(around, round((dash + 0.2) * whole / 8), round(0.6 * whole / 8))
        painter.setPen(QPen(_DARK, 2.2))
        painter.drawLine(QPointF(9.2, 8.6), QPointF(9.2, 13.4))
        painter.drawLine(QPointF(12.8, 8.6), QPointF(12.8, 13.4))
        return
    if look is Look.RUNNING:
        painter.setPen(QPen(_TRACK, 2.6))
        painter.drawEllipse(around)
        painter.setPen(QPen(_DARK, 3.4, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(around, whole // 4, -round(whole * fraction))
    else:
        painter.setPen(QPen(_DARK, 2.6))
        painter.drawEllipse(around)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_DARK)
    painter.drawEllipse(QPointF(11, 11), 2.8, 2.8)
    if look is Look.DUE:
        painter.setPen(QPen(_LIGHT, 1.4))
        painter.setBrush(_AMBER)
        painter.drawEllipse(QPointF(17.4, 4.6), 3.9, 3.9)
