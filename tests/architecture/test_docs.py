"""What README, CONTRIBUTING, docs/ and the licences name is there: files, links, keys, verbs.

A page that names a file which is gone, or a command that nobody answers, sends its reader astray.
"""

import argparse
import itertools
import re
import shlex
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from acutimer import cli
from acutimer.cli.asking import BadInput
from acutimer.core.commands import SECTIONS, Line
from acutimer.ui.kit.key_table import cap_text
from tests.architecture.sources import PACKAGE, ROOT, files, modules

MOST_WORDS = {"README.md": 600, "CONTRIBUTING.md": 1000}

#: The rooms of the package, which the pages name without ``acutimer/`` before them.
_ROOMS = frozenset(path.name for path in PACKAGE.iterdir() if path.is_dir()) - {"__pycache__"}
_TOPS = (*sorted(_ROOMS), "acutimer", "docs", "packaging", "resources", "tests")
# Not inside a longer path, an address or a file name of the person's own.
_NAMED = re.compile(rf"(?<![\w./~:-])(?:{'|'.join(_TOPS)})/[\w./*{{}},-]*")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`]+)`")
_COMMAND = re.compile(r"(?:\.venv/bin/)?acutimer (.+)")
_SOURCE = re.compile(r"(?<![\w./])[\w/]+\.py\b")
_DEV = re.compile(r"packaging/dev ([\w-]+)")


def pages() -> list[Path]:
    """Every page to read, as paths from the project's root; the changelog speaks of what was."""
    return [path for path in files() if path.suffix == ".md" and path != Path("CHANGELOG.md")]


def read(page: Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def named_paths(text: str) -> list[str]:
    """The files and folders a text names, braces written out."""
    found = (match.group().rstrip(".,") for match in _NAMED.finditer(text))
    return [path for pattern in found for path in _without_braces(pattern)]


def _without_braces(pattern: str) -> list[str]:
    """ "a/{b,c}.toml" as both of its paths."""
    pieces = re.split(r"\{([^}]*)\}", pattern)
    choices = [piece.split(",") if index % 2 else [piece] for index, piece in enumerate(pieces)]
    return ["".join(chosen) for chosen in itertools.product(*choices)]


def is_there(named: str) -> bool:
    """Whether a path as the pages name it leads somewhere: with its ending, or a module without."""
    top = named.partition("/")[0]
    start = PACKAGE if top in _ROOMS else ROOT
    return any(next(start.glob(path.rstrip("/")), None) for path in (named, f"{named}.py"))


def dead_links(page: Path, text: str) -> list[str]:
    """The links of a page to files that are not there; addresses of the web are left alone."""
    targets = (match.group(1) for match in _LINK.finditer(text))
    here = (ROOT / page).parent
    return [
        target
        for target in targets
        if "://" not in target and not (here / target.partition("#")[0]).exists()
    ]


def code_of(text: str) -> Iterator[str]:
    """Each line of a fenced block and each span of code."""
    for block in _FENCED.findall(text):
        yield from block.splitlines()
    for span in _CODE.findall(_FENCED.sub("", text)):
        yield " ".join(span.split())


def commands(text: str) -> list[list[str]]:
    """What is handed to ``acutimer``, as words, once for each choice ("pause|resume")."""
    found: list[list[str]] = []
    for code in code_of(text):
        match = _COMMAND.fullmatch(re.split(r"\s{2,}|\s#", code.strip())[0])
        if match is None:
            continue
        words = shlex.split(re.sub(r"[\[\]]", "", match.group(1)))
        found += map(list, itertools.product(*(word.split("|") for word in words)))
    return found


def is_understood(words: list[str]) -> bool:
    """Whether the command line's own grammar takes the words."""
    try:
        with redirect_stdout(StringIO()):
            cli.grammar().parse_args(words)
    except BadInput:
        return False
    except SystemExit as done:  # --help and --version end by themselves
        return not done.code
    return True


def verbs_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What can be asked for, with the verbs below it written out: "log add"."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for name, verb in ((name, verb) for one in below for name, verb in one.choices.items()):
        yield name
        yield from (f"{name} {rest}" for rest in verbs_of(verb))


def dev_verbs() -> set[str]:
    """The verbs of packaging/dev, as its last case has them."""
    script = (ROOT / "packaging/dev").read_text(encoding="utf-8")
    cases = re.findall(r"^    ([\w |-]+)\) ", script.rpartition("case $verb in")[2], re.MULTILINE)
    return {verb.strip() for case in cases for verb in case.split("|")}


def key_rows(text: str) -> dict[str, list[str]]:
    """The first column of each table below a heading, without its head."""
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0]: re.findall(r"^\| (.+?) \| ", section, re.MULTILINE)[1:]
        for section in sections
    }


