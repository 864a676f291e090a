"""What of the answers was handed over, what of it is noted, and what is still on its way.

Must never know what an answer means.
"""

from __future__ import annotations

#: The answers to both questions and the note, as they are handed over.
Answers = tuple[int | None, tuple[str, ...] | None, str]
NO_ANSWER: Answers = (None, None, "")


class HandingOver:
    """The answers to one rating; newer ones take the place of those before."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Nothing was answered yet, or all of it was taken back."""
        self.kept = self.sent = NO_ANSWER
        self._on_way = 0

    def send(self, answers: Answers) -> None:
        """These are handed over now."""
        self.sent = answers
        self._on_way += 1

    def come_back(self, noted: Answers | None) -> None:
        """What became of those handed over first: they are noted, or None, and they are not."""
        self._on_way = max(0, self._on_way - 1)
        if noted is not None:
            self.kept = noted

    @property
    def is_on_way(self) -> bool:
        """Whether something handed over is neither noted nor refused yet."""
        return self._on_way > 0

    def is_told(self, answers: Answers) -> bool:
        """Whether these need not be handed over: they are noted, or on their way."""
        return answers == self.sent and (self.is_on_way or answers == self.kept)
