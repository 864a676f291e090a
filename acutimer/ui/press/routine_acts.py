"""What can be done with routines, below their list: the buttons and the menu of a row.

Must never do any of it: it says what was asked, and of which routine.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import breaking_button, column, holding, label

_ACTS = {
    "new": "New routine",
    "edit": "Edit",
    "duplicate": "Duplicate",
    "share": "Share file",
    "remove": "Remove",
    "file": "Add a routine file…",
}
#: What a button says that has to stand beside the others in one row.
_SHORT = {"share": "Share"}
#: These need no routine to be chosen.
_ANY_TIME = ("new", "file")


def _padded(inside: QWidget, above: int) -> QWidget:
    return holding(column(inside, margins=(13, above, 4, 0)))


class RoutineActs(QWidget):
    """For the chosen routine: edit, duplicate, share, remove; at any time: new, add a file."""

    #: what shall be done (new, file, edit, duplicate, share, remove), with which routine's id
    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._routine_id = ""
        # the list may have been scrolled away from the chosen one
        self.whom = label("", "caption", "secondary", wraps=True)
        self.buttons = {
            key: breaking_button(_SHORT.get(key, text), "toolbar" if key in _ANY_TIME else "link")
            for key, text in _ACTS.items()
        }
        for key, act in self.buttons.items():
            act.clicked.connect(lambda _=False, key=key: self.asked.emit(key, self._routine_id))
            act.setProperty("tall", key not in _ANY_TIME)
        of_chosen = [act for key, act in self.buttons.items() if key not in _ANY_TIME]
        any_time = [self.buttons[key] for key in _ANY_TIME]
        self.setLayout(
            column(
                _padded(self.whom, 10),
                _padded(flowing(*of_chosen, across=10, down=0), 0),
                _padded(flowing(*any_time, across=6, down=6), 10),
            )
        )

    def show_routine(self, routine_id: str, name: str, *, may_go: bool) -> None:
        """Each button says in full what it would do, and with which routine.

        ``may_go`` says that it has a file of the person's own, which can be removed. An empty name
        is none.
        """
        self._routine_id = routine_id
        self.whom.setText(f"For: {name}" if name else "")
        for key, act in self.buttons.items():
            if key not in _ANY_TIME:
                words = f"{_ACTS[key]} {name}" if name else _ACTS[key]
                act.setAccessibleName(words)
                act.setToolTip(words)
                act.setEnabled(bool(name))
        self.buttons["remove"].setVisible(may_go)

    def show_menu(self, routine_id: str, at: QPoint, *, may_go: bool) -> None:
        """The same, of one routine, where the mouse is."""
        menu = QMenu(self)
        for key in ("edit", "duplicate", "share", "remove"):
            if key != "remove" or may_go:
                act = menu.addAction(_ACTS[key])
                act.triggered.connect(lambda _=False, key=key: self.asked.emit(key, routine_id))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
