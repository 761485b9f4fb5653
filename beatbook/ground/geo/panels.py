"""What the map offers to live screens."""

from __future__ import annotations

from beatbook.ground.geo import closures
from beatbook.ground.ui import live


@live.rows("closure")
def closure_rows(keys: list[str] | None) -> list[live.Patch]:
    return closures.board_rows(None if keys is None else [int(key) for key in keys])
