"""A first start: a strip with three lines, and a look round for who wants one; then never again.

Must never show anything to somebody who has answered the safety questions before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.ui.press.page import PressPage
    from acutimer.ui.window.tour import Stop, Tour
    from acutimer.ui.window.welcome_strip import WelcomeStrip


class Welcome(QObject):
    """The strip while it is there, and the tour while one looks round."""

    def __init__(self, desk: Desk, gate: Gate, press: PressPage, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._gate, self._press = desk, gate, press
        self.strip: WelcomeStrip | None = None
        self.tour: Tour | None = None
        gate.judged.connect(self._look)
        desk.window.page_shown.connect(self._page_shown)
        press.chooser.start_asked.connect(self.finish)
        press.where_made.connect(lambda where: where.start_asked.connect(self.finish))

    def _look(self, _: object) -> None:
        """The answers are known: whether this is a first start."""
        is_new = self._gate.is_new and not self._desk.choices.now.welcomed
        if is_new and self.strip is None:
            self._show_strip()
        elif not is_new and self.strip is not None:
            self._take_strip_away()

    def _show_strip(self) -> None:
        from acutimer.ui.window.welcome_strip import WelcomeStrip

        window = self._desk.window
        self.strip = strip = WelcomeStrip(window)
        strip.start_asked.connect(self._press.chooser.ask_start)
        strip.tour_asked.connect(self._begin_tour)
        strip.closed.connect(self.finish)
        window.add_above(strip)
        strip.setVisible(window.page == "press")
        self._press.bar.show_filled(filled=False)

    def finish(self) -> None:
        """It was seen: the strip goes for good."""
        if self.strip is None:
            return
        choices = self._desk.choices
        choices.choose(choices.now._replace(welcomed=True))
        self._take_strip_away()

    def _take_strip_away(self) -> None:
        strip, self.strip = self.strip, None
        if strip is None:
            return
        had_keyboard = strip.isAncestorOf(self._desk.window.focusWidget())
        strip.hide()
        strip.deleteLater()
        self._press.bar.show_filled(filled=True)
        if had_keyboard and self._desk.window.page == "press":
            self._press.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_shown(self, page: str) -> None:
        if self.strip is not None:
            self.strip.setVisible(page == "press")
        if page != "press":
            self._end_tour()

    # --- the tour ---------------------------------------------------------------------------

    def _begin_tour(self) -> None:
        from acutimer.ui.window.tour import Tour

        self.finish()
        window = self._desk.window
        self.tour = Tour(window, window.theme, self._stops())
        self.tour.ended.connect(self._end_tour)
        self.tour.begin()

    def _end_tour(self) -> None:
        tour, self.tour = self.tour, None
        if tour is None:
            return
        tour.hide()
        tour.deleteLater()
        if self._desk.window.page == "press":
            self._press.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stops(self) -> list[Stop]:
        from acutimer.ui.window.tour import Stop

        press, rail = self._press, self._desk.window.rail

        def routines() -> QWidget:
            """The list that is seen: of the tapped places, or of all routines."""
            if press.where is None or press.routines.isVisible():
                return press.routines
            return press.where.tab.list

        return [
            Stop(
                "Where it hurts",
                "Tap the body there, in one place or several. What lies there is then listed.",
                lambda: press.map,
            ),
            Stop(
                "Routines",
                "Presses in a row, with how long they take. Choose one; it opens and shows its "
                "steps.",
                routines,
            ),
            Stop(
                "Pain right now",
                "Note it from 0 to 10, if you like: one key, 0 to 9, or T for 10.",
                lambda: press.bar.rating,
            ),
            Stop(
                "Start",
                "First, once, come some questions about safety. Then a voice leads you, also with "
                "your eyes closed.",
                lambda: press.bar.start,
            ),
            Stop(
                "History",
                "What you noted, day by day. It stays on this computer.",
                lambda: rail.button("history"),
            ),
        ]
