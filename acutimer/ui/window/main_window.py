"""The window: rail and pages, the whole-window pages of a session, the keys that always hold.

Made, it holds pages and an empty place for the rail; ``furnish`` adds rail, notices and keys. Pages
are built when first shown. Must never hide itself for good or decide to quit: it asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.text_size import TextSize
from acutimer.ui.kit.theme import Theme, palette
from acutimer.ui.kit.widths import MIDDLE_EM, RAIL_PX, WIDE_EM, width_em

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from acutimer.ui.kit.app_style import AppStyle
    from acutimer.ui.kit.bound_keys import BoundKeys
    from acutimer.ui.kit.focus_ring import FocusRing
    from acutimer.ui.window.notice_bar import NoticeBar
    from acutimer.ui.window.rail import Rail

#: What the window can be made at least; below that pages could not keep their promises.
LEAST_WIDTH, LEAST_HEIGHT = 480, 420
#: The pages the rail leads to, with what a screen reader calls them; every other page takes the
#: whole window and names itself.
BESIDE_RAIL = {
    "press": "Press",
    "point": "Point",
    "editor": "Routine editor",
    "history": "History",
    "safety": "Safety",
    "settings": "Settings",
    "handbook": "Handbook",
}
#: So often all is laid out for another text size; and once more by when Qt has put back the fonts
#: that a style sheet had changed.
_ROUNDS, _FONTS_BACK_MS = 2, 30
_MIDDLE_RAIL_PX, _ICON_RAIL_PX = 74, 60
#: The pages that a command of the same id leads to.
_BY_COMMAND = ("press", "history", "safety", "settings")


class MainWindow(QMainWindow):
    """One window for everything."""

    page_asked = Signal(str)
    #: the danger signs shall be shown
    signs_asked = Signal()
    #: the key of the page that is shown from now on
    page_shown = Signal(str)
    log_pain_asked = Signal()
    keys_asked = Signal()
    quit_asked = Signal()
    close_asked = Signal()
    #: text shall be larger (1), smaller (-1) or as usual (0)
    text_asked = Signal(int)
    first_painted = Signal()

    rail: Rail
    notices: NoticeBar
    _ring: FocusRing
    _keys: BoundKeys

    def __init__(self, app: QApplication, theme: Theme, text_size: float = 1.0) -> None:
        """``text_size`` is times the size that the desktop gives."""
        super().__init__()
        self._app = app
        self._text = TextSize(app, text_size)
        self._theme = theme
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self._style: AppStyle | None = None
        self._painted = False
        self._furnished = False
        self.setWindowTitle("Acutimer")
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._stack = QStackedWidget()
        self._rail_place = QWidget()
        self._rail_place.setFixedWidth(RAIL_PX)
        self._column = QVBoxLayout()
        self._column.addWidget(self._stack)
        self._inside = QWidget()
        self._across = QHBoxLayout(self._inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._across.addWidget(self._rail_place)
        self._across.addLayout(self._column)
        self.setCentralWidget(self._inside)
        self._dress()

    def furnish(self) -> None:
        """Add rail, notices, the focus ring and the keys that hold everywhere."""
        from acutimer.ui.kit.access import tell_parts
        from acutimer.ui.kit.focus_ring import FocusRing
        from acutimer.ui.kit.tab_order import tab_after
        from acutimer.ui.window.notice_bar import NoticeBar
        from acutimer.ui.window.rail import Rail

        self._furnished = True
        self.rail = Rail(self._theme)
        self.rail.chosen.connect(self.page_asked)
        self._across.replaceWidget(self._rail_place, self.rail)
        self._rail_place.hide()
        self._rail_place.deleteLater()
        self.rail.show()
        tab_after(self._inside, self.rail)
        self.notices = NoticeBar()
        self._column.insertWidget(0, self.notices)
        # assistive technology reads parts as they lie, the lowest first: rail, notices, page
        self.notices.lower()
        self.rail.lower()
        tell_parts()
        self._ring = FocusRing(self._theme, self)
        self._ring.follow(self._app)
        self._app.focusChanged.connect(self._focus_moved)
        self._bind_keys()
        self._show_rail_width()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        from acutimer.ui.kit.tab_order import bring_into_sight

        if now is not None and self.isAncestorOf(now):
            if self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
                self._wear_style()
            bring_into_sight(now)

    def _wear_style(self) -> None:
        """Our own style, from the first ring, other page or panel on.

        Not at the start: Press has nothing that it draws, and a style in Python is asked for every
        line that is painted.
        """
        if self._style is None:
            from acutimer.ui.kit.app_style import AppStyle

            self._style = AppStyle(self._theme)
            self._app.setStyle(self._style)

    def _bind_keys(self) -> None:
        from acutimer.ui.kit.bound_keys import BoundKeys

        acts: dict[str, Callable[[], object]] = {
            "signs": self.signs_asked.emit,
            "log_pain": self.log_pain_asked.emit,
            "keys": self.keys_asked.emit,
            "quit": self.quit_asked.emit,
            "close": self.close,
            "larger": lambda: self.text_asked.emit(1),
            "smaller": lambda: self.text_asked.emit(-1),
            "usual": lambda: self.text_asked.emit(0),
        }
        for page in _BY_COMMAND:
            acts[page] = lambda page=page: self.page_asked.emit(page)
        self._keys = BoundKeys(self, "everywhere", acts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters of layouts without Latin ones."""
        if not self._furnished or not self._keys.take_key(event):
            super().keyPressEvent(event)

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return self._theme

    def add_page(self, key: str, make: Callable[[], QWidget]) -> None:
        """Name a page that is made when it is first shown."""
        self._factories[key] = make

    def add_above(self, strip: QWidget) -> None:
        """Put a strip between the notices and the page."""
        from acutimer.ui.kit.tab_order import tab_after

        self._column.insertWidget(1, strip)
        tab_after(self.rail, strip)
        # read in the order in which they stand: rail, notices, strip, page
        for part in (strip, self.notices, self.rail):
            part.lower()

    def built(self, key: str) -> QWidget | None:
        """The page when it was shown before."""
        return self._pages.get(key)

    @property
    def page(self) -> str:
        """The page shown."""
        shown = self._stack.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def show_page(self, key: str) -> QWidget:
        """Show a page, alone or beside the rail; gives it."""
        if self._pages:  # the first is Press, with the body
            self._wear_style()
        page = self._pages.get(key)
        if page is None:
            page = self._factories[key]()
            self._pages[key] = page
            if key in BESIDE_RAIL:
                page.setAccessibleName(BESIDE_RAIL[key])
            self._stack.addWidget(page)
        beside_rail = key in BESIDE_RAIL
        if self._furnished:
            self.notices.drop_passing()
            self.rail.setVisible(beside_rail)
            self.rail.show_page(key)
        self._stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(key)
        return page

    def show_icon(self) -> None:
        """Let task bars and window switchers show the program's icon."""
        from acutimer.ui.window.program_icon import program_icon

        self._app.setWindowIcon(program_icon())

    def set_theme(self, theme: Theme) -> None:
        """Dress the whole application in a theme."""
        self._theme = theme
        self._dress()
        if self._style is not None:
            self._style.set_theme(theme)
        if self._furnished:
            self._ring.set_theme(theme)
            self.rail.set_theme(theme)
        for page in self._pages.values():
            if (dress := getattr(page, "set_theme", None)) is not None:
                dress(theme)

    def set_text_size(self, times: float) -> None:
        """Show all text in another size, at once."""
        if self._text.change(times):
            self._dress()
            for _ in range(_ROUNDS):  # what is inside takes its room from what is around
                self._text.lay_out_again()
                self._app.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            QTimer.singleShot(_FONTS_BACK_MS, self, self._text.lay_out_again)

    def come_forward(self, token: str = "") -> None:
        """Show the window and ask for the keyboard; ``token`` is the desktop's leave to do so."""
        import os

        self._wear_style()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        if (handle := self.windowHandle()) is not None:
            handle.requestActivate()

    def come_back(self, *, with_keyboard: bool) -> None:
        """Show a hidden window; without the keyboard it leaves that where it is."""
        self._wear_style()
        self.winId()  # one that was never shown has no handle yet
        handle = self.windowHandle()
        # as Qt itself marks a window that is first shown so; by then it is too late for its widget
        handle.setProperty("_q_showWithoutActivating", not with_keyboard)
        self.show()
        handle.setProperty("_q_showWithoutActivating", False)

    def _dress(self) -> None:
        self._app.setPalette(palette(self._theme))
        # a sheet in place of another makes Qt dress the parts of each part again and again: with
        # every page built that is seconds, where none in between is a fifth of it
        self._app.setStyleSheet("")
        self._app.setStyleSheet(stylesheet(self._theme, self._app.font().pointSizeF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail gives room by width in em, like the pages."""
        super().resizeEvent(event)
        self._show_rail_width()

    def _show_rail_width(self) -> None:
        em = width_em(self)
        narrow = em < MIDDLE_EM
        middle = _MIDDLE_RAIL_PX if em < WIDE_EM else RAIL_PX
        width = _ICON_RAIL_PX if narrow else middle
        if self._furnished:
            self.rail.show_width(icons_only=narrow, width=width)
        else:
            self._rail_place.setFixedWidth(width)  # so that the body stays where it is

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see; what can wait begins then."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The app decides whether closing hides or quits."""
        event.ignore()
        self.close_asked.emit()
