"""What can be changed of a headache and of medicine only: its end, its class and name.

Must never make up an end: that nobody knows it is one of the answers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.corrections import EntryChange
from acutimer.core.headaches import Headache, HeadacheState
from acutimer.core.medicine import (
    MEDICINE_CLASSES,
    MOST_NAME,
    NO_MEDICINE,
    NO_MEDICINE_WORDS,
    Medicine,
)
from acutimer.ui.history.wall_edit import WallEdit
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.pieces import column, label, row

_STATES = {
    HeadacheState.OPEN: "Still there",
    HeadacheState.ENDED: "It ended at",
    HeadacheState.END_UNKNOWN: "It ended, I do not know when",
}


class HeadacheEnd(QWidget):
    """Whether a headache goes on, and when it ended."""

    def __init__(self, pattern: str, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._headache: Headache | None = None
        self.state = Choice("Whether it goes on")
        for state, words in _STATES.items():
            self.state.addItem(words, state.value)
        self.at = WallEdit("When it ended", pattern)
        self.state.currentIndexChanged.connect(lambda _: self._show_at())
        self.setLayout(column(label("End", "bodyStrong"), row(self.state, self.at, None, spacing=8),
                              spacing=6))  # fmt: skip

    def show_headache(self, headache: Headache) -> None:
        """Takes what is noted; where there is no end, the last moment it was said to be there."""
        self._headache = headache
        self.at.show_moment(headache.ended_at or headache.last_known, self._now())
        self.state.setCurrentIndex(self.state.findData(headache.state.value))
        self._show_at()

    def changed(self, change: EntryChange) -> EntryChange:
        """The change with the end, where that is another."""
        headache = self._headache
        assert headache is not None  # it is shown
        state = HeadacheState(self.state.currentData())
        ended_at = self.at.moment if state is HeadacheState.ENDED else None
        if (state, ended_at) == (headache.state, headache.ended_at):
            return change
        return change._replace(state=state, ended_at=ended_at)

    def _show_at(self) -> None:
        self.at.setVisible(self.state.currentData() == HeadacheState.ENDED.value)


class MedicineKind(QWidget):
    """The class of what was taken, and its name."""

    def __init__(self) -> None:
        super().__init__()
        self._medicine: Medicine | None = None
        self.of_class = Choice("Class of the medicine")
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the medicine")
        self.name.setPlaceholderText("Its name, if you like")
        self.name.setMaxLength(MOST_NAME)
        self.setLayout(column(label("Medicine", "bodyStrong"), row(self.of_class, None), self.name,
                              spacing=6))  # fmt: skip

    def show_medicine(self, medicine: Medicine) -> None:
        """Takes what is noted; a class that only a later acutimer knows stays a choice."""
        self._medicine = medicine
        self.of_class.clear()
        known = {**MEDICINE_CLASSES, NO_MEDICINE: NO_MEDICINE_WORDS}
        known.setdefault(medicine.of_class, medicine.of_class)
        for key, words in known.items():
            self.of_class.addItem(words, key)
        self.of_class.setCurrentIndex(self.of_class.findData(medicine.of_class))
        self.name.setText(medicine.name)

    def changed(self, change: EntryChange) -> EntryChange:
        """The change with class and name, where they are others."""
        medicine = self._medicine
        assert medicine is not None  # it is shown
        of_class, name = str(self.of_class.currentData()), " ".join(self.name.text().split())
        if of_class != medicine.of_class:
            change = change._replace(of_class=of_class)
        return change if name == medicine.name else change._replace(name=name)
