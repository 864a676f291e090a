"""Who uses which points for what, read from its file.

Must never fail: what cannot be read is left out and said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.places import resource_path
from acutimer.storage.errors import StorageError

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.core.point_uses import PointUses


def read_uses(desk: Desk) -> PointUses:
    """What points are used for, and where they lie."""
    from acutimer.core.point_uses import PointUses
    from acutimer.storage.resource_files import load_point_uses

    notices = desk.window.notices
    try:
        uses, faults = load_point_uses(
            resource_path("pain-places.toml"), desk.content.atlas.sources
        )
    except StorageError as fault:
        notices.say("point uses", fault.sentence)
        return PointUses()
    if faults:
        notices.say("point uses", faults[0].sentence)
    return uses
