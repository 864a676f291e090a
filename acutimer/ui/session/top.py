"""The top row of the session page: which routine, how far, and the buttons for sound and end.

Must never know what its buttons do: the page connects them.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import TypedLabel, row, wear
from acutimer.ui.kit.theme import Theme


class SessionTop(QWidget):
    """Name and progress in words | picture, small window, sound, eyes closed, end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sounds, self._muted = "Tones", False
        self._name = _CutLabel(theme, "h2", "text")
        self._line = _CutLabel(theme, "bodyLarge", "text2")
        self.picture = CapButton(theme, "Show picture", "P", "expand", "toolbar")
        self.mini = CapButton(theme, "Small window", "W", "shrink", "toolbar")
        self.sound = CapButton(theme, "Tones", "M", "speaker", "toolbar")
        self.eyes = CapButton(theme, "Eyes closed", "E", "eye_closed", "toolbar")
        self.eyes.setAccessibleName("Eyes closed: darken the window")
        self.end = CapButton(theme, "End", "Esc", "close", "toolbar")
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.addWidget(self._name)
        self._words.addWidget(self._line)
        self._words.addStretch(1)
        self._across = row(spacing=16)
        self._across.addLayout(self._words, 1)
        for cap_button in self._buttons():
            self._across.addWidget(cap_button)
        self.setLayout(self._across)
        self.show_muted(muted=False)
        self.show_room(narrow=False, short=False)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for part in (self._name, self._line, *self._buttons()):
            part.set_theme(theme)

    def show_name(self, name: str) -> None:
        """The routine."""
        self._name.setText(name)

    def show_line(self, text: str) -> None:
        """ "Step 4 of 6 · 5:22 left in all"."""
        if text != self._line.text():
            self._line.setText(text)

    @property
    def line(self) -> str:
        """What stands beside the name."""
        return self._line.text()

    def _buttons(self) -> tuple[CapButton, ...]:
        # in the order in which they lose their words
        return self.picture, self.mini, self.sound, self.eyes, self.end

    def show_sounds(self, words: str) -> None:
        """What is to be heard while not muted: "Tones"."""
        self._sounds = words
        self.show_muted(muted=self._muted)

    def show_muted(self, *, muted: bool) -> None:
        """Whether anything is heard."""
        self._muted = muted
        words = "Muted" if muted else self._sounds
        self.sound.show_words(words, "speaker_off" if muted else "speaker")
        self.sound.setAccessibleName(f"Sound: {words.lower()}")

    def show_picture_words(self, *, shown: bool) -> None:
        """What the picture button would do now."""
        self.picture.show_words("Hide picture" if shown else "Show picture")

    def show_room(
        self, *, narrow: bool, short: bool, wordless: int = 0, bare: bool = False
    ) -> None:
        """Narrow: two lines and buttons without words; short: a lower row.

        So many of the buttons are ``wordless``, from the sound on, for the time that is left;
        ``bare`` ones have no key on them either.
        """
        self._words.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._words.setSpacing(0 if narrow else 8)
        self._name.set_role("bodyStrong" if narrow else "h2")
        self._line.set_role("small" if narrow else "bodyLarge")
        self._across.setSpacing(8 if narrow else 16)
        side = 16 if narrow or short else 24
        self._across.setContentsMargins(side, 8 if short else 14, side, 4 if short else 8)
        for index, cap_button in enumerate(self._buttons()):
            cap_button.set_compact(narrow or index <= wordless, bare=bare)
        self.picture.setVisible(narrow)


class _CutLabel(TypedLabel):
    """One line that ends in dots where the width ends."""

    def __init__(self, theme: Theme, role: str, token: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("elides", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_role(role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip has the words whole."""
        super().resizeEvent(event)
        self.setToolTip(self.text())

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.update()

    def set_role(self, role: str) -> None:
        """Another type role."""
        wear(self, role)

    def minimumSizeHint(self) -> QSize:
        """Any width."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where it must be."""
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour(self._token))
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), side, text)
        painter.end()
