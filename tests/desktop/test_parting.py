"""A part of Qt that holds the last use of its parent is deleted once, and nothing with it."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.architecture.sources import ROOT

#: A part whose answer is all that still holds its parent; what is freed is filled at once, so that
#: a second deletion cannot go unseen.
_HOLDS_ITS_PARENT = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from acutimer.desktop.parting import delete_alone

app = QCoreApplication([])
for _ in range(50):
    parent = QObject()
    part = QObject(parent)
    other = QObject(parent)
    part.objectNameChanged.connect(lambda name, parent=parent: None)
    delete_alone(part)
    del part, parent, other
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
print("whole")
"""


def test_a_part_that_holds_its_parent_is_deleted_once() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _HOLDS_ITS_PARENT],
        env={**os.environ, "MALLOC_PERTURB_": "85", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
    )
    assert (ended.returncode, ended.stdout) == (0, "whole\n"), ended.stderr


def test_no_part_of_the_desktop_is_deleted_in_another_way() -> None:
    ways = [
        path.name
        for path in (ROOT / "acutimer" / "desktop").glob("*.py")
        if "deleteLater(" in path.read_text("utf-8")
    ]
    assert ways == ["parting.py"]
