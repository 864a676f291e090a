"""Every text that people get to read, piece by piece, for the tests that hold its words."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, files, parsed

_READ = frozenset({".toml", ".md", ".txt"})
_READ_WHOLE = frozenset({".desktop", ".in", ".ts", ".xml"})


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
    yield from _strings_in(f"{path} ", tomllib.loads((ROOT / path).read_text(encoding="utf-8")))


def strings_of_json(path: Path) -> Iterator[tuple[str, str]]:
    yield from _strings_in(f"{path} ", json.loads((ROOT / path).read_text(encoding="utf-8")))


def _strings_in(at: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield at, value
        case dict():
            for key, inner in value.items():
                yield from _strings_in(f"{at}.{key}", inner)
        case list():
            for index, inner in enumerate(value):
                yield from _strings_in(f"{at}[{index}]", inner)
        case _:
            pass


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
        yield f"{path}:{number}", line.replace("<!--", "").replace("<!", "")


def shipped_texts() -> list[Path]:
    """The files besides code that people get to read."""
    return [
        path
        for path in files()
        if path.name in ("README.md", "CONTRIBUTING.md")
        or (path.parts[0] == "docs" and path.suffix == ".md")
        or (path.parts[0] == "resources" and path.suffix in _READ | _READ_WHOLE)
        or (path.parts[0] == "packaging" and path.suffix in _READ_WHOLE)
        or path.parts[:3] == ("packaging", "voice", "phrases")
    ]


def sentences_of_code(path: Path) -> Iterator[tuple[str, str]]:
    """The strings of a module, each whole: what an f-string fills in stands in it in braces."""
    tree = parsed(path)
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(piece) for piece in ast.walk(node) if isinstance(piece, ast.Constant)}
            yield f"{path}:{node.lineno}", _whole(node)
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str):
            yield f"{path}:{node.lineno}", node.value


def _whole(node: ast.JoinedStr) -> str:
    return "".join(
        str(piece.value) if isinstance(piece, ast.Constant) else f"{{{ast.unparse(piece.value)}}}"
        for piece in node.values
        if isinstance(piece, ast.Constant | ast.FormattedValue)
    )


def paragraphs_of(path: Path) -> Iterator[tuple[str, str]]:
    """The paragraphs of a page, each on one line, without what stands in it to be typed."""
    text = (ROOT / path).read_text(encoding="utf-8")
    text = re.sub(r"```.*?```", lambda typed: "\n" * typed.group().count("\n"), text, flags=re.S)
    text = re.sub(r"`[^`]*`", "…", text)
    at = 1
    for paragraph in text.split("\n\n"):
        yield f"{path}:{at}", " ".join(paragraph.split())
        at += paragraph.count("\n") + 2
