"""Names that say nothing are not used for anything we define ourselves."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules, parsed

SAYS_NOTHING = frozenset(
    {"manager", "helper", "util", "utils", "handler", "data", "info", "misc", "common"}
    | {"base", "process", "do"}
)
# Names that Qt or the standard library gave to what we override or must pass by keyword.
NAMED_BY_OTHERS = frozenset(
    {"data", "setData", "headerData", "mimeData", "dropMimeData", "itemData", "roleData"}
    | {"handle_data", "do_GET", "do_POST", "XDG_DATA_HOME", "XDG_DATA_DIRS"}
)
# The desktop calls its three folders config, data and state; one module speaks of them. expat is
# told what to call by the names of its attributes.
WORDS_OF_A_STANDARD = frozenset(
    {
        ("places.py", "data"),
        ("apple_health.py", "EntityDeclHandler"),
        ("apple_health.py", "StartElementHandler"),
    }
)


def parts(name: str) -> set[str]:
    """The words of a name, in snake_case or CamelCase."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def says_nothing(name: str) -> bool:
    return bool(parts(name) & SAYS_NOTHING)


def defined_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name the module gives: line and name. A method that overrides Qt keeps Qt's."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() if node.name in NAMED_BY_OTHERS:
                pass
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case ast.alias(asname=str()):
                yield node.lineno, str(node.asname)


@pytest.mark.parametrize("name", ["do", "TimerManager", "base_path", "IOHelper", "pointInfo"])
def test_a_name_that_says_nothing_is_recognised(name: str) -> None:
    assert says_nothing(name)


@pytest.mark.parametrize("name", ["database", "subprocess", "done", "information", "uncommon"])
def test_a_longer_word_is_not_mistaken_for_one(name: str) -> None:
    assert not says_nothing(name)


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    paths = [path.relative_to(ROOT) for path in PACKAGE.rglob("*.py")]
    assert [str(path) for path in paths if any(map(says_nothing, path.with_suffix("").parts))] == []


def test_no_name_in_the_code_says_nothing() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in modules()
        for line, name in defined_names(parsed(path))
        if says_nothing(name) and (path.name, name) not in WORDS_OF_A_STANDARD
    ]
    assert found == []
