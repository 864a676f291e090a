"""A button that is one of several, which a screen reader is told as a radio button.

Qt tells that role by ``autoExclusive``. It then offers assistive technology the action Toggle and
no Press; Toggle switches without a click, and who listens to clicks would not hear of it. Must
never decide which of the several is on: their QButtonGroup does.
"""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


class ChoiceButton(QPushButton):
    """A checkable button; ``clicked`` also tells what a screen reader chose."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        #: whether a click or the program is switching, so that nobody needs to be told
        self._is_known = False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # inside a group this says the role, and no more
        self.toggled.connect(self._tell)

    def setChecked(self, on: bool) -> None:
        """Switch without telling."""
        self._is_known = True
        super().setChecked(on)
        self._is_known = False

    def nextCheckState(self) -> None:
        """A click, of which Qt tells."""
        self._is_known = True
        super().nextCheckState()
        self._is_known = False

    def _tell(self, on: bool) -> None:
        # one that goes off because another goes on has nothing to tell
        if not self._is_known and (on or self._may_go_off()):
            self.clicked[bool].emit(on)  # type: ignore[index]

    def _may_go_off(self) -> bool:
        group = self.group()
        return group is None or not group.exclusive()
