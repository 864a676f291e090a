"""The headless verbs called in this process, where no stream of a real one matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.cli import run


class Verbs:
    """Calls verbs on one profile and gives what they print."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: object) -> str:
        """What a verb that succeeds prints."""
        code, out, said = self.ended(*words)
        assert (code, said) == (0, "")
        return out.rstrip("\n")

    def ended(self, *words: object) -> tuple[object, str, str]:
        """Exit code, output and errors."""
        self._capsys.readouterr()
        code = run(["--home", str(self.home), *map(str, words)])
        return code, *self._capsys.readouterr()

    def refused(self, *words: object) -> str:
        """The one sentence that a verb which cannot be done gives."""
        code, out, said = self.ended(*words)
        assert (code, out) == (2, "")
        (line,) = said.splitlines()
        assert line.startswith("acutimer: ")
        return line
