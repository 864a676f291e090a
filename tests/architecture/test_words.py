"""What people read promises nothing about health, and does not shout.

The words are listed here and nowhere else; docstrings and comments are not read by people who
press points, so they are left out.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, modules, parsed

PROMISES = re.compile(
    r"\b(treats|relieves|cures|heals|therapy|patient|effective|proven|works|improves|dose|energy"
    r"|toxins|well[ -]done)\b",
    re.IGNORECASE,
)
# After a word and before a space or the end: leaves "!=", "!important" and "{name!r}" alone.
SHOUTS = re.compile(r"\w[\"')]?!(?=[\s\"')]|$)")

_READ_WHOLE = frozenset({".desktop", ".in", ".ts", ".xml"})


def faults(text: str) -> list[str]:
    """The promises and shouts in a text, in order."""
    found = [*PROMISES.finditer(text), *SHOUTS.finditer(text)]
    return [match.group() for match in sorted(found, key=lambda match: match.start())]


def docstrings(tree: ast.Module) -> set[int]:
    """The ids of the nodes that are docstrings, of modules, classes, functions and attributes."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def strings_of_code(path: Path) -> Iterator[tuple[str, str]]:
    tree = parsed(path)
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str):
            yield f"{path}:{node.lineno}", node.value


def strings_of_toml(path: Path) -> Iterator[tuple[str, str]]:
    def walk(at: str, value: object) -> Iterator[tuple[str, str]]:
        match value:
            case str():
                yield at, value
            case dict():
                for key, inner in value.items():
                    yield from walk(f"{at}.{key}", inner)
            case list():
                for index, inner in enumerate(value):
                    yield from walk(f"{at}[{index}]", inner)
            case _:
                pass

    yield from walk(f"{path} ", tomllib.loads((ROOT / path).read_text(encoding="utf-8")))


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
        yield f"{path}:{number}", line.replace("<!--", "").replace("<!", "")


def shipped_texts() -> list[Path]:
    """The files besides code that people get to read."""
    return [
        path
        for path in files()
        if path.name == "README.md"
        or (path.parts[0] == "docs" and path.suffix == ".md")
        or (path.parts[0] == "resources" and path.suffix in {".toml", ".ts", ".md", ".txt"})
        or (path.parts[0] == "packaging" and path.suffix in _READ_WHOLE)
    ]


@pytest.mark.parametrize("text", ["It works.", "a PROVEN way", "Well done", "Go!", 'say "Go!" now'])
def test_a_promise_or_a_shout_is_recognised(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize("text", ["networks", "overdose", "impatient", "a != b", "x !important"])
def test_plain_words_pass(text: str) -> None:
    assert faults(text) == []


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
