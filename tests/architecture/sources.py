"""What the architecture tests read: the project's own files, never what tools left between them."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "acutimer"

_LEFT_BY_TOOLS = frozenset({"__pycache__", "build", "dist", "htmlcov"})
_HIDDEN_BUT_OURS = frozenset({".ci", ".github"})


def files() -> Iterator[Path]:
    """Every file of the project, as a path from its root (git may not be there to ask)."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            name
            for name in folders
            if name not in _LEFT_BY_TOOLS and (not name.startswith(".") or name in _HIDDEN_BUT_OURS)
        )
        for name in sorted(names):
            if not name.endswith(".lock"):
                yield (Path(folder) / name).relative_to(ROOT)


def modules() -> list[Path]:
    """The modules of the package, as paths from the project's root."""
    return sorted(path.relative_to(ROOT) for path in PACKAGE.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module given by its path from the project's root."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))
