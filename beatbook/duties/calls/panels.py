"""What the calls duty offers to live screens."""

from __future__ import annotations

from beatbook.duties.calls import queries
from beatbook.ground.ui import live


@live.rows("call")
def call_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_rows(keys)
