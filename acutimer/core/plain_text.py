"""Text from anywhere as one plain line, for a terminal, a log or a sentence.

Must never be used on what is kept: a note stays as the person wrote it.
"""

from __future__ import annotations

#: Marks that no reader sees and that turn round or hide what stands beside them.
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
#: Joins letters and emoji as they are meant to look.
_JOINERS = "\u200c\u200d"


def one_line(text: str) -> str:
    """The text with every break as a space and every other control sign spelt out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", " ")))


def _shown(sign: str) -> str:
    import unicodedata  # seldom needed, and every headless verb would wait for it

    if sign.isspace():
        return " "
    if unicodedata.category(sign) not in _INVISIBLE or sign in _JOINERS:
        return sign
    return sign.encode("unicode_escape").decode("ascii")
