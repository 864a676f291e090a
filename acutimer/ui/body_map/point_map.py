"""What the full card asks of the map it holds.

Types alone. Must never hold anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.body_map.markers import MarkerLook
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.kit.theme import Theme


class PointMap(Protocol):
    """What the page needs of the map it holds."""

    def tell_turns(self, view: Callable[[str], object], step: Callable[[], object]) -> None:
        """Tell every view the person turned to, by its id, and every step of a turn."""

    def show_view(self, view_id: str) -> None:
        """Show a picture."""

    def show_whole(self) -> bool:
        """Show all of an enlarged picture; False when all of it is shown."""
        ...

    def set_markers(self, looks: Sequence[MarkerLook]) -> None:
        """Show these markers."""

    def set_layers(self, layers: GuideLayers | None) -> None:
        """Paint these layers below and above the markers."""

    def sight(self) -> Sight | None:
        """How the picture stands, None while there is none."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
