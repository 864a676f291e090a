"""No circle between files: whatever one reads first, one never comes back to it.

Every import counts, those for the type checker and those inside functions among them.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tests.architecture.sources import PACKAGE

Imports = Mapping[str, set[str]]


def imports_of(package: Path) -> Imports:
    """Which modules of a package each of its modules names, by their dotted names."""
    paths = {_name_of(path, package): path for path in package.rglob("*.py")}
    return {name: set(_modules_named(path, name, paths)) for name, path in paths.items()}


def circles(imports: Imports) -> list[str]:
    """The shortest way from each module back to itself, each circle once."""
    told: dict[frozenset[str], str] = {}
    for start in sorted(imports):
        if way := _way_back(start, imports):
            told.setdefault(frozenset(way), " -> ".join([*way, start]))
    return list(told.values())


def _name_of(path: Path, package: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _modules_named(path: Path, name: str, known: Collection[str]) -> Iterator[str]:
    """The known modules that a file imports; of "from a import b" it is a.b where there is one."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                if inner in known or source in known:
                    yield inner if inner in known else source


def _way_back(start: str, imports: Imports) -> list[str]:
    """The modules from a module to the one that imports it again; nothing where none does."""
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for following in sorted(imports[way[-1]]):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def test_no_file_comes_back_to_itself() -> None:
    told = circles(imports_of(PACKAGE))
    assert not told, "\n".join(["files that import each other:", *told])


def made_up(tmp_path: Path, **files: str) -> list[str]:
    """The circles in a package with these files; "__" in a name stands for a folder."""
    package = tmp_path / "house"
    for name, text in {"__init__": "", **files}.items():
        path = package / (name if name == "__init__" else name.replace("__", "/"))
        path = path.with_name(path.name + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return circles(imports_of(package))


def test_a_circle_is_found_and_told_once(tmp_path: Path) -> None:
    door = "from house.room.wall import paint\n"
    wall = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import house.roof\n"
    roof = "def leak():\n    from house import door\n"
    told = made_up(tmp_path, door=door, room__wall=wall, roof=roof, garden="import house.door\n")
    assert told == ["house.door -> house.room.wall -> house.roof -> house.door"]


def test_a_circle_of_relative_imports_is_found(tmp_path: Path) -> None:
    told = made_up(tmp_path, door="from .room import wall\n", room__wall="from .. import door\n")
    assert told == ["house.door -> house.room.wall -> house.door"]


def test_what_only_leads_down_is_no_circle(tmp_path: Path) -> None:
    door = "import house.wall\nimport house.roof\nimport os\n"
    assert made_up(tmp_path, door=door, wall="from house.roof import tile\n", roof="") == []


def test_no_part_of_the_app_knows_the_whole() -> None:
    whole = "acutimer.app.application"
    imports = imports_of(PACKAGE)
    assert whole in imports["acutimer.app"]
    parts = [name for name in imports if name.startswith("acutimer.app.")]
    assert [name for name in parts if whole in imports[name]] == []
