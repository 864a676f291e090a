"""Pain noted on its own: the small panel, the note, and taking it back.

Must never say "noted" before the note is on disk, nor offer a point that safety switches off.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from acutimer.core.journal import Entry, Moment, Rating
from acutimer.core.point_uses import PointUses
from acutimer.core.points import BOTH_SIDES, Side
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError
from acutimer.storage.resource_files import load_point_uses
from acutimer.ui.body_map.views import ViewsUnreadable
from acutimer.ui.kit.focus_ring import FocusRing
from acutimer.ui.pain.log_panel import LogPanel
from acutimer.ui.pain.places import PainPlaces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acutimer.app.application import App
    from acutimer.core.safety import Verdict
    from acutimer.ui.body_map.regions import V
    from acutimer.ui.body_map.views import BodyView


#: The views on which places are marked.
_VIEWS = ("nape", "face", "side", "side_right")


class PainLog(QObject):
    """The panel and the last note that can still be taken back.

    Places are marked on the figure; where it cannot be read they are boxes to tick.
    """

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._last: Entry | None = None
        self._has_left = False
        #: the number that is asked now; one of before may be written late
        self._asked = object()
        window = app.window
        places = PainPlaces(window.theme, app.pictures, self._views(), self._outlines())
        self.panel = LogPanel(window.theme, window, places, self._read_uses())
        self.panel.rating_given.connect(self._given)
        self.panel.undo_asked.connect(self._take_back)
        self.panel.point_asked.connect(self._show_card)
        self._ring = FocusRing(window.theme, self.panel)
        if isinstance(qt_app := QApplication.instance(), QApplication):
            self._ring.follow(qt_app)
            qt_app.focusChanged.connect(self.panel.follow_focus)

    def _views(self) -> list[BodyView]:
        views = self._app.press.map.atlas.views()
        found: list[BodyView] = []
        if views is None:
            return found
        for one in _VIEWS:
            with suppress(ViewsUnreadable):
                found.append(views.view(one))
        return found

    def _outlines(self) -> Mapping[str, Sequence[Sequence[V]]] | None:
        figure = self._app.guide.figure()
        return figure.regions if figure is not None else None

    def _read_uses(self) -> PointUses:
        """What points are used for; whatever cannot be read is left out and said."""
        try:
            uses, faults = load_point_uses(resource_path("pain-places.toml"))
        except StorageError as fault:
            self._app.window.notices.say("point uses", fault.sentence)
            return PointUses()
        if faults:
            self._app.window.notices.say("point uses", faults[0].sentence)
        return uses

    def begin(self) -> None:
        """Show the panel, ready for a key."""
        self._asked = object()
        self.dress()
        offered = self._offered(self._app.gate.verdict())
        self.panel.offer_points(offered, cards=not self._app.runner.is_running)
        self.panel.begin()

    def leave(self) -> None:
        """Take the panel away for good; what is being written is written all the same."""
        self._has_left = True
        self.panel.close()
        if isinstance(qt_app := QApplication.instance(), QApplication):
            qt_app.focusChanged.disconnect(self.panel.follow_focus)
        self.panel.deleteLater()
        self.deleteLater()

    def dress(self) -> None:
        """Look as the window does."""
        self._ring.set_theme(self._app.window.theme)
        self.panel.set_theme(self._app.window.theme)
        chosen = self._app.preferences
        self.panel.places.set_look(chosen.skin_tone, chosen.picture_brightness)

    def _offered(self, verdict: Verdict | None) -> dict[str, str] | None:
        """The points that may be pressed today, on one side at least, with their names."""
        if verdict is None or not verdict.may_start:
            return None
        return {
            point.code: point.plain_pinyin
            for point in self._app.atlas.points
            if not verdict.is_out(point.code, Side.BOTH)
        }

    def _show_card(self, code: str) -> None:
        """Go to the card of a point, on the side that hurts where only one does."""
        app = self._app
        if app.runner.is_running:
            return
        sides = {place.rpartition(".")[2] for place in self.panel.places.places}
        side = next((one for one in BOTH_SIDES if one.value in sides), Side.LEFT)
        app.show_page("press")
        app.press.chooser.choose_point(code, side)

    def _given(self, value: int, places: tuple[str, ...], note: str) -> None:
        rating = Rating("", value, Moment.NOW, self._app.now(), note=note, places=places)

        asked = self._asked

        def noted(entry: Entry) -> None:
            if asked is self._asked and not self._has_left:
                self._last = entry
                self.panel.show_noted(value)
            self._app.refresh_history()

        def not_saved(sentence: str) -> None:
            if not self._has_left:
                self.panel.show_not_saved(sentence)

        self._app.diary.note_rating(rating, noted, not_saved, asked=asked)

    def _take_back(self) -> None:
        entry, self._last = self._last, None
        if entry is None:
            return

        def taken_back(_: object) -> None:
            if not self._has_left:
                self.panel.show_undone()
            self._app.refresh_history()

        self._app.diary.take_back(entry.id, taken_back)
