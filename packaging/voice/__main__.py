"""Speaks every clause of packaging/voice/phrases.

    packaging/dev voice                       every language that has a table
    packaging/dev voice --language es         one of them (may be given again)
    packaging/dev voice --anew                choose each clause's way again; slow
    packaging/dev voice --check               build again elsewhere and compare every byte

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
import parts
import table


def say(words: str) -> None:
    print(f"voice: {words}", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/dev voice", description="Speak the clauses.")
    parser.add_argument("--language", choices=table.languages(), action="append")
    parser.add_argument("--anew", action="store_true", help="choose each clause's way again")
    parser.add_argument("--check", action="store_true", help="build again and compare every byte")
    asked = parser.parse_args(arguments)
    languages = asked.language or table.languages()
    try:
        parts.needed()
        if asked.check:
            return _check(languages)
        for language in languages:
            say(build.replace(language, anew=asked.anew))
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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
