"""The page that replaces the whole window when pressing must stop.

It names when to call for help and waits to be read. Must never be dismissed by a key that was meant
for the session before it.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from acutimer.core.commands import command_at
from acutimer.core.safety_table import Rules
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.bullets import Bullets
from acutimer.ui.kit.call_row import CallRow
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, frame, holding, label, row, scrolling
from acutimer.ui.kit.scroll_keys import scroll_by_key
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import MIDDLE_EM, SHORT_PX, width_em
from acutimer.ui.rating.stop_words import StopWords

#: A key pressed sooner than this after the page came was meant for something else.
HOLD_MS = 3000
_WIDEST = 960
SLIP = "That was a slip: change my answer"
WHICH = "Say which sign it is"


class StopPage(QWidget):
    """Why it stopped, whom to see, when to call for help, the number, and one button.

    ``hold`` is the one-shot timer during which no key dismisses the page.
    """

    #: "I have read this"
    read = Signal()
    #: what led here was a slip; asked for as long as the page is open
    slip_told = Signal()
    #: the sign that is there shall be named
    which_asked = Signal()

    def __init__(self, rules: Rules, theme: Theme, hold: QTimer | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._sign = QLabel()
        self._title = label("", "pageTitle", wraps=True)
        self._words: StopWords | None = None
        self._said = label("", "bodyLarge", "secondary", wraps=True)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._see = label("", "h2", wraps=True)
        self._see_box = frame("caution")
        see_title = label(str(rules.stop_page.get("see_title", "")), wraps=True)
        self._see_box.setLayout(column(see_title, self._see, spacing=4, margins=(18, 12, 18, 14)))
        self._call = CallRow(theme)
        self._rest = label("", "bodyLarge", "secondary", wraps=True)
        self._rest.setTextFormat(Qt.TextFormat.RichText)
        self.done = _ReadButton(self)
        self.done.clicked.connect(self.read)
        self.which = button(WHICH, "quiet")
        self.which.setProperty("scale", "xl")
        self.which.clicked.connect(self.which_asked)
        self.slip = button(SLIP, "link")
        self.slip.setProperty("tall", True)
        self.slip.clicked.connect(self.slip_told)
        self.hold = hold or QTimer(self)
        self.hold.setSingleShot(True)
        self.hold.setInterval(HOLD_MS)
        lines = rules.stop_page.get("ambulance")
        self._lines = [str(one) for one in lines] if isinstance(lines, list) else []
        self._call_title = str(rules.stop_page.get("ambulance_title", ""))
        self._signs = Bullets(self._lines, "bodyLarge")
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        said = column(self._title, self._said, row(self.slip, None), spacing=8)
        head = row(self._sign, (said, 1), spacing=16)
        head.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self._sign.setContentsMargins(0, 6, 0, 0)
        box = frame("ambulance")
        self._inside = column(
            label(self._call_title, "h2", wraps=True), self._signs, self._call, spacing=14
        )
        box.setLayout(self._inside)
        buttons = Flow(12, 10)
        buttons.addWidget(self.done)
        buttons.addWidget(self.which)
        self._column = column(
            head, self._see_box, box, self._rest, holding(buttons), None, spacing=26
        )
        middle = holding(self._column)
        middle.setMaximumWidth(_WIDEST + 2 * 24)
        content = holding(row(middle))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolling(content)
        whole.addWidget(self._scroll)

    def begin(self, words: StopWords, number: str, number_note: str) -> None:
        """Show why it stopped and what to do; ``number`` is the one to call for help."""
        self._words = words
        self._title.setText(words.title)
        self._see.setText("\n".join(words.see))
        self._see_box.setVisible(bool(words.see))
        self._call.show_number(number, number_note)
        self._write()
        self._rest.setVisible(any(words.rest))
        self.which.setVisible(words.asks_which)
        self._scroll.verticalScrollBar().setValue(0)
        self.hold.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        spoken = [words.title, words.words, *words.see, self._call_title, *self._lines, number]
        announce(self, ". ".join(sentence.rstrip(".") for sentence in spoken), at_once=True)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(" ".join((words.words, *words.see)))

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in other colours."""
        self._theme = theme
        self._sign.setPixmap(icon("stop", theme.colour("danger"), 32).pixmap(QSize(32, 32)))
        self._call.set_theme(theme)
        self._write()

    def _write(self) -> None:
        """The sentences with a stronger part; a rich text names its colour itself."""
        if (told := self._words) is None:
            return
        strong = f'<b style="color:{self._theme.colours["text"]}">'
        parts = [f"You noted: {strong}{escape(told.noted)}</b>."] if told.noted else []
        words = escape(told.words)
        parts.append(f"{strong}{words}</b>" if told.urgent else words)
        self._said.setText(" ".join(parts))
        title, rest = map(escape, told.rest)
        self._rest.setText(f"{strong}{title}</b> {rest}".strip())

    @property
    def takes_keys(self) -> bool:
        """Whether a key may dismiss the page by now."""
        return not self.hold.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space are "I have read this" once the hold is over; Esc does nothing."""
        if _is_read_key(event):
            if self.takes_keys and not event.isAutoRepeat():
                self.read.emit()
        elif not scroll_by_key(self._scroll, event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column of signs where two would be cramped."""
        narrow = width_em(self.window()) < MIDDLE_EM
        low = self.height() < SHORT_PX
        edge = 16 if narrow else 24
        self._column.setContentsMargins(edge, 20 if low else 60, edge, 20)
        self._column.setSpacing(18 if low else 26)
        self._signs.set_columns(1 if narrow else 2)
        self._signs.set_spacing(8 if low else 13)
        self._inside.setContentsMargins(*((16, 16, 16, 16) if narrow else (28, 24, 28, 22)))
        super().resizeEvent(event)


class _ReadButton(QPushButton):
    """The button leaves keys to its page, which knows how long it has been shown."""

    def __init__(self, page: StopPage) -> None:
        super().__init__("I have read this")
        self._page = page
        self.setProperty("kind", "primary")
        self.setProperty("scale", "xl")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only what cannot dismiss is the button's own."""
        if _is_read_key(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_read_key(event: QKeyEvent) -> bool:
    return command_at("stop", typed_key(event)) == "read"
