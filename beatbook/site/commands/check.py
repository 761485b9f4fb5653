"""``beatbook check``: does the installation's data hold together, and what explains the gaps?"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import connection

from beatbook.contract.access import Actor
from beatbook.ground.agency import queries as agency_queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import Parked
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.queries import NumberGap
from beatbook.site import commands, restarts
from beatbook.site.commands import Subparsers
from beatbook.site.data_directory import DataDirectory
from beatbook.site.restarts import Restart

_UNSEALED = """
SELECT count(*) FROM journal_entry e
WHERE e.received < clock_timestamp() - interval '10 seconds'
  AND NOT EXISTS (SELECT FROM journal_seal s WHERE s.entry_id = e.id)
"""
_BROKEN_POSITIONS = "SELECT count(*), coalesce(max(position), 0) FROM journal_seal"
_BROKEN_LEAVES = """
SELECT agency_id, count(*), max(leaf) + 1 FROM journal_seal GROUP BY agency_id
HAVING count(*) <> max(leaf) + 1
"""


def register(subparsers: Subparsers) -> None:
    parser = commands.add(
        subparsers,
        "check",
        about="Check that the journal is whole and explain every number that does not stand.",
        example="beatbook check --json",
    )
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(args: argparse.Namespace) -> int:
    agencies = list(Agency.objects.values_list("pk", flat=True))
    with scope.within(agencies):
        problems = [problem for check in CHECKS for problem in check()]
        gaps = registry.number_gaps()
        case_gaps = registry.case_number_gaps()
        voided = _voided()
    known = restarts.read(DataDirectory.locate())
    explained = [{"number": gap.number, "explanation": _explain(gap, known)} for gap in gaps]
    cases = [{"number": gap.number, "explanation": _explain(gap, known)} for gap in case_gaps]
    cases += voided
    if args.json:
        found = {"problems": problems, "numbers": explained, "case_numbers": cases}
        print(json.dumps(found, indent=2))
    else:
        _print(problems, explained, cases)
    return commands.PROBLEMS if problems else commands.DONE


def _unsealed() -> Iterator[str]:
    [(count,)] = _rows(_UNSEALED)
    if count:
        yield f"{count} entries of the journal have waited over 10 seconds for the sealer."


def _positions() -> Iterator[str]:
    [(count, highest)] = _rows(_BROKEN_POSITIONS)
    if count != highest:
        yield f"The journal has {count} sealed entries, but positions up to {highest}."
    for agency, leaves, expected in _rows(_BROKEN_LEAVES):
        yield f"The log of agency {agency} has {leaves} leaves where {expected} should be."


def _parked() -> Iterator[str]:
    for parked in Parked.objects.filter(attempts__gt=0).order_by("position"):
        yield (
            f"{parked.subscriber} cannot take entry {parked.position} about "
            f"{parked.subject_kind} {parked.subject_id}: {parked.error}"
        )


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (_unsealed, _positions, _parked)


def _explain(gap: NumberGap, known: list[Restart]) -> str:
    """Between which accepted neighbors the number was drawn, and what happened there."""
    after = f"after {_neighbor(gap.before)}" if gap.before else "before any other of that year"
    before = f" and before {_neighbor(gap.after)}" if gap.after else ""
    between = [one for one in known if _between(one.at, gap)]
    cause = (
        f"in that time {between[0].what[0].lower()}{between[0].what[1:]}"
        if between
        else "the command that drew it was refused or failed, and was undone as a whole"
    )
    return f"Drawn {after}{before}, never accepted and never shown: {cause}."


def _voided() -> list[dict[str, str]]:
    """Case numbers that stand no more, each with by whom and why."""
    voided = list(registry.voided_case_numbers())
    names = agency_queries.actor_names(Actor.parse(one.voided_by) for one in voided)
    return [
        {
            "number": one.number,
            "explanation": f"Drawn for {one.incident.number} and voided "
            f"{one.voided_at:%m/%d/%Y %H:%M:%S} UTC by {names[Actor.parse(one.voided_by)]}: "
            f"{one.voided_why}",
        }
        for one in voided
    ]


def _neighbor(neighbor: tuple[str, datetime]) -> str:
    number, at = neighbor
    return f"{number} ({at:%m/%d/%Y %H:%M:%S} UTC)"


def _between(at: datetime, gap: NumberGap) -> bool:
    return (gap.before is None or gap.before[1] <= at) and (gap.after is None or at <= gap.after[1])


def _print(
    problems: list[str], explained: list[dict[str, str]], cases: list[dict[str, str]]
) -> None:
    for problem in problems:
        print(f"PROBLEM  {problem}")
    for one in (*explained, *cases):
        print(f"{one['number']}  {one['explanation']}")
    print(
        f"{len(problems)} problems. {len(explained)} call numbers without a call and "
        f"{len(cases)} case numbers that do not stand, all explained."
    )


def _rows(sql: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
