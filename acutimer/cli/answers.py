"""The profile's safety answers, as the headless verbs look them up.

Must never make a journal, nor change one.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from acutimer.cli.asking import places_of
from acutimer.cli.content import warn

if TYPE_CHECKING:
    from acutimer.core.points import Atlas
    from acutimer.core.safety import Verdict


def verdict_of(options: argparse.Namespace, atlas: Atlas) -> Verdict | None:
    """What the profile's answers strike; None where nobody has answered yet."""
    places = places_of(options)
    if not places.database.exists():
        return None  # looking must not make a journal
    from acutimer.core.safety import judge
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.database import open_database
    from acutimer.storage.errors import StorageError
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.safety_profile import profile_in
    from acutimer.storage.safety_rules import load_rules

    now = SystemClock().now
    try:
        with closing(open_database(places.database, now=now, backups=places.backups)) as database:
            profile, sentence = profile_in(JournalStore(database, now), now())
    except StorageError as fault:
        warn([f"{fault} Points are not looked up in them."])
        return None
    rules, refused = load_rules()
    warn([one for one in (sentence, refused) if one])
    if rules is None:
        return None
    return judge(rules, profile, atlas, now())