def caps(line: Line) -> str:
    """The keys of a line as the page writes them: "0 to 9"."""
    between = f" {line.joined} " if line.joined else ", "
    return between.join(map(cap_text, line.keys))


def test_a_path_is_found_in_prose_code_and_tables() -> None:
    text = "See `core/session.py`, docs/keys.md. | `tests/core/*.txt` | packaging/x/{en,de}.toml"
    assert named_paths(text) == [
        "core/session.py", "docs/keys.md", "tests/core/*.txt", "packaging/x/en.toml",
        "packaging/x/de.toml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["~/.local/share/acutimer/routines/", "https://example.org/docs/x", "DIR/data/routines"]
)
def test_a_path_of_the_readers_own_is_left_alone(text: str) -> None:
    assert named_paths(text) == []


def test_a_file_that_is_gone_is_recognised() -> None:
    assert not is_there("core/no_such_module.py")
    assert not is_there("tests/core/*.nothing")
    assert is_there("core/session.py")
    assert is_there("acutimer/core/session")
    assert is_there("tests/core/sessions/*.txt")
    page = Path("docs/routines.md")
    assert dead_links(page, "[a](gone.md) [b](../README.md#start) [c](https://example.org)") == [
        "gone.md"
    ]


def test_a_command_is_found_and_judged() -> None:
    text = "`acutimer pause|nod\n--json`; acutimer is a timer.\n```\nacutimer log add 4  # x\n```"
    assert commands(text) == [["log", "add", "4"], ["pause", "--json"], ["nod", "--json"]]
    assert is_understood(["pause", "--json"])
    assert is_understood(["--help"])
    assert not is_understood(["nod"])
    assert not is_understood(["pause", "--loudly"])


def test_the_verbs_of_the_script_are_read() -> None:
    assert {"run", "test", "check", "help"} <= dev_verbs()
    assert "dance" not in dev_verbs()


def test_the_keys_of_a_page_are_read() -> None:
    text = "# Keys\n## Press\n| Key | Does |\n|---|---|\n| [, ], \\ | sides |\n| Ctrl , | x |\n"
    assert key_rows(text) == {"Press": ["[, ], \\", "Ctrl ,"]}


@pytest.mark.parametrize("page", MOST_WORDS)
def test_the_first_pages_stay_short(page: str) -> None:
    assert len(read(Path(page)).split()) <= MOST_WORDS[page]


def test_every_path_that_is_named_is_there() -> None:
    named = [(str(page), path) for page in pages() for path in named_paths(read(page))]
    assert len(named) > 50
    assert [(page, path) for page, path in named if not is_there(path)] == []


def test_every_source_that_the_code_names_is_there() -> None:
    names = {path.name for path in files()}
    named = [(str(path), name) for path in modules() for name in _SOURCE.findall(read(path))]
    assert len(named) > 5
    gone = [(path, name) for path, name in named if "/" in name and not is_there(name)]
    assert gone + [(path, name) for path, name in named if Path(name).name not in names] == []


def test_every_link_leads_somewhere() -> None:
    dead = [(str(page), link) for page in pages() for link in dead_links(page, read(page))]
    assert dead == []


def test_every_command_that_is_named_is_understood() -> None:
    named = [(str(page), words) for page in pages() for words in commands(read(page))]
    assert len(named) > 20
    assert [(page, words) for page, words in named if not is_understood(words)] == []


def test_every_verb_of_the_command_line_is_told() -> None:
    told = {" ".join(words) for page in pages() for words in commands(read(page))}
    untold = [
        verb
        for verb in verbs_of(cli.grammar())
        if not any(f"{one} ".startswith(f"{verb} ") for one in told)
    ]
    assert untold == []


def test_every_verb_of_the_script_that_is_named_is_there() -> None:
    named = [(str(page), verb) for page in pages() for verb in _DEV.findall(read(page))]
    assert len(named) > 5
    assert [(page, verb) for page, verb in named if verb not in dev_verbs()] == []


def test_every_page_is_listed() -> None:
    listed = set(_LINK.findall(read(Path("docs/README.md"))))
    below = {str(page.relative_to("docs")) for page in pages() if page.parts[0] == "docs"}
    assert below - listed == {"README.md"}


def test_the_keys_are_those_of_the_window() -> None:
    told = key_rows(read(Path("docs/keys.md")))
    assert told == {section.title: [caps(line) for line in section.lines] for section in SECTIONS}


def test_only_a_python_that_is_declared_is_claimed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {words.rpartition(":: ")[2] for words in project["classifiers"]}
    claimed = set(re.findall(r"Python (3\.\d+)", read(Path("README.md"))))
    assert claimed
    assert claimed <= declared
