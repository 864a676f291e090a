"""From letters to the sounds Kokoro was trained on.

English: hibari's port of misaki's rules. Other languages: espeak-ng, with its two-part sounds tied
and then written with the one sign misaki gives each of them.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

#: Pairs that espeak-ng ties, and the sign Kokoro knows (the facts are misaki's, Apache-2.0).
_TIED = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "d^z": "ʣ",
    "d^ʒ": "ʤ",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "ə^ʊ": "Q",
    "s^s": "S",
    "t^s": "ʦ",
    "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y",
}
_MARKS = re.compile(r'(\s*[;:,.!?¡¿—…"«»“”()]+\s*)')
#: espeak-ng names the language it changes to: "(en)".
_CHANGE = re.compile(r"\([a-z^-]+\)")


def reader(sounds: str) -> Callable[[str], str]:
    """What turns words into sounds: "hibari", or "espeak-ng VOICE"."""
    if sounds == "hibari":
        from hibari.g2p import G2P

        return G2P()
    voice = sounds.removeprefix("espeak-ng ")
    return lambda words: by_espeak(words, voice)


def by_espeak(words: str, voice: str) -> str:
    """The sounds of words; marks stay where they are, for they shape the tune."""
    parts = _MARKS.split(words)
    return "".join(
        part.replace("...", "…") if at % 2 else _piece(part, voice) for at, part in enumerate(parts)
    ).strip()


def _piece(words: str, voice: str) -> str:
    if not words.strip():
        return ""
    answer = subprocess.run(
        ("espeak-ng", "-q", "-v", voice, "--ipa", "--tie=^", "--", words),
        capture_output=True,
        text=True,
        check=True,
    )
    told = " ".join(answer.stdout.split())
    told = _CHANGE.sub("", told)
    for pair, sign in _TIED.items():
        told = told.replace(pair, sign)
    return told.replace("^", "").replace("-", "")
