"""The process that makes own words into clips: ``python -m acutimer.audio.own_speaking``.

Standard input: the engine, then the words of each clip, NUL between them. Standard output: a line
for each finished clip, of its number, its length in ms and its Ogg Vorbis in base64. A clip that
cannot be made has no line. Must never write a file, nor anything of the words anywhere else.
"""

from __future__ import annotations

import os
import re
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import numpy as np

    from acutimer.audio.own_clip import Spoken

#: The person at the window comes first.
_NICE = 5
#: Of the engine's own pace; the recorded clauses are as calm.
_HIBARI_SPEED = 0.81
#: Pico's are per cent of its own; above this volume it clips.
_PICO_RATE, _PICO_VOLUME = 90, 50
#: Without it, what begins with R or L begins with a click.
_PICO_BREATH = '<break time="300ms"/>'
_PICO_HZ = 16_000


def main() -> int:
    """Speak what standard input names; nobody reads the exit code."""
    with suppress(OSError, AttributeError):  # Windows has no such wish
        os.nice(_NICE)
    # what libraries print must not come between the clips
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    engine, *texts = sys.stdin.buffer.read().decode("utf-8", "replace").split("\0")
    with suppress(BrokenPipeError):  # nobody wants them any more
        _make(_ENGINES[engine](), texts, out)
    return 0


def _make(say: Callable[[str], Spoken], texts: list[str], out: BinaryIO) -> None:
    from acutimer.audio.own_clip import clip_of_speech

    for number, text in enumerate(texts):
        made = clip_of_speech(say(text))
        if made is not None:
            out.write(b"%d %d %s\n" % (number, made.length_ms, b64encode(made.ogg)))
            out.flush()


# --- the engines ---------------------------------------------------------------------------------


def _hibari() -> Callable[[str], Spoken]:
    from hibari import SAMPLE_RATE, Hibari  # pyright: ignore[reportMissingImports]

    from acutimer.audio.own_clip import Spoken

    engine = Hibari(threads=1)

    def say(words: str) -> Spoken:
        samples: np.ndarray = engine(english(words), speed=_HIBARI_SPEED, seed=0)
        return Spoken(SAMPLE_RATE, samples)

    return say


def _pico() -> Callable[[str], Spoken]:
    import numpy as np
    from ttspico import TtsEngine  # pyright: ignore[reportMissingImports]

    from acutimer.audio.own_clip import Spoken

    def say(words: str) -> Spoken:
        engine = TtsEngine("de-DE")  # one for each, or it tells of the one before
        engine.rate, engine.volume = _PICO_RATE, _PICO_VOLUME
        told = engine.speak(_PICO_BREATH + german(words))
        return Spoken(_PICO_HZ, np.frombuffer(told, "<i2") / 32768)

    return say


_ENGINES = {"hibari": _hibari, "pico": _pico}

# --- what the engines read otherwise than it is meant ---------------------------------------------

#: Marks with which the engines are told something are none to a person.
_MARKS = str.maketrans(dict.fromkeys("<>[]{}\\|`_*^~", " "))
_TIMES = re.compile(r"(?<=\d)\s*[x×✕]\s*(?=\d)")
_SO_MANY_TIMES = re.compile(r"(?<![\w.])(\d+)\s?[x×✕](?!\w)|(?<!\w)[x×✕]\s?(\d+)(?!\w)")
_SECONDS = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d+)?)\s?s(?!\w)")
_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d.,]*\d)")
_ENDS = ".!?…:;,"


def plain(words: str) -> str:
    """Words in one line, without what an engine takes for an order to it."""
    line = " ".join(words.translate(_MARKS).replace("&", " + ").split()).strip("-–— ")
    return line if not line or line[-1] in _ENDS else f"{line}."


def german(words: str) -> str:
    """Words as the German engine reads them right: "2 x 30" is "2 mal 30"."""
    line = _TIMES.sub(" mal ", plain(words))
    return _SO_MANY_TIMES.sub(lambda found: f"{found[1] or found[2]} mal", line)


def english(words: str) -> str:
    """Words as the English engine reads them right: "2 x 30" is "2 times 30"."""
    line = _COMMA.sub(r"\1.\2", plain(words))
    line = _TIMES.sub(" times ", line)
    line = _SO_MANY_TIMES.sub(lambda found: f"{found[1] or found[2]} times", line)
    return _SECONDS.sub(r"\1 seconds", line)


if __name__ == "__main__":
    sys.exit(main())
