"""The verb on sources: who said what we show, and where that can be read."""

from __future__ import annotations

import argparse

from acutimer.cli.asking import print_json
from acutimer.places import SOURCES, resource_path


def list_(options: argparse.Namespace) -> int:
    """List every source, those of one standing below each other."""
    from acutimer.core.sources import SourceStanding, sources_json
    from acutimer.storage.resource_files import load_sources

    sources = load_sources(resource_path(SOURCES))
    if options.json:
        return print_json(sources_json(sources))
    for number, standing in enumerate(SourceStanding):
        print(f"{chr(10) if number else ''}{sources.standings[standing]}")
        for source in sources.of(standing):
            print(f"  {source.id:10} {source.name}")
            print(f"  {'':10} {source.url or source.no_url}")
    return 0
