"""The tour of ``packaging/dev sounds`` has every cue once, in the order of the files."""

from __future__ import annotations

import importlib.util
import sys
from itertools import pairwise
from pathlib import Path

from acutimer.core.guidance.cues import CueId

SOUNDS = Path(__file__).parents[2] / "packaging/sounds.py"


def test_the_tour_has_every_cue_alone_and_announces_some() -> None:
    spec = importlib.util.spec_from_file_location("acutimer_sounds_demo", SOUNDS)
    assert spec is not None
    assert spec.loader is not None
    demo = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = demo
    spec.loader.exec_module(demo)
    cues = demo.tour().cues
    assert [one.id for one in cues if one.id is not CueId.SAY] == list(demo.IDS)
    assert set(demo.IDS) == set(CueId) - {CueId.SAY}
    assert [one.clause for one in cues if one.clause] == list(demo.ANNOUNCED.values())
    for before, after in pairwise(cues):
        if before.id is not CueId.SAY:
            assert after.at_ms >= before.at_ms + demo.length_ms(before.id) + 1000
