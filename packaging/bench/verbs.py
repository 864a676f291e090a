"""How long the headless verbs and a hand-over take, against ``python -c pass``.

Needs: ``score`` and ``log add`` at most 8 times, a second start handing over at most 5 times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15
LIMITS = {"score": 8.0, "log add": 8.0, "hand over": 5.0}


def _ms(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def measure(rounds: int = ROUNDS) -> dict[str, object]:
    """Medians in ms, interleaved, and their ratios to the bare interpreter."""
    acutimer = str(Path(sys.executable).with_name("acutimer"))
    with tempfile.TemporaryDirectory() as home:
        commands = {
            "pass": [sys.executable, "-c", "pass"],
            "score": [acutimer, "--home", home, "score", "neck-and-shoulders"],
            "log add": [acutimer, "--home", home, "log", "add", "4"],
            "hand over": [acutimer, "--home", home, "--log-pain"],
        }
        window = subprocess.Popen(
            [acutimer, "--home", home], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        )
        try:
            seen: dict[str, list[float]] = {name: [] for name in commands}
            for number in range(rounds + 1):
                for name, command in commands.items():
                    took = _ms(command)
                    if number:
                        seen[name].append(took)
        finally:
            window.terminate()
            window.wait(10)
    middle = {name: median(took) for name, took in seen.items()}
    ratios = {name: round(middle[name] / middle["pass"], 2) for name in LIMITS}
    return {
        "bench": "verbs",
        "rounds": rounds,
        "ms": {name: round(value, 1) for name, value in middle.items()},
        "ratios": ratios,
        "holds": all(ratios[name] <= limit for name, limit in LIMITS.items()),
    }
