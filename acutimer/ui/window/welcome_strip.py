"""The strip of a first start: what acutimer is for in three lines, Start, and a way round.

Must never start anything itself, nor come back by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from acutimer.ui.kit.pieces import button, column, holding, label, row
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import MIDDLE_EM, SHORT_PX, WIDE_EM, width_em

_SHORT_TITLE = "Welcome"
_TITLE = "Welcome. A timer and diary for pressing points on yourself."
_LINES = (
    ("Choose", "Tap where it hurts, or take a routine."),
    ("Note", "Pain from 0 to 10. One key, if you like."),
    ("Press by ear", "Eyes closed: a voice leads you."),
)
_FIRST = "First, once: safety in 4 steps"


class WelcomeStrip(QFrame):
    """Title and three lines | Start, Show me around."""

    start_asked = Signal()
    tour_asked = Signal()
    #: Esc: not wanted
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.setProperty("kind", "welcome")
        self.setAccessibleName("Welcome")
        self.setAccessibleDescription(" ".join(f"{title}: {words}" for title, words in _LINES))
        self.start = button("Start", "primary")
        self.start.setAccessibleDescription(_FIRST)
        self.start.clicked.connect(self.start_asked)
        self.tour = button("Show me around")
        self.tour.clicked.connect(self.tour_asked)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for number, (title, words) in enumerate(_LINES, start=1):
            disc = label(str(number), kind="disc")
            disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
            told = column(
                label(title, "bodyStrong"), label(words, "small", "secondary", wraps=True)
            )
            told.setSpacing(1)
            across = row(disc, (told, 1), spacing=10)
            across.setAlignment(disc, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(across, 1)
        self._told = holding(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._first = label(_FIRST, "caption", "secondary", wraps=True)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(8)
        for part in (self.start, self.tour):
            self._buttons.addWidget(part)
        self._title = label(_TITLE, "h2", wraps=True)
        said = column(self._title, self._told, self._first, None, spacing=8)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addLayout(said, 1)
        self._across.addLayout(column(self._buttons, None))
        self.setLayout(self._across)
        window.installEventFilter(self)
        self._show_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc that nothing else on the page wanted."""
        if (
            watched is self._window
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.isVisible()
            and typed_key(event) == "Esc"
        ):
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Less room: smaller margins, and lines below each other or none."""
        super().resizeEvent(event)
        self._show_room()

    def _show_room(self) -> None:
        em = width_em(self._window)
        narrow, wide, low = em < MIDDLE_EM, em >= WIDE_EM, self._window.height() < SHORT_PX
        tiny = narrow and low
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._title.setText(_SHORT_TITLE if tiny else _TITLE)
        self._across.setDirection(down if narrow and not tiny else across)
        self._across.setSpacing(10 if narrow else 24)
        self._lines.setDirection(down if narrow else across)
        self._lines.setSpacing(6 if narrow else 16)
        self._buttons.setDirection(across if narrow else down)
        self._told.setVisible(not tiny)
        self._first.setVisible(wide)  # beside the buttons there is room for it
        edge = 24 if wide else 12
        self._across.setContentsMargins(edge, 14 if wide else 6, edge, 12 if wide else 6)
