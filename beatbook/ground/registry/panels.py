"""What the registry offers to live screens."""

from __future__ import annotations

from beatbook.ground.registry import queries
from beatbook.ground.ui import live


@live.rows("check")
def check_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_checks(None if keys is None else [int(key) for key in keys])


@live.rows("alert")
def alert_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_alerts(None if keys is None else [int(key) for key in keys])


@live.rows("tag")
def tag_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_tags(None if keys is None else [int(key) for key in keys])
