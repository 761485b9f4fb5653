"""What the force offers to live screens."""

from __future__ import annotations

from beatbook.ground.force import cancellations, queries
from beatbook.ground.ui import live


@live.rows("unit")
def unit_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_rows(None if keys is None else [int(key) for key in keys])


@live.rows("cancellation")
def cancellation_rows(keys: list[str] | None) -> list[live.Patch]:
    return cancellations.board_rows(None if keys is None else [int(key) for key in keys])
