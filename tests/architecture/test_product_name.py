"""In what people read the product is called acutimer, at the beginning of a sentence too.

Where its name stands alone, as in a title, a menu or the launcher, it is *Acutimer*: the desktops
ask for names that begin with a capital.
"""

import re

import pytest

from tests.architecture.sources import modules
from tests.architecture.texts import lines_of, shipped_texts, strings_of_code, strings_of_toml

#: The name alone, as a title, an entry of a file that the desktop reads, or a menu's row.
_ALONE = re.compile(r'(Name=|<name>|Open |.*"name": ")?Acutimer(</name>|",? .*)?')


def is_misspelt(text: str) -> bool:
    """Whether a sentence writes the name with a capital."""
    return "Acutimer" in text and _ALONE.fullmatch(text.strip()) is None


@pytest.mark.parametrize(
    "text", ["Acutimer is running", "The Acutimer that runs", "in Acutimer.", "Quit Acutimer"]
)
def test_a_capital_in_a_sentence_is_recognised(text: str) -> None:
    assert is_misspelt(text)


@pytest.mark.parametrize(
    "text", ["Acutimer", "Open Acutimer", "Name=Acutimer", "  <name>Acutimer</name>", "acutimer is"]
)
def test_the_name_alone_may_have_one(text: str) -> None:
    assert not is_misspelt(text)


def test_sentences_say_acutimer() -> None:
    code = (piece for path in modules() for piece in strings_of_code(path))
    beside = (
        piece
        for path in shipped_texts()
        for piece in (strings_of_toml(path) if path.suffix == ".toml" else lines_of(path))
    )
    assert [at for pieces in (code, beside) for at, text in pieces if is_misspelt(text)] == []
