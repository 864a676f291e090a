"""The parts of the session page and the room each gets: top, banners, body, column, foot.

Must never know a session: it only arranges.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.pieces import column, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import MIDDLE_EM, SHORT_PX, em_px, width_em
from acutimer.ui.session.banner import SessionBanner
from acutimer.ui.session.column import SessionColumn
from acutimer.ui.session.foot import SessionFoot
from acutimer.ui.session.top import SessionTop

#: Below each of these widths in em one more button of the top row is without its words.
WORDS_EM = (84, 81, 78, 69)
_LEAST_WIDTH, _LEAST_HEIGHT = 600, 490
#: Below this width in em no key stands on the buttons of the top row.
_BARE_EM = 40
#: Below this height, in px or with large text in em, the ring may be smaller and the foot is Pause
#: alone.
_LOW_PX, _LOW_EM = 490, 26


class SessionParts(QWidget):
    """Ring and Pause never leave the view; the picture is the first to give way."""

    def __init__(self, theme: Theme, pictures: Pictures | None) -> None:
        super().__init__()
        self._picture_wanted: bool | None = None
        self.top = SessionTop(theme)
        self.sound_banner = SessionBanner("note")
        self.banner = SessionBanner("caution")
        self.body = AtlasView(theme, pictures=pictures)
        # nothing is chosen here and the arrows lead the session, so no key stops at its points
        self.body.setEnabled(False)
        self.column = SessionColumn(theme)
        self.foot = SessionFoot(theme)
        self.foot.asking_shown.connect(self.column.give_way)
        self._middle = row((self.body, 600), (self.column, 680), spacing=12, margins=(12, 0, 12, 0))
        whole = column()
        self.setLayout(whole)
        # what is least depends on the room there is, so the room must come first
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (self.top, self.sound_banner, self.banner):
            whole.addWidget(part)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.foot)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.top, self.body, self.column, self.foot):
            part.set_theme(theme)

    def toggle_picture(self) -> None:
        """Hide or show the body."""
        self._picture_wanted = self.body.isHidden()
        self.show_room()

    def show_usual_picture(self) -> None:
        """The body where there is room for it, whatever was wanted before."""
        self._picture_wanted = None
        self.show_room()

    def minimumSizeHint(self) -> QSize:
        """What the narrowest arrangement needs, whichever is shown."""
        return QSize(_LEAST_WIDTH, _LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ring and Pause never leave the view."""
        super().resizeEvent(event)
        self.show_room()

    def show_room(self) -> None:
        """Arrange the parts for the size there is."""
        em = width_em(self)
        narrow = em < MIDDLE_EM
        short = self.height() < SHORT_PX
        low = self.height() < max(_LOW_PX, _LOW_EM * em_px(self))
        wordless = sum(em < least for least in WORDS_EM)
        self.top.show_room(narrow=narrow, short=short, wordless=wordless, bare=em < _BARE_EM)
        self.foot.show_room(narrow=narrow, short=short, low=low)
        shown = self._picture_wanted if self._picture_wanted is not None else not narrow
        self.body.setVisible(shown)
        self.body.set_pills(not narrow)
        self.body.set_marker_scale(0.85 if short or narrow else 1.1)
        self.top.show_picture_words(shown=shown)
        self.column.show_room(
            self.width(), self.height(), small_title=short or narrow, feels=not short, low=low
        )
