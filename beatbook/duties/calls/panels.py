"""What the calls duty offers to live screens."""

from __future__ import annotations

from beatbook.duties.calls import queries
from beatbook.duties.calls.queries import report
from beatbook.ground.ui import live


@live.rows("call")
def call_rows(keys: list[str] | None) -> list[live.Patch]:
    return queries.board_rows(keys)


@live.rows("report")
def report_rows(keys: list[str] | None) -> list[live.Patch]:
    return report.board_rows(None if keys is None else [int(key) for key in keys])
