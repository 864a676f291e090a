"""Nobody has to know anatomy, statistics or the codes of points to read what acutimer says.

A word that people do not use in a kitchen goes, or stands beside its plain words: one of the two in
brackets after the other. A point's code stands after its everyday name, as a rule in brackets; the
code of a point that is none of ours stands in brackets after what it is.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules
from tests.architecture.texts import (
    paragraphs_of,
    sentences_of_code,
    shipped_texts,
    strings_of_json,
    strings_of_toml,
)

#: Words of anatomy, of medicine, of statistics, of acupuncture, and of our own making.
LEARNED = re.compile(
    r"\b(?i:acromion|mastoid|occip\w+|trapezi\w+|sternocleido\w*|spleni\w+|semispinalis|levator"
    r"|deltoid\w*|scapul\w*|clavicle|metacarp\w+|fibula|tibia\w*|ulnar?|vertebrae?|spinous"
    r"|process(?:us)? of|transverse|condyle|malleol\w+|zygoma\w*|masseter|temporalis|fascia\w*"
    r"|mid-?line|bilateral\w*|unilateral\w*|distal\w*|proximal\w*"
    r"|medial\w*|lateral\w*|anterior\w*|posterior\w*|inferior\w*|dorsal\w*|ventral\w*"
    r"|cervical|cranial|thoracic|lumbar|palpat\w+|contraindicat\w+|paraesthe\w+|carotid|dissection"
    r"|aneurysm|platelets|osteoporosis|inflammatory arthritis|myelopathy|connective[- ]tissue"
    r"|orthop\w+|neurolog\w+|TIA|triptan|ergot|opioid"
    r"|medians?|plausible|intervals?|percentiles?|variance|p-values?|confidence"
    r"|outliers?|regression|correlat\w+|significan\w+|mean (?:change|of|value)|placebo|sham"
    r"|cohort|randomi[sz]ed|red flags?"
    r"|cun|body inch(?:es)?|acupoints?|meridians?|governor vessel|standings?|protocols?"
    r"|pinyin|hanzi|han characters?|lead-ins?)\b"
    # bones by their numbers
    r"|\b(?:C[1-7]|T(?:[1-9]|1[0-2]))\b"
    # where a sentence or a label begins; within one it may be "what you mean"
    r"|(?:^|[.:] )Means?\b"
)
#: What nobody reads as a sentence: names of keys, addresses, names in other tongues.
_NO_PROSE = re.compile(
    r"\.(aliases|pinyin|hanzi|url|id|territories|landmarks|source|standing|points|points_out)"
    r"(\[\d+\])?$|\.points\[\d+\]\.name$"
)
#: What stands in a text but is not read as words: what is filled in, names of keys, addresses.
_NO_WORDS = re.compile(r"\{[^{}]*\}|'\w+'|\b[\w.-]+\.(?:com|org|net|toml)\b|^standing must be")
#: The code behind a name that stands in a label of its own, or in the part before.
_GREY = (
    "kit/point_parts.py",
    "press/points_list.py",
    "kit/wording.py",
    "body_map/marker_button.py",
)
_FILLED = re.compile(r"\{([\w.\[\]]+)\.(code|plain|named)\}")
_PAGES = ("docs/using.md", "docs/keys.md", "docs/routines.md", "docs/command-line.md")
_DATA = [path for path in shipped_texts() if path.parts[0] == "resources"]
#: What lies under the skin and how each place was found is told from here.
_FIGURE = Path("resources/body/figure.json")
_BRACKETED = re.compile(r"\([^()]*\)")


POINTS = [
    point
    for name in ("points.toml", "points-more.toml")
    for point in tomllib.loads((ROOT / "resources" / name).read_text("utf-8"))["points"]
]
PLAIN = {point["code"]: point["plain"] for point in POINTS}
#: Where ids of sources are meant to stand, and the names of the sources themselves.
_OF_SOURCES = re.compile(r"\.source$|\.sources(\[\d+\]|\.\w+)?$|\.numbers_from$|\.sources.*\.name$")
CODE = re.compile(
    r"\b(?:GB|BL|TE|LI|GV|LR|SI|LU|ST|CV|KI|HT|PC|SP)\d{1,2}\b|\bEX-[A-Z]{1,2}\d{1,2}\b"
)


def unexplained(text: str) -> list[str]:
    """The learned words that stand without plain ones beside them."""
    text = _NO_WORDS.sub("…", text)
    return [word.group() for word in LEARNED.finditer(text) if not _explained(text, word)]


def _explained(text: str, word: re.Match[str]) -> bool:
    """Whether it stands in brackets after other words, or has brackets with words after it."""
    inside = any(
        box.start() < word.start() < box.end() and text[: box.start()].strip()
        for box in _BRACKETED.finditer(text)
    )
    return inside or text[word.end() :].startswith(" (")


def bare_codes(text: str) -> list[str]:
    """The codes of points that stand without the point's everyday name, or words, before them."""
    bare = [code.group() for code in CODE.finditer(text) if not _named(text, code)]
    named: set[str] = set()
    for filled in _FILLED.finditer(text):
        whose, part = filled.groups()
        if part == "code" and whose not in named:
            bare.append(filled.group())
        named.add(whose)
    return bare


