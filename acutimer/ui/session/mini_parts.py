"""The parts of the small session window: its head, the ring with its words, the buttons.

Must never know what a button does: the window connects them.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from acutimer.core.guidance.step_words import heading
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import Phase, Routine
from acutimer.core.session import Status
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import column, label, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import em_px
from acutimer.ui.session.ring import CountdownRing
from acutimer.ui.session.words import ring_of, spoken_of, step_text, words_of

#: Side of the ring in px at least and by the text, and its share while pain is asked about.
_RING_PX, _RING_EM, _ASKING = 132, 8.8, 0.5
_MAIN_WORDS = {
    Status.RUNNING: ("Pause", "pause"),
    Status.PAUSED: ("Resume", "play"),
    Status.WAITING: ("Ready", "play"),
}


class MiniHead(QFrame):
    """Routine and step | on top, the whole window, close."""

    def __init__(self, theme: Theme, *, on_top: bool) -> None:
        super().__init__()
        self.setProperty("kind", "miniHead")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = Elided("", "caption", "secondary")
        self.on_top = _sign(theme, "Stay on top of other windows", "pin")
        self.on_top.setCheckable(True)
        self.on_top.setChecked(on_top)
        self.enlarge = _sign(theme, "Open the whole window", "expand")
        self.close_button = _sign(theme, "Close: go on in the whole window", "close")
        across = row(self._words, *self._signs(), spacing=2, margins=(13, 0, 4, 0))
        across.setStretch(0, 1)
        self.setLayout(across)

    def _signs(self) -> tuple[CapButton, ...]:
        return self.on_top, self.enlarge, self.close_button

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for one in self._signs():
            one.set_theme(theme)

    def show_step(self, routine: Routine, progress: Progress) -> None:
        """ "Desk pause · step 2 of 3"."""
        words = f"{routine.name} · {step_text(progress).lower()}"
        if words != self._words.text():
            self._words.setText(words)


class MiniMiddle(QWidget):
    """The ring; beside it where, the code and the manner, how, and what comes next."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.ring = CountdownRing(theme)
        self.ring.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.title = label("", "h1", wraps=True)
        self.manner = label("", "caption", "secondary", wraps=True)
        self.instruction = label("", "body", wraps=True)
        self.following = label("", "caption", "secondary", wraps=True)
        self.note = label("", "caption", "nowWord", wraps=True)
        self.note.hide()
        self._told: object = None
        #: what the ring was last named for: it is read out when that changes, not every second
        self._named: tuple[Status, Phase] | None = None
        words = column(
            None, self.title, self.manner, self.instruction, self.following, self.note, None,
            spacing=3,
        )  # fmt: skip
        across = row(self.ring, (words, 1), spacing=16, margins=(16, 8, 16, 8))
        across.setAlignment(self.ring, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(across)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.ring.set_theme(theme)

    def show_room(self, *, asks: bool) -> None:
        """While pain is asked about, the ring is small, and what comes next leaves."""
        side = round(max(_RING_PX, _RING_EM * em_px(self)) * (_ASKING if asks else 1))
        if self.ring.minimumWidth() != side:
            self.ring.setFixedSize(side, side)
        self.instruction.setVisible(bool(self.instruction.text()))
        self.following.setVisible(bool(self.following.text()) and not asks)

    def show_note(self, sentence: str) -> None:
        """Something is the matter; empty when nothing is."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))

    def show_moment(
        self, progress: Progress, routine: Routine, atlas: Atlas, *, calm: bool
    ) -> None:
        """Show a moment; the words only when they change."""
        ring = ring_of(progress, routine, calm=calm)
        key = (progress.status, progress.phase, progress.following, ring.head)
        if key != self._told:
            self._told = key
            words = words_of(progress, routine, atlas)
            self.title.setText(words.title)
            self.manner.setText(" · ".join(filter(None, (progress.phase.point, ring.head))))
            self.instruction.setText(words.instruction or words.feel)
            self.following.setText(_next_words(progress, routine, atlas))
        spoken = self.ring.state().spoken
        if (progress.status, progress.phase) != self._named:
            self._named = progress.status, progress.phase
            spoken = spoken_of(progress, routine, atlas)
        # at this size no word can be read in the ring: they stand beside it
        self.ring.show_state(replace(ring, head="", sub="", spoken=spoken))


class MiniFoot(QWidget):
    """This step again, pause, 15 seconds more, skip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.back = _sign(theme, "Back to the start of this step", "back", kind="mini")
        self.main = CapButton(theme, "Pause", "Space", "pause", "primary")
        self.lengthen = CapButton(theme, "+15 s", kind="mini")
        self.skip = _sign(theme, "Skip this step", "skip", kind="mini")
        self.lengthen.setAccessibleName("15 seconds more")
        self.lengthen.setToolTip("15 seconds more")
        across = row(
            self.back, (self.main, 1), self.lengthen, self.skip, spacing=8, margins=(14, 6, 14, 20)
        )
        self.setLayout(across)

    def commands(self) -> tuple[tuple[CapButton, str], ...]:
        """Each button with the command it asks for."""
        return (
            (self.back, "back"),
            (self.main, "pause_or_go_on"),
            (self.lengthen, "lengthen"),
            (self.skip, "skip"),
        )

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for cap_button, _ in self.commands():
            cap_button.set_theme(theme)

    def show_status(self, status: Status) -> None:
        """What the big button does now."""
        words = _MAIN_WORDS.get(status)
        if words and words[0] != self.main.text():
            self.main.show_words(*words)


def _sign(theme: Theme, name: str, icon_name: str, kind: str = "miniSign") -> CapButton:
    """A button that is a sign; its words are its name and its tooltip."""
    made = CapButton(theme, name, "", icon_name, kind)
    made.set_compact(True)
    made.setAccessibleName(name)
    return made


def _next_words(progress: Progress, routine: Routine, atlas: Atlas) -> str:
    """ "Next: right shoulder"; empty where nothing else comes, or the same place."""
    following = progress.following
    if following is None or not 0 <= following.step < len(routine.steps):
        return ""
    now = heading(atlas, routine.steps[progress.phase.step], progress.phase.side)
    then = heading(atlas, routine.steps[following.step], following.side)
    return f"Next: {then[:1].lower()}{then[1:]}" if then != now else ""
