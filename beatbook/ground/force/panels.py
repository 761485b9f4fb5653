"""What the force offers to live screens."""

from __future__ import annotations

from beatbook.ground.force import queries
from beatbook.ground.ui import live


@live.rows("unit")
def unit_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_rows(None if keys is None else [int(key) for key in keys])