def _named(text: str, code: re.Match[str]) -> bool:
    before = text[: code.start()]
    name = PLAIN.get(code.group())
    if name is None:
        return before.endswith("(") and bool(before[:-1].strip())
    return name.casefold() in before.casefold()


def texts() -> Iterator[tuple[str, str]]:
    """Everything that is read: what code says, data, the pages about using it."""
    for path in modules():
        yield from sentences_of_code(path)
    for path in _DATA:
        if path.suffix == ".toml":
            yield from (
                (at, text) for at, text in strings_of_toml(path) if not _NO_PROSE.search(at)
            )
        else:
            yield str(path), (ROOT / path).read_text("utf-8")
    yield from strings_of_json(_FIGURE)
    for page in _PAGES:
        yield from paragraphs_of(ROOT.joinpath(page).relative_to(ROOT))


def _is_grey(at: str) -> bool:
    return any(name in at for name in _GREY)


def _is_prose(at: str, text: str) -> bool:
    """Keys, ids and names of columns are one word in small letters; words on a picture may be."""
    on_picture = at.startswith(f"{_FIGURE}") and at.endswith((".name", ".text"))
    is_id = re.fullmatch(r"[A-Z]\d+", text) is not None
    return " " in text.strip() or (text[:1].isupper() and not is_id) or on_picture


@pytest.mark.parametrize(
    "text",
    [
        *("in front of the mastoid", "Day median", "Mean 0.9 lower.", "0.4 cun outwards"),
        *("plausible range", "Standing: tradition", "the C7 knob", "not with a sham"),
        *("(acromion)", "the second metacarpal", "medial to the cord"),
    ],
)
def test_a_learned_word_is_recognised(text: str) -> None:
    assert unexplained(text)


@pytest.mark.parametrize(
    "text",
    [
        *("the bone behind the ear (mastoid)", "outside, in cun (thumb widths)", "what you mean"),
        *("Typical that day", "before and after, 14 times", "a mini-stroke (TIA)"),
        "half way to the big knob of the neck (C7)",
    ],
)
def test_a_word_with_its_plain_words_passes(text: str) -> None:
    assert unexplained(text) == []


@pytest.mark.parametrize("text", ["GB20", "avoid LI4", "Nape (GB20)", "(EX-HN5)", "the tendon LU5"])
def test_a_bare_code_is_recognised(text: str) -> None:
    assert bare_codes(text)


@pytest.mark.parametrize(
    "text",
    ["Skull edge (GB20)", "the top of the shoulder (GB21) too", "the tendon (LU5)", "BL1OCK"],
)
def test_a_code_behind_its_name_passes(text: str) -> None:
    assert bare_codes(text) == []


def test_what_people_read_has_no_learned_word() -> None:
    read = [(at, text) for at, text in texts() if _is_prose(at, text)]
    assert [(at, text) for at, text in read if unexplained(text)] == []


def test_what_people_read_names_points_by_their_everyday_names() -> None:
    read = [(at, text) for at, text in texts() if " " in text.strip() and not _is_grey(at)]
    assert [(at, text) for at, text in read if bare_codes(text)] == []


def test_no_source_is_named_by_its_id() -> None:
    """The ids are ours; a name that the world knows may be one."""
    known = {"WHO", "NICE", "ACEP", "SNNOOP10"}
    file = tomllib.loads((ROOT / "resources" / "sources.toml").read_text("utf-8"))
    ids = {source["id"] for source in file["sources"]} - known
    named = re.compile(rf"\b({'|'.join(map(re.escape, ids))})\b")
    read = [(at, text) for at, text in texts() if at.startswith("resources") and " " in text]
    wrong = [(at, text) for at, text in read if named.search(text) and not _OF_SOURCES.search(at)]
    assert wrong == []


def test_what_a_point_is_called_in_a_session_is_no_other_points_name() -> None:
    """Somebody who knows the everyday names is not led to another of them."""
    wrong = [
        (point["code"], words, other)
        for point in POINTS
        for words in (*point["heading"].values(), point["landmark_words"])
        for other, name in PLAIN.items()
        if other != point["code"]
        and _begins(_sideless(words), name)
        # where both begin alike, its own name is the longer one
        and not _begins(_sideless(words), point["plain"])
    ]
    assert wrong == []


def _sideless(words: str) -> str:
    return re.sub(r"^(the )?(left|right|both) ", "", words.casefold())


def _begins(words: str, name: str) -> bool:
    return re.match(rf"{re.escape(name.casefold())}s?\b", words) is not None
