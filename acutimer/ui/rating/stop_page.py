"""The page that replaces the whole window when pressing must stop.

It names when to call for help and waits to be read. Must never be dismissed by a key that was meant
for the session before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from acutimer.core.commands import command_at
from acutimer.core.safety_table import Rules
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, frame, holding, label, row, scrolling, typed
from acutimer.ui.kit.scroll_keys import scroll_by_key
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import MIDDLE_EM, SHORT_PX, width_em

#: A key pressed sooner than this after the page came was meant for something else.
HOLD_MS = 3000
_WIDEST = 960
_NUMBER_TIMES = 2.4
SLIP = "That was a slip: change my answer"
_OWN_NUMBER = "The number from your Settings, Safety."


class StopPage(QWidget):
    """Why it stopped, when to call for help, the number, and one button.

    ``hold`` is the one-shot timer during which no key dismisses the page.
    """

    #: "I have read this"
    read = Signal()
    #: what led here was a slip; asked for as long as the page is open
    slip_told = Signal()

    def __init__(self, rules: Rules, theme: Theme, hold: QTimer | None = None) -> None:
        super().__init__()
        self._words = rules.stop_page
        self._theme = theme
        self._sign, self._phone = QLabel(), QLabel()
        self._title = label("", "pageTitle", wraps=True)
        self._noted = self._sentence = ""
        self._urgent = False
        self._said = label("", "bodyLarge", "secondary", wraps=True)
        self._said.setTextFormat(Qt.TextFormat.RichText)
        self._number = label("", "h1", "dangerWord")
        self._number_note = label("", "body", "secondary", wraps=True)
        self._rest = label("", "bodyLarge", "secondary", wraps=True)
        self._rest.setTextFormat(Qt.TextFormat.RichText)
        self.done = _ReadButton(self)
        self.done.clicked.connect(self.read)
        self.slip = button(SLIP, "link")
        self.slip.setProperty("tall", True)
        self.slip.clicked.connect(self.slip_told)
        self.hold = hold or QTimer(self)
        self.hold.setSingleShot(True)
        self.hold.setInterval(HOLD_MS)
        self._signs: list[QWidget] = [_bulleted(words) for words in self._lines("ambulance")]
        self._lay_out()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        said = column(self._title, self._said, row(self.slip, None), spacing=8)
        head = row(self._sign, (said, 1), spacing=16)
        head.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self._sign.setContentsMargins(0, 6, 0, 0)
        self._cells = QGridLayout()
        self._cells.setHorizontalSpacing(24)
        self._cells.setVerticalSpacing(8)
        digits = typed("h1")
        digits.setPointSizeF(max(18.0, typed("body").pointSizeF() * _NUMBER_TIMES))
        self._number.setFont(digits)
        call = row(self._phone, self._number, 6, (self._number_note, 1), spacing=12)
        box = frame("ambulance")
        self._inside = column(
            label(self._text("ambulance_title"), "h2", wraps=True), self._cells, call, spacing=14
        )
        box.setLayout(self._inside)
        self._column = column(head, box, self._rest, row(self.done, None), None, spacing=26)
        middle = holding(self._column)
        middle.setMaximumWidth(_WIDEST + 2 * 24)
        content = holding(row(middle))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolling(content)
        whole.addWidget(self._scroll)

    def begin(self, noted: Sequence[str], reason: str, emergency_number: str) -> None:
        """Show why it stopped: reason is session, danger_sign or no_session."""
        assert reason in ("session", "danger_sign", "no_session"), reason
        danger = reason == "danger_sign"
        title = self._text("title" if reason == "session" else "title_no_session")
        self._title.setText(title)
        words = self._text("danger_sign_words") if danger else self._text("rest")
        self._noted = ", ".join(sign[:1].lower() + sign[1:] for sign in noted)
        self._sentence, self._urgent = words, danger
        self._write()
        self._number.setText(emergency_number)
        ours = emergency_number == self._text("emergency_number")
        self._number_note.setText(self._text("emergency_note") if ours else _OWN_NUMBER)
        self._rest.setVisible(not danger)
        self.hold.start()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        spoken = [title, words, self._text("ambulance_title"), *self._lines("ambulance")]
        spoken.append(emergency_number)
        announce(self, ". ".join(sentence.rstrip(".") for sentence in spoken), at_once=True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in other colours."""
        self._theme = theme
        danger = theme.colour("danger")
        self._sign.setPixmap(icon("stop", danger, 32).pixmap(QSize(32, 32)))
        self._phone.setPixmap(icon("phone", danger, 26).pixmap(QSize(26, 26)))
        self._write()

    def _write(self) -> None:
        """The sentences with a stronger part; a rich text names its colour itself."""
        strong = f'<b style="color:{self._theme.colours["text"]}">'
        parts = [f"You noted: {strong}{escape(self._noted)}</b>."] if self._noted else []
        words = escape(self._sentence)
        parts.append(f"{strong}{words}</b>" if self._urgent else words)
        self._said.setText(" ".join(parts))
        title = escape(self._text("none_of_these_title"))
        self._rest.setText(f"{strong}{title}</b> {escape(self._text('none_of_these'))}")

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
        columns = 1 if narrow else 2
        low = self.height() < SHORT_PX
        edge = 16 if narrow else 24
        self._column.setContentsMargins(edge, 20 if low else 60, edge, 20)
        self._column.setSpacing(18 if low else 26)
        self._cells.setVerticalSpacing(8 if low else 13)
        self._inside.setContentsMargins(*((16, 16, 16, 16) if narrow else (28, 24, 28, 22)))
        tall = -(-len(self._signs) // columns)
        for index, sign in enumerate(self._signs):
            self._cells.removeWidget(sign)
            self._cells.addWidget(sign, index % tall, index // tall)
        for index in range(2):
            self._cells.setColumnStretch(index, int(index < columns))
        super().resizeEvent(event)

    def _text(self, key: str) -> str:
        return str(self._words.get(key, ""))

    def _lines(self, key: str) -> list[str]:
        found = self._words.get(key)
        return [str(line) for line in found] if isinstance(found, list) else []


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


def _bulleted(words: str) -> QWidget:
    bullet = label("●", "caption", "dangerWord")
    bullet.setAlignment(Qt.AlignmentFlag.AlignTop)
    bullet.setContentsMargins(0, 4, 0, 0)
    across = row(bullet, (label(words, "bodyLarge", wraps=True), 1), spacing=12)
    return holding(across)
