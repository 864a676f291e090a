"""A start whose file of colours is damaged ends with one sentence and exit code 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OPENING = """
import sys
from pathlib import Path
from acutimer import app
from acutimer.desktop.single_copy import claim
from acutimer.places import places_for
from acutimer.ui.kit import theme

theme.resource_path = lambda name: Path(sys.argv[1], name)
places = places_for(Path(sys.argv[1]))
sys.exit(app.run(places, claim(str(places.meeting), str(places.data)), ("show",)))
"""


def test_colours_that_cannot_be_read_end_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tokens.json").write_text("{", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", OPENING, str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr.startswith("acutimer: The colours of acutimer could not be read")
    assert len(ended.stderr.splitlines()) == 1
