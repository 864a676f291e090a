"""What the Debian package says of us: its manual page, its templates."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).parents[2] / "packaging" / "deb"


def test_the_manual_page_names_every_verb_and_option_once() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from datetime import UTC, datetime\n"
        "import manual; print(manual.page(datetime(2026, 3, 2, tzinfo=UTC)))"
    )
    page = _told(program, str(PACKAGING))
    assert page.startswith('.TH ACUTIMER 1 "2026-03-02"')
    told = re.findall(r"^\.TP\n\.B (\S+)", page, re.MULTILINE)
    assert len(told) == len(set(told))
    assert {"quick", "check", "log", "remind", "\\-\\-home"} <= set(told)
    shown = re.findall(r"^    (\w[\w-]*) {2,}", _told("", "--help"), re.MULTILINE)
    assert len(shown) > 15
    assert set(shown) <= {name.replace("\\-", "-") for name in told}
    assert "by\\-bus" not in page, "what only the bus says"


def test_what_lintian_is_told_to_let_be_has_a_reason() -> None:
    lines = (PACKAGING / "overrides").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert all(line.startswith(("# ", "acutimer: ")) for line in lines)


def _told(program: str, *words: str) -> str:
    command = ("-c", program) if program else ("-m", "acutimer")
    called = [sys.executable, *command, *words]
    return subprocess.run(called, capture_output=True, text=True, check=True).stdout
