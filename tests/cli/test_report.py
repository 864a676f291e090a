"""The verb report: a file of one's own, whole or not there, and locked where that is asked."""

from __future__ import annotations

import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from acutimer.cli.locking import passphrase_of
from tests.cli.in_process import Verbs

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def test_a_report_is_written_for_its_owner_alone_and_never_over_a_file(
    verbs: Verbs, tmp_path: Path
) -> None:
    verbs("log", "add", 6, "--where", "neck.right", "--note", "garden")
    verbs("log", "headache", "day", "--worst", 7)
    out = tmp_path / "r.html"
    assert verbs("report", "--weeks", 4, out) == f"{out}: 1 of 28 days noted, checked"
    assert out.stat().st_mode & 0o777 == 0o600
    page = out.read_text()
    assert "Neck, right" in page
    assert "garden" not in page
    assert "is there already" in verbs.refused("report", out)
    words = verbs("report", "--force", "--parts", "notes", "--who", "Ada & Co", out)
    assert words == f"{out}: 1 of 56 days noted, checked"
    page = out.read_text()
    assert "garden" in page
    assert "Ada &amp; Co" in page
    assert "Neck, right" not in page
    pdf = tmp_path / "r.pdf"
    verbs("report", pdf)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", "r.html", "r.pdf"]


