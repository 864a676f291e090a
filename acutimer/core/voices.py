"""Voices by the code of their language, and what is said of one that is not there.

Must never hold a list of languages: what is there is found among the files.
"""

from __future__ import annotations

#: What the code of a language looks like; it is also the name of a folder.
CODE = r"[a-z]{2,3}"
#: What a setting of another look is told.
CODE_FAULT = "must be the code of a language, like en"


def not_installed(language: str) -> str:
    """One sentence on a language of which there are no recordings."""
    return (
        f"No voice for “{language}” is installed: the package acutimer-voice-{language} brings it, "
        "or choose another language in Settings."
    )
