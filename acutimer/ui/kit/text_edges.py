"""Room between the border of a field for a moment and its words.

The style sheet's padding does not reach the words of a field without up and down buttons. Must
never change what is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDateTimeEdit

#: As in the style sheet's other fields.
_EDGE_PX = 10


def keep_off_edges(edit: QDateTimeEdit) -> None:
    """Let the words begin as far from the border as in every other field."""
    edit.lineEdit().setTextMargins(_EDGE_PX, 0, _EDGE_PX, 0)