def test_looking_makes_no_journal(verbs: Verbs, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    assert verbs("report", out) == f"{out}: 0 of 56 days noted, checked"
    assert not verbs.home.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--weeks", "0"), "1 to 26 weeks, not 0"),
        (("--weeks", "27"), "1 to 26 weeks, not 27"),
        (("--weeks", "-1"), "--weeks"),
        (("--weeks", "two"), "takes a number of weeks, not 'two'"),
        (("--weeks", "1.5"), "takes a number of weeks"),
        (("--weeks", "९"), "takes a number of weeks"),
        (("--weeks", "9" * 5000), "takes a number of weeks"),
        (("--parts", "days,pains"), "no part 'pains'"),
        (("--who", "x" * 81), "at most 80 characters"),
        (("--who", "two\nlines"), "one line"),
        (("--passphrase-file", "p"), "goes with --lock"),
        (("--passphrase-fd", "0"), "goes with --lock"),
        (("--lock",), "no terminal to ask"),
        (("--lock", "--passphrase-file", "/none/there"), "could not be read"),
        (("--lock", "--passphrase-file", "."), "could not be read"),
        (("--lock", "--passphrase-fd", "77777"), "is not open"),
        (("--lock", "--passphrase-fd", "x"), "number of an open file"),
        (("--lock", "--passphrase-fd", "1", "--passphrase-file", "p"), "not both"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence_and_writes_nothing(
    verbs: Verbs, tmp_path: Path, words: Sequence[str], said: str
) -> None:
    assert said in verbs.refused("report", *words, tmp_path / "r.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["r.txt", "r", "pdf", "-", "r.pdf.age", ".pdf", "r.pdf/"])
def test_a_file_that_is_neither_pdf_nor_html_is_refused(
    verbs: Verbs, tmp_path: Path, name: str
) -> None:
    if name == "r.pdf/":
        tmp_path.joinpath("r.pdf").mkdir()
        assert "is a folder" in verbs.refused("report", f"{tmp_path}/{name}")
    else:
        said = verbs.refused("report", name if name == "-" else tmp_path / name)
        assert "ends in .pdf or .html" in said


def test_a_folder_that_is_not_there_is_said(verbs: Verbs, tmp_path: Path) -> None:
    assert "could not be written" in verbs.refused("report", tmp_path / "none" / "r.html")


@pytest.mark.parametrize("content", [b"", b"\n", b"\r\n", b"\nlater", b"\xff\xfe", b"x" * 5000])
def test_a_passphrase_that_is_none_is_refused(verbs: Verbs, tmp_path: Path, content: bytes) -> None:
    given = tmp_path / "p"
    given.write_bytes(content)
    said = verbs.refused("report", "--lock", "--passphrase-file", given, tmp_path / "r.pdf")
    assert "passphrase" in said
    assert [one.name for one in tmp_path.iterdir()] == ["p"]


def test_a_passphrase_is_the_first_line_of_a_file_or_of_what_is_open(tmp_path: Path) -> None:
    given = tmp_path / "p"
    given.write_bytes("größer als drei\r\nand more".encode())
    options = Namespace(lock=True, passphrase_file=str(given), passphrase_fd=None)
    assert passphrase_of(options) == "größer als drei"
    with given.open("rb") as file:
        options = Namespace(lock=True, passphrase_file=None, passphrase_fd=str(file.fileno()))
        assert passphrase_of(options) == "größer als drei"


def asked(words: Sequence[str], answers: Sequence[bytes]) -> tuple[int, bytes]:
    """Run a program on a terminal of its own; each question that ends in ": " is answered.

    Gives its exit code and all it said.
    """
    child, terminal = pty.fork()
    if child == 0:
        os.execv(words[0], list(words))
    said, left = b"", list(answers)
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # the other end was closed
            break
        if not piece:
            break
        said += piece
        if left and said.rstrip(b"\x1b[?2004h").endswith(b": "):
            os.write(terminal, left.pop(0) + b"\n")
            said += b"\n"
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said


@pytest.mark.skipif(not shutil.which("age"), reason="the program age is not installed")
def test_a_passphrase_asked_twice_opens_the_file_in_debians_age(tmp_path: Path) -> None:
    out, home = tmp_path / "r.html", str(tmp_path / "home")
    program = [sys.executable, "-m", "acutimer", "--home", home, "report", "--lock", str(out)]
    code, said = asked(program, [b"correct horse", b"correct mule"])
    assert (code, said.count(b"not the same")) == (2, 1)
    assert list(tmp_path.iterdir()) == []
    code, said = asked(program, [b"correct horse", b"correct horse"])
    assert code == 0, said
    assert b"correct horse" not in said
    assert b"r.html.age: 0 of 56 days noted, locked and checked" in said
    made = tmp_path / "r.html.age"
    assert list(tmp_path.iterdir()) == [made]
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"html" not in made.read_bytes()
    opened = tmp_path / "opened.html"
    age = str(shutil.which("age"))
    code, said = asked([age, "-d", "-o", str(opened), str(made)], [b"correct horse"])
    assert code == 0, said
    assert opened.read_bytes().startswith(b"<!DOCTYPE html>")


def test_where_files_cannot_be_locked_one_sentence_says_so(tmp_path: Path) -> None:
    """In a process in which pyrage cannot be imported."""
    hide = "import sys; sys.modules['pyrage'] = None; from acutimer.__main__ import main"
    words = ["--home", str(tmp_path / "h"), "report", "--lock", str(tmp_path / "r.pdf")]
    line = f"{hide}; sys.argv[1:] = {words!r}; sys.exit(main())"
    ended = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "needs the package pyrage" in ended.stderr


@pytest.mark.skipif(not shutil.which("age"), reason="the program age is not installed")
def test_notes_go_out_locked_and_never_without_the_lock(verbs: Verbs, tmp_path: Path) -> None:
    given, out = tmp_path / "p", tmp_path / "notes.sqlite3"
    given.write_text("four words of mine\n")
    lock = ("--lock", "--passphrase-file", given)
    export = ("log", "export", "--format")
    assert "nothing to copy" in verbs.refused(*export, "sqlite", *lock, out)
    verbs("log", "add", 4, "--note", "in the garden")
    assert "goes with --lock" in verbs.refused(*export, "csv", "--passphrase-file", given, out)
    assert "name a file" in verbs.refused(*export, "csv", *lock, "-")
    assert verbs(*export, "sqlite", *lock, out) == f"{out}.age: 1 entry, locked and checked"
    made = tmp_path / "notes.sqlite3.age"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["home", made.name, "p"]
    assert b"garden" not in made.read_bytes()
    assert "is there already" in verbs.refused(*export, "sqlite", *lock, out)
    code, said = asked(
        [str(shutil.which("age")), "-d", "-o", str(out), str(made)], [b"four words of mine"]
    )
    assert code == 0, said
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (1,)
        assert connection.execute("SELECT max(is_this) FROM device").fetchone() == (0,)
