"""Makes the mutants of a module: copies of its source with one small change each.

The changes are those of mutmut. Run by mutmut itself they would reach only functions without a
decorator; we run them another way (trial.py), so properties, cached values, decorated commands,
thresholds and the fields of dataclasses are changed as well. Must never write to what it reads.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import libcst as cst
from libcst import matchers
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

#: ``__all__`` is for readers and tools; ``cast`` is for the type checker.
_NO_EFFECT = matchers.Assign(
    targets=[matchers.AssignTarget(target=matchers.Name("__all__"))]
) | matchers.Call(func=matchers.Name("cast"))


@dataclass(frozen=True)
class Change:
    """One mutant: the whole source with the change, and where the change is."""

    path: str
    function: str
    #: the statement that was changed, both lines included; what runs none of them cannot notice
    lines: range
    #: the change is in a function's body, so the function's code can be put in place of the other
    in_body: bool
    source: str
    changed: str

    @cached_property
    def differing(self) -> tuple[str, str]:
        """The lines that differ, before and after, without indentation and joined by a space."""
        before, after = self.source.splitlines(), self.changed.splitlines()
        pairs = zip(before, after, strict=False)
        head = next((i for i, (one, other) in enumerate(pairs) if one != other), len(before))
        pairs = zip(before[head:][::-1], after[head:][::-1], strict=False)
        tail = next((i for i, (one, other) in enumerate(pairs) if one != other), 0)
        old, new = (rows[head : len(rows) - tail] for rows in (before, after))
        return " ".join(row.strip() for row in old), " ".join(row.strip() for row in new)

    def diff(self) -> str:
        """The change as a unified diff without context."""
        rows = difflib.unified_diff(
            self.source.splitlines(), self.changed.splitlines(), self.path, self.path, "", "", 0, ""
        )
        return "\n".join(rows)


class _EveryFunction(MutationVisitor):
    """Goes into decorated functions too; passes over what does nothing in a running program."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if matchers.matches(node, _NO_EFFECT):
            return True
        return not isinstance(node, cst.FunctionDef) and super()._skip_node_and_children(node)


def changes_of(path: Path, shown: str) -> Iterator[Change]:
    """Every mutant of a file that is a program; ``shown`` is how the file is called."""
    source = path.read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _EveryFunction(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    tree = ast.parse(source)
    statements = _statements(tree)
    seen = {source}
    for mutation in visitor.mutations:
        changed = _spliced(source, wrapper.module, mutation, positions)
        if changed in seen or not _is_program(changed):
            continue
        seen.add(changed)
        line = positions[mutation.original_node].start.line
        function, in_body = _function_at(tree, line)
        yield Change(shown, function, statements[line], in_body, source, changed)


def _is_program(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _spliced(source: str, module: cst.Module, mutation: Mutation, positions: Any) -> str:
    """The source with the node exchanged; by its place in the text, which is faster by far."""
    start, end = _offsets(source, positions[mutation.original_node])
    held = source[start:end]
    line = source[source.rfind("\n", 0, start) + 1 : start]
    indented = "\n" + line[: len(line) - len(line.lstrip())]

    def written(node: cst.CSTNode) -> str:
        return module.code_for_node(node).strip().replace("\n", indented)

    for bare in (lambda node: node, _without_brackets):
        if written(bare(mutation.original_node)) == held.strip():
            changed = held.replace(held.strip(), written(bare(mutation.mutated_node)), 1)
            return source[:start] + changed + source[end:]
    return module.deep_replace(mutation.original_node, mutation.mutated_node).code  # type: ignore[union-attr]


def _without_brackets(node: cst.CSTNode) -> cst.CSTNode:
    """Brackets around an expression are no part of its place."""
    return node.with_changes(lpar=(), rpar=()) if getattr(node, "lpar", ()) else node


def _offsets(source: str, span: CodeRange) -> tuple[int, int]:
    begins = [0]
    for line in source.splitlines(keepends=True):
        begins.append(begins[-1] + len(line))
    start, end = span.start, span.end
    return begins[start.line - 1] + start.column, begins[end.line - 1] + end.column


def _function_at(tree: ast.Module, line: int) -> tuple[str, bool]:
    """The name of the outermost function or the class around a line; is the line in a body?"""
    names: list[str] = []
    node: ast.AST = tree
    while True:
        inner = next(
            (
                child
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.ClassDef | ast.FunctionDef)
                and _first_line(child) <= line <= (child.end_lineno or 0)
            ),
            None,
        )
        if inner is None:
            return ".".join(names) or "the module", False
        names.append(inner.name)
        if isinstance(inner, ast.FunctionDef):
            return ".".join(names), line >= _first_line(inner.body[0])
        node = inner


def _first_line(node: ast.AST) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([getattr(node, "lineno", 0), *(one.lineno for one in decorators)])


def _statements(tree: ast.Module) -> dict[int, range]:
    """By line, the lines of the innermost statement there; of an ``if`` only its head."""
    found: dict[int, range] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            first, last = _first_line(node), node.end_lineno or node.lineno
            body = getattr(node, "body", None)
            head = range(first, (max(first, body[0].lineno - 1) if body else last) + 1)
            # walk goes from the outside in, so the innermost stays
            found |= dict.fromkeys(range(first, last + 1), range(first, last + 1))
            found |= dict.fromkeys(head, head)
    return found
