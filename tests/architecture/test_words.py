"""What people read promises nothing about health, and does not shout.

The words are listed here and nowhere else; docstrings and comments are not read by people who
press points, so they are left out. A stem holds at the start of a word, in whatever form.
"""

import re

import pytest

from tests.architecture.sources import ROOT, modules
from tests.architecture.texts import lines_of, shipped_texts, strings_of_code, strings_of_toml

#: Stems, and words that are meant whole where a longer one is harmless.
PROMISES = re.compile(
    r"\b(treat|reliev|relief|cure|curing|curative|heal(?!th)|therap|patient(?!ly)|effective"
    r"|efficac|prove[ns]?\b|improv|alleviat|remed|works\b|dose|dosage|energy|toxin|well[ -]done"
    # German, for what the voice says
    r"|behand|heil(?!ig)|linder|kurier|therap|wirksam|wirkt|verbesser"
    # Spanish and Portuguese, likewise
    r"|alivi|cura[rsn]?\b|san(ar|a|ador)\b|sarar?\b|tratar?\b|tratamient|tratament|terap|mejor|melhor"
    r"|efica[zc]|eficác|comprovad|comprobad"
    # French and Italian, likewise
    r"|soulag|guéri|guari[rstv]|soign(?!eu)|remède|rimed|thérap|trattament|amélior|miglior|allevi)",
    re.IGNORECASE,
)
#: Addresses on the web are no sentences.
_ADDRESSES = re.compile(r"https?://\S+")
#: The one quotation: the article is called so.
_TITLE = "Acupressure for Neck Pain: Alleviating Tension Headaches and Supporting a Healthy Back"
#: What may hold such a word, exactly: it denies it, says who is meant, or is another's name.
ALLOWED = (
    "For instance the exercises your therapist gave you.",
    *("SNOMED CT Global Patient Set", "effectiveDateTime", "effectivePeriod"),
)
# After a word and before a space or the end: leaves "!=", "!important" and "{name!r}" alone.
SHOUTS = re.compile(r"\w[\"')]?!(?=[\s\"')]|$)")


def faults(text: str) -> list[str]:
    """The promises and shouts in a text, in order, without what is allowed in it."""
    for allowed in (_TITLE, *ALLOWED):
        text = text.replace(allowed, "")
    text = _ADDRESSES.sub("", text)
    found = [*PROMISES.finditer(text), *SHOUTS.finditer(text)]
    return [match.group() for match in sorted(found, key=lambda match: match.start())]


@pytest.mark.parametrize(
    "text",
    [
        *("It works.", "a PROVEN way", "Well done", "Go!", 'say "Go!" now', "to treat it"),
        *("a treatment", "Relieve", "a relief", "cure", "is curing", "to heal"),
        *("therapeutic", "a patient", "improve", "improvement", "alleviate", "remedy", "remedies"),
        *("proves it", "its efficacy", "Behandlung", "lindert", "heilen"),
        *("soulage la nuque", "guérit", "un remède", "améliore", "un rimedio", "guarisce"),
        *("alivia el dolor", "el tratamiento", "para curar", "melhora", "eficaz"),
        f"{_TITLE}, and it works",
    ],
)
def test_a_promise_or_a_shout_is_recognised(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        *("networks", "overdose", "impatient", "a != b", "x !important", "health", "secure"),
        *("a healthy back", "heilig", "https://example.org/patient-education", _TITLE, *ALLOWED),
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert faults(text) == []


def test_what_is_allowed_is_written_somewhere() -> None:
    written = " ".join((ROOT / path).read_text(encoding="utf-8") for path in shipped_texts())
    assert [text for text in (_TITLE, *ALLOWED) if text not in written] == []


def test_the_texts_people_read_are_all_among_them() -> None:
    texts = {path.as_posix() for path in shipped_texts()}
    assert {
        *("README.md", "docs/using.md", "resources/safety.toml", "resources/about.toml"),
        *("packaging/voice/phrases/en.toml", "resources/voice/de/phrases.toml"),
        *("resources/desktop/metainfo.xml.in", "resources/desktop/entry.desktop.in"),
    } <= texts


def test_strings_in_code_promise_nothing() -> None:
    texts = (piece for path in modules() for piece in strings_of_code(path))
    assert [(at, faults(text)) for at, text in texts if faults(text)] == []


def test_an_ellipsis_is_one_character() -> None:
    texts = (piece for path in modules() for piece in strings_of_code(path))
    assert [(at, text) for at, text in texts if "..." in text] == []


def test_texts_beside_the_code_promise_nothing() -> None:
    texts = (
        piece
        for path in shipped_texts()
        for piece in (strings_of_toml(path) if path.suffix == ".toml" else lines_of(path))
    )
    assert [(at, faults(text)) for at, text in texts if faults(text)] == []
