"""The small window in the place of the whole one, for a session beside one's work.

One of the two is there, never both: what has to be read or answered is in the whole window, and
brings that back. Must never begin a session but by app.requests, nor leave one without a window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication

from acutimer.app.session_commands import lead
from acutimer.core.window_place import Kept, Rectangle, place_again
from acutimer.storage.window_file import load_window, save_window

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRect

    from acutimer.app.desk import Desk
    from acutimer.app.requests import Requests
    from acutimer.app.sessions import Sessions
    from acutimer.core.events import Event
    from acutimer.ui.session.mini import MiniWindow
    from acutimer.ui.session.page import SessionPage

#: From the edges of the screen, the first time.
_EDGE_PX = 24


class Mini(QObject):
    """Begins sessions in the small window, and changes between the two."""

    def __init__(self, desk: Desk, requests: Requests, sessions: Sessions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._requests = requests
        self._sessions = sessions
        self.window: MiniWindow | None = None
        sessions.mini_asked.connect(lambda: self.show(with_keyboard=True))
        sessions.sound_told.connect(self._happened)
        desk.runner.happened.connect(self._happened)
        desk.window.page_shown.connect(self._page_shown)
        desk.choices.motion_changed.connect(self._set_motion)
        desk.window.installEventFilter(self)

    @property
    def is_shown(self) -> bool:
        """Whether the small window is the one that is there."""
        return self.window is not None and self.window.isVisible()

    def quick(self, name: str) -> None:
        """Begin a session in the small window, by the same gate; else the whole one says why."""

        def told(why_not: str) -> None:
            if why_not:
                self._desk.window.come_forward()
            else:
                self.show(with_keyboard=True)

        self._requests.begin(name, told)

    def show(self, *, with_keyboard: bool) -> None:
        """Show the session in hand in the small window, and hide the whole one."""
        state, page = self._desk.runner.state, self._sessions.page.built
        if state is None or page is None or not self._desk.runner.is_running:
            return
        mini = self._made()
        page.open_eyes()
        mini.begin(state.routine, ask_pain=page.foot.is_asking)
        self._put(mini)
        mini.appear(with_keyboard=with_keyboard)
        self._desk.window.hide()

    def dress(self) -> None:
        """Look as the whole window does."""
        if self.window is not None:
            self.window.set_theme(self._desk.window.theme)
            self._ring.set_theme(self._desk.window.theme)

    def _made(self) -> MiniWindow:
        """The window, made when it is first shown."""
        if self.window is not None:
            return self.window
        from PySide6.QtWidgets import QApplication

        from acutimer.ui.kit.focus_ring import FocusRing
        from acutimer.ui.session.mini import MiniWindow

        desk, theme = self._desk, self._desk.window.theme
        self.window = mini = MiniWindow(
            theme, desk.content.atlas, on_top=desk.choices.now.mini_on_top
        )
        self._ring = FocusRing(theme, mini)
        if isinstance(qt_app := QApplication.instance(), QApplication):
            self._ring.follow(qt_app)
        mini.asked.connect(self._asked)
        mini.ready_asked.connect(desk.runner.ready)
        mini.window_asked.connect(self._open_window)
        mini.on_top_chosen.connect(self._keep_on_top)
        mini.rated_before.connect(lambda value: self._page().foot.strip.cells.choose(value))
        mini.progress_wanted.connect(self._show_progress)
        self._set_motion()
        return mini

    def _page(self) -> SessionPage:
        page = self._sessions.page.built
        assert page is not None  # the small window shows a session that began there
        return page

    # --- what the person asks ---------------------------------------------------------------

    def _asked(self, command: str) -> None:
        """Do what a session's command means here, else open the window that can do it."""
        page, window = self._page(), self._desk.window
        here: dict[str, Callable[[], object]] = {
            "unwell": page.unwell_asked.emit,
            "lengthen": page.lengthen,
            "shorten": page.shorten_asked.emit,
            "restart": page.restart_asked.emit,
            "sound": page.toggle_sound,
            "say_again": page.say_again,
            "keep_length": page.keep_length,
            "signs": window.signs_asked.emit,
            "log_pain": window.log_pain_asked.emit,
            "quit": window.quit_asked.emit,
            "larger": lambda: window.text_asked.emit(1),
            "smaller": lambda: window.text_asked.emit(-1),
            "usual": lambda: window.text_asked.emit(0),
        }
        there: dict[str, Callable[[], object]] = {
            "end": page.ask_how_to_end,
            "close_eyes": page.close_eyes,
            "picture": page.toggle_picture,
            "keys": window.keys_asked.emit,
        }
        if (act := here.get(command)) is not None:
            act()
            self._happened()  # why nothing changed is to be seen too
        elif not lead(self._desk.runner, command):
            self._open_window()
            if (act := there.get(command)) is not None:
                act()

    def _open_window(self) -> None:
        """The whole window, where the session goes on."""
        self._desk.window.come_forward()

    def _keep_on_top(self, on_top: bool) -> None:
        choices = self._desk.choices
        choices.choose(choices.now._replace(mini_on_top=on_top))

    # --- what it shows ----------------------------------------------------------------------

    def _happened(self, _: Sequence[Event] = ()) -> None:
        if self.is_shown:
            self._show_progress()

    def _show_progress(self) -> None:
        """The page is told too: it announces half time and ten seconds, unseen as it is."""
        progress = self._desk.runner.progress()
        if self.window is not None:
            self.window.show_progress(progress)
            self._page().show_progress(progress)
            self.window.show_note(self._page().note)

    def _set_motion(self) -> None:
        if self.window is not None:
            self.window.set_motion(self._desk.choices.moves)

    # --- one of the two ---------------------------------------------------------------------

    def _page_shown(self, key: str) -> None:
        """The session is over, or something is asked: that is in the whole window."""
        if self.is_shown and key != "session":
            assert self.window is not None  # it is shown
            self._desk.window.come_back(with_keyboard=self.window.isActiveWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The whole window comes, whoever called it: the small one goes."""
        if event.type() is QEvent.Type.Show and self.is_shown:
            self.leave()
        return super().eventFilter(watched, event)

    def leave(self) -> None:
        """Hide it, and remember where it was."""
        if self.window is not None and self.is_shown:
            place = Rectangle(*_sides(self.window.geometry()))
            save_window(self._desk.places.mini_state, Kept(place))
            self.window.hide()

    def _put(self, mini: MiniWindow) -> None:
        """Where it was the last time, else into the lower right corner of the screen."""
        screens = [Rectangle(*_sides(one.availableGeometry())) for one in QGuiApplication.screens()]
        size = mini.width(), mini.height()
        kept = load_window(self._desk.places.mini_state)
        place = None
        if kept is not None:
            left, top, width, height = kept.place
            # it hangs at the corner of the screen it was nearest to, whatever its size is now
            screen = max(screens, key=lambda one: _shared(one, kept.place), default=kept.place)
            if left + width / 2 > screen.left + screen.width / 2:
                left += width - size[0]
            if top + height / 2 > screen.top + screen.height / 2:
                top += height - size[1]
            place = place_again(Rectangle(left, top, *size), screens, size)
        if place is None:
            screen = Rectangle(*_sides(QGuiApplication.primaryScreen().availableGeometry()))
            left = screen.left + screen.width - size[0] - _EDGE_PX
            top = screen.top + screen.height - size[1] - _EDGE_PX
            place = Rectangle(left, top, *size)
        # on Wayland a window cannot say where it wants to be, and asking does nothing
        mini.move(place.left, place.top)


def _sides(of: QRect) -> tuple[int, int, int, int]:
    return of.x(), of.y(), of.width(), of.height()


def _shared(one: Rectangle, other: Rectangle) -> int:
    """How much of a place lies on a screen, in square px."""
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
    return max(0, across) * max(0, down)
