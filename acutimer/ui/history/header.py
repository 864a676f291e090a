"""The head of History: title, how long a time is shown, in which form, files, and *Log pain*.

Must never do anything by itself: it tells what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from acutimer.ui.history.words import SPANS, TITLE
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, label, row
from acutimer.ui.kit.segments import Segments

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

#: The forms by their keys, with the icon of each.
FORMS = {
    "plot": ("Plot", "history"),
    "table": ("Table", "table"),
    "calendar": ("Calendar", "calendar"),
}
FILES, LOG_PAIN = "Data", "Log pain"
_SIGN_PX, _ACROSS = 18, 12
#: The steps that save room, one after the other.
_ICONS, _REPORT_IN_MENU, _SHORT_LOG, _NO_TITLE = 1, 2, 3, 4


class Header(QWidget):
    """One line from 900 px on; narrower, it breaks into rows."""

    report_asked = Signal()
    #: files that go and come
    export_asked = Signal()
    import_asked = Signal()

    def __init__(self, days: int) -> None:
        super().__init__()
        self.spans = Segments(SPANS, "Time shown")
        self.spans.choose(str(days))
        self.forms = Segments([(key, words) for key, (words, _) in FORMS.items()], "Shown as")
        for key, (words, _) in FORMS.items():
            self.forms.button(key).setAccessibleName(words)
        self.report = button("Report…", "toolbar", "A page for a doctor, to print or to send")
        self.report.clicked.connect(self.report_asked)
        self.files_button = button(FILES, "toolbar", "Files that go and come")
        self.files_button.clicked.connect(self._show_files)
        self.files = QMenu(self)
        self.files.setAccessibleName(FILES)
        #: stands in the menu where its button has no room
        self.report_action = self._action("Report…", self.report_asked)
        self.exporting = self._action("Export…", self.export_asked)
        self.importing = self._action("Import…", self.import_asked)
        self.log_pain, self._cap_px = _log_pain()
        self.title = label(TITLE, "h1")
        files = self.report, self.files_button
        self._pieces = (self.title, self.spans, self.forms, *files, self.log_pain)
        flow = Flow(_ACROSS, 10)
        for piece in self._pieces:
            flow.addWidget(piece)
            if piece is self.title:
                flow.add_gap()
        self.setLayout(flow)
        self.setAccessibleName(TITLE)
        self._save_room(0)

    def _action(self, words: str, told: SignalInstance) -> QAction:
        made = self.files.addAction(words)
        made.triggered.connect(told)
        return made

    def _show_files(self) -> None:
        self.files.popup(self.files_button.mapToGlobal(QPoint(0, self.files_button.height() + 4)))
        self.files.setActiveAction(next(one for one in self.files.actions() if one.isVisible()))

    def fit(self, width: int) -> None:
        """Save room until all stands in one line so wide, as far as that goes."""
        for saved in range(_NO_TITLE + 1):
            self._save_room(saved)
            # with the time shown in any case: what is beside it should stay as it is without
            shown = [one for one in self._pieces if one is self.spans or not one.isHidden()]
            if sum(one.sizeHint().width() + _ACROSS for one in shown) - _ACROSS <= width:
                return

    def _save_room(self, saved: int) -> None:
        """Forms as icons, the report in the menu, Log pain as its key, and no title."""
        self.report.setVisible(saved < _REPORT_IN_MENU)
        self.report_action.setVisible(saved >= _REPORT_IN_MENU)
        is_short = saved >= _SHORT_LOG
        self.log_pain.setText("" if is_short else LOG_PAIN)
        # without words it need not be as wide as a button with some
        least = f"min-width:{_SIGN_PX}px;" if is_short else ""
        self.log_pain.setStyleSheet(f"QPushButton{{{least}padding-right:{self._cap_px}px}}")
        self.title.setVisible(saved < _NO_TITLE)
        for key, (words, _) in FORMS.items():
            form = self.forms.button(key)
            form.setText(words if saved < _ICONS else "")
            form.setToolTip("" if saved < _ICONS else words)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.log_pain.setIcon(icon("plus", theme.colour("text"), _SIGN_PX))
        for key, (_, sign) in FORMS.items():
            self.forms.button(key).setIcon(icon(sign, theme.colour("text2"), _SIGN_PX))
        self.files_button.setIcon(icon("chevron_down", theme.colour("text2"), _SIGN_PX))


def _log_pain() -> tuple[QPushButton, int]:
    """The button, and the room in px that the key cap in it needs."""
    made = button(LOG_PAIN, "toolbar", "Log pain (L)", "Log pain, key L")
    key = label("L", "caption", "key")
    key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inside = row(None, key)
    inside.setAlignment(key, Qt.AlignmentFlag.AlignVCenter)
    inside.setContentsMargins(0, 0, 14, 0)
    made.setLayout(inside)
    return made, key.fontMetrics().horizontalAdvance("L") + 44
