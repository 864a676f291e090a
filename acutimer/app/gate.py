"""What the safety answers allow today, and the page that asks for them.

Must never fail open: without answers, without the table, or before the journal is read, nothing
may start.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.core.safety import Profile, Verdict, judge
from acutimer.core.safety_table import Rules, read_rules
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError
from acutimer.storage.toml_files import load_content

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.safety.page import SafetyPage


class Gate(QObject):
    """The answers of the person, judged whenever something is about to start."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._profile: Profile | None = None
        self._asked_early: Callable[[], None] | None = None
        self.rules = self._read_rules()

    def _read_rules(self) -> Rules | None:
        try:
            return load_content(resource_path("safety.toml"), read_rules)
        except StorageError as fault:
            words = "No session can begin without the safety questions."
            self._app.window.notices.say("rules", f"{fault.sentence} {words}")
            return None

    @property
    def is_open_to_questions(self) -> bool:
        """Whether the table and the answers so far are there to be shown."""
        return self.rules is not None and self._profile is not None

    def verdict(self) -> Verdict | None:
        """What the answers allow today; None before the journal is open or without a table."""
        if self._profile is None or self.rules is None:
            return None
        return judge(self.rules, self._profile, self._app.atlas, self._app.today())

    def when_ready(self, act: Callable[[], None]) -> bool:
        """Act once the answers are known; True when that is now and the caller acts itself."""
        if self._profile is not None:
            return True
        self._asked_early = act
        return False

    def take(self, profile: Profile) -> None:
        """The answers as the journal has them; what was asked for before that happens now."""
        self._profile = profile
        self.refresh()
        asked, self._asked_early = self._asked_early, None
        if asked is not None:
            asked()

    def refresh(self) -> None:
        """Let every page show what holds now."""
        verdict = self.verdict()
        if verdict is None or self._profile is None:
            return
        self._app.press.chooser.show_verdict(verdict)
        page = self.page
        if page is not None and self._app.window.page == "safety":
            page.show_profile(self._profile, verdict, self._app.today())

    def stopped(self, reasons: tuple[str, ...]) -> None:
        """The stop page was shown: pressing rests until the next local day."""
        self._app.diary.stop_shown(reasons)
        if self._profile is not None:
            self._profile = replace(self._profile, stopped_on=self._app.today())
        self.refresh()

    @property
    def page(self) -> SafetyPage | None:
        """The safety page when it was shown before."""
        page: SafetyPage | None = self._app.window.built("safety")  # type: ignore[assignment]
        return page

    def make_page(self) -> SafetyPage:
        """The safety page; only with a table."""
        from acutimer.ui.safety.page import SafetyPage

        assert self.rules is not None
        app = self._app
        page = SafetyPage(self.rules, app.atlas, app.window.theme, app.pictures)
        app.guide.dress(page.panel.body)
        page.answers_given.connect(self._answers_given)
        page.left.connect(lambda: app.show_page("press"))
        page.danger_sign_noted.connect(app.after.show_danger)
        return page

    def _answers_given(self, profile: Profile) -> None:
        app, page = self._app, self.page
        assert page is not None  # the answers came from it
        stopped_on = self._profile.stopped_on if self._profile else None
        profile = replace(profile, confirmed_on=app.today(), stopped_on=stopped_on)

        def saved(_: object) -> None:
            self._profile = profile
            self.refresh()
            if (verdict := self.verdict()) is not None:
                page.show_saved(verdict)
                if verdict.may_start:
                    app.show_page("press")

        app.diary.save_profile(profile, saved, page.show_not_saved)
