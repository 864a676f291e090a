"""What the marks of the plot mean, drawn with the very marks; each layer is shown or hidden here.

Must never grow wider than the page: it breaks into rows. Must never hide what says that nothing was
noted: a blank day would look like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QIcon, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.core.day_blocks import DAY, FOUR_WEEKS, WEEK, block_size
from acutimer.core.day_lanes import class_letter, class_name, in_order, lanes_of
from acutimer.ui.history.glyphs import GAP, GLYPH, glyph_pixmap
from acutimer.ui.history.words import TYPICAL
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.pieces import breaking_button, button, holding, label, restyle, row, wear

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.kit.theme import Theme

#: Layers that can be hidden, and what they are called.
LAYERS = {
    "raw": "Each rating",
    "median": TYPICAL,
    "pair": "Before → after",
    "session": "Session",
    "headache": "Headache, its worst",
    "medicine": "Medicine",
}
#: In a plot of weeks, or of four weeks, there are fewer layers, and they mean something else.
_BLOCK_WORDS = {
    WEEK: {"raw": "Lowest to highest that week", "median": "Typical that week"},
    FOUR_WEEKS: {"raw": "Lowest to highest in 4 weeks", "median": "Typical in 4 weeks"},
}
#: In more days than these no letter of a medicine has room.
_LETTERS_UP_TO = 63


class Legend(QWidget):
    """All marks in a row, and the keys that walk the days."""

    #: the picture shall be saved
    save_wanted = Signal()
    #: the layers (a frozenset of ids) that are hidden now
    hidden_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.layers: dict[str, QPushButton] = {}
        flow = Flow(14, 2)
        title = label("Pain, 0 to 10", "small")
        wear(title, "small", QFont.Weight.Bold)
        flow.addWidget(title)
        for layer in LAYERS:
            flow.addWidget(self._make_layer(layer))
        self._gap_sign = label("")
        self._gap = holding(row(self._gap_sign, label("Nothing noted", "small", "secondary"),
                                spacing=6))  # fmt: skip
        flow.addWidget(self._gap)
        self.letters = label("", "small", "secondary")
        flow.addWidget(self.letters)
        flow.add_gap()
        keys = holding(
            row(
                label("Days:", "small", "secondary"),
                label("←", "caption", "key"),
                label("→", "caption", "key"),
                spacing=5,
            )
        )
        flow.addWidget(keys)
        self.save = button("Save picture", "link", "Save what the plot shows as PNG or SVG")
        # as heavy as the style sheet draws it, or it would be too narrow for its words
        wear(self.save, "small", QFont.Weight.DemiBold)
        self.save.clicked.connect(self.save_wanted)
        flow.addWidget(self.save)
        self.setLayout(flow)
        self.set_theme(theme)

    def _make_layer(self, layer: str) -> QPushButton:
        made = breaking_button("", "layer")
        wear(made, "small")
        made.setCheckable(True)
        made.setChecked(True)
        made.setIconSize(GLYPH)
        made.toggled.connect(lambda _: self._tell())
        self.layers[layer] = made
        self._name(layer, LAYERS[layer])
        return made

    def _name(self, layer: str, words: str) -> None:
        made = self.layers[layer]
        made.setText(words)
        made.setAccessibleName(f"Show in the plot: {words}")
        made.setToolTip("Hide or show this in the plot")

    @property
    def hidden(self) -> frozenset[str]:
        """The layers that are hidden."""
        return frozenset(layer for layer, made in self.layers.items() if not made.isChecked())

    @property
    def entries(self) -> list[tuple[str, str]]:
        """What is explained now: marks with their words; letters have no mark."""
        found = [
            (layer, made.text())
            for layer, made in self.layers.items()
            if made.isChecked() and not made.isHidden()
        ]
        if not self._gap.isHidden():
            found.append((GAP, "Nothing noted"))
        if not self.letters.isHidden() and "medicine" not in self.hidden:
            found.append(("", self.letters.text()))
        return found

    def _tell(self) -> None:
        for made in self.layers.values():
            restyle(made, "hides", not made.isChecked())
        self.hidden_changed.emit(self.hidden)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        for layer, made in self.layers.items():
            made.setIcon(QIcon(self._glyph(layer)))
        self._gap_sign.setPixmap(self._glyph(GAP))

    def show_content(self, content: HistoryContent) -> None:
        """Leaves out marks of what was not noted: gaps, headaches, medicine and its classes."""
        days = (content.last_day - content.first_day).days + 1
        size = block_size(days)
        words = LAYERS | _BLOCK_WORDS.get(size, {})
        for layer in self.layers:
            self._name(layer, words[layer])
        self.layers["pair"].setVisible(size == DAY)
        self._gap.setVisible(bool(content.gaps))
        lanes = lanes_of(content.day_notes, content.first_day, content.last_day)
        self.layers["headache"].setVisible(bool(lanes.headaches))
        self.layers["medicine"].setVisible(bool(lanes.medicines))
        classes = in_order({one for taken in lanes.medicines.values() for one in taken})
        said = [f"{class_letter(one)} {class_name(one)}" for one in classes]
        if any(len(taken) > 1 for taken in lanes.medicines.values()):
            said.append("+ several kinds")
        self.letters.setText(" · ".join(said))
        self.letters.setVisible(bool(said) and days <= _LETTERS_UP_TO)

    def _glyph(self, mark: str) -> QPixmap:
        """One mark, as the plot paints it."""
        return glyph_pixmap(mark, self._theme, self.letters.font(), self.devicePixelRatioF())
