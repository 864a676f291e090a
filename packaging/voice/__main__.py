"""Speaks every clause of packaging/voice/phrases.

    packaging/dev voice                       every language that has a table
    packaging/dev voice --language es         one of them (may be given again)
    packaging/dev voice --again ID            choose this clause's way again (may be given again)
    packaging/dev voice --anew                choose every clause's way again; slow
    packaging/dev voice --unheard             choose without the recogniser: a quick draft
    packaging/dev voice --check               build again elsewhere and compare every byte
    packaging/dev voice --listen              judge what is there; 1 where a gate is not passed
    packaging/dev voice --compare             what --listen finds, as a table

English and German go to resources/voice, every other language to packaging/voice/packages.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
sys.path.insert(0, str(Path(__file__).resolve().parent))

import build
import listen
import parts
import table


def say(words: str) -> None:
    print(f"voice: {words}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/dev voice", description="Speak the clauses.")
    parser.add_argument("--language", choices=table.languages(), action="append")
    parser.add_argument("--again", action="append", default=[], help="choose a clause's way again")
    parser.add_argument("--anew", action="store_true", help="choose every clause's way again")
    parser.add_argument("--unheard", action="store_true", help="choose without the recogniser")
    parser.add_argument("--check", action="store_true", help="build again and compare every byte")
    parser.add_argument("--listen", action="store_true", help="judge what is there; takes minutes")
    parser.add_argument("--compare", action="store_true", help="the figures of --listen as a table")
    asked = parser.parse_args(arguments)
    languages = asked.language or _built(table.languages(), asked)
    try:
        parts.needed()
        if asked.check:
            return _check(languages)
        if asked.listen or asked.compare:
            return _listen(languages, compared=asked.compare)
        for language in languages:
            rows = [row.id for row in table.read(language).rows] if asked.anew else asked.again
            say(build.replace(language, rows, unheard=asked.unheard))
    except parts.PartMissing as problem:
        say(f"{problem}; nothing was changed. `packaging/dev voice` installs what is needed.")
        return 2
    return 0


def _check(languages: tuple[str, ...]) -> int:
    found = [one for language in languages for one in build.differing(language)]
    if found:
        say(f"{len(found)} files come out otherwise: {', '.join(found[:5])}")
        return 1
    say("every file comes out the same")
    return 0


def _built(languages: tuple[str, ...], asked: argparse.Namespace) -> tuple[str, ...]:
    """Who judges or checks everything means what was built."""
    if not (asked.check or asked.listen or asked.compare):
        return languages
    return tuple(one for one in languages if build.target(one).is_dir())


def _listen(languages: tuple[str, ...], *, compared: bool) -> int:
    failed = 0
    if compared:
        print(listen.HEADING)
    for language in languages:
        found = listen.pack(language)
        print(found.line())
        for words in () if compared else found.misheard():
            print(f"  misheard {words}")
        for words in found.faults():
            failed = 1
            say(f"{language}: {words}")
    return failed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
