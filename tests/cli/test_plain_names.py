"""In a terminal too, the code of a point stands behind its everyday name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.in_process import Verbs
from tests.core.shipped import whole_atlas

PLAIN = {point.code: point.plain for point in whole_atlas().points}
CODE = re.compile(rf"\b(?:{'|'.join(PLAIN)})\b")
VERBS = (
    "points",
    "routines",
    "sources",
    "safety",
    "safety check article-whole",
    "score neck-and-shoulders",
    "score neck-and-shoulders --voice en",
    "routine lint resources/routine-example.toml",
)


@pytest.mark.parametrize("words", VERBS)
def test_no_line_shows_a_code_alone(
    words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = Verbs(tmp_path / "home", capsys).ended(*words.split())
    lines = out.splitlines()
    assert code == 0
    assert lines
    bare = [
        line
        for line in lines
        for found in CODE.finditer(re.sub(r"https?://\S+", "", line))
        if PLAIN[found.group()].casefold() not in line[: found.start()].casefold()
    ]
    assert bare == []


def test_a_fault_of_a_routine_names_the_point(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.toml"
    step = '[[steps]]\nkind = "hold"\npoint = "TE17"\nside = "both"\nseconds = 60\n'
    path.write_text(f'schema = 1\nid = "own"\nname = "Own"\n{step}')
    said = Verbs(tmp_path / "home", capsys).refused("routine", "lint", path)
    assert "Behind the ear lobe (TE17) is shown only" in said
