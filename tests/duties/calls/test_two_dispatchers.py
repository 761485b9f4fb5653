"""Two dispatchers at once: nobody waits for a number, and no unit is ever on two calls."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from beatbook.contract.base import Refused
from beatbook.duties.calls import commands
from beatbook.ground.force.models import Assignment
from beatbook.ground.journal import scope
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.models import Incident
from tests.cast import CASTLE_STREET, NOON

ROUNDS = 12


def take(cast):
    with scope.within([cast.ab.pk]):
        return commands.take_call(
            agency=cast.ab,
            call_type=cast.call_type("NOISE"),
            location=CASTLE_STREET,
            by=cast.tess,
            at=NOON,
        )


def at_once(*jobs):
    """Run the jobs on a thread and a connection each; a refusal is an answer like another."""

    def run(job):
        try:
            return job()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_takers_at_once_get_different_numbers_without_a_gap(committed_cast):
    at_once(*[lambda: [take(committed_cast) for _ in range(5)]] * 6)
    with scope.within([committed_cast.ab.pk]):
        serials = sorted(Incident.objects.values_list("serial", flat=True))
        assert serials == list(range(1, 31))
        assert registry.number_gaps() == []


def test_a_taker_does_not_wait_for_another_s_open_transaction(committed_cast):
    with scope.within([committed_cast.ab.pk]):
        first = commands.take_call(
            agency=committed_cast.ab,
            call_type=committed_cast.call_type("NOISE"),
            location=CASTLE_STREET,
            by=committed_cast.tess,
            at=NOON,
        )
        [second] = at_once(lambda: take(committed_cast))
        assert second.incident.serial == first.incident.serial + 1


def test_one_unit_is_never_on_two_calls(committed_cast):
    """The same units to different calls, by two at once, many times, in every order."""
    shuffle = random.Random(2026).sample
    with scope.within([committed_cast.ab.pk]):
        units = [committed_cast.unit(c) for c in ("2B10", "2A10", "2A11", "3A10")]
    refused = 0
    for _ in range(ROUNDS):
        calls = [take(committed_cast), take(committed_cast)]

        def send(call, wanted):
            def job():
                with scope.within([committed_cast.ab.pk]):
                    return commands.assign_units(
                        call=call, units=wanted, by=committed_cast.tess, at=NOON
                    )

            return job

        answers = at_once(*(send(call, shuffle(units, 3)) for call in calls))
        refused += sum(isinstance(answer, Refused) for answer in answers)
        with scope.within([committed_cast.ab.pk]):
            active = list(
                Assignment.objects.filter(cleared_at=None).values_list("unit_id", flat=True)
            )
            assert len(active) == len(set(active)) == 3
            close_all(committed_cast, calls)
    assert refused == ROUNDS


def close_all(cast, calls):
    for call in calls:
        commands.close_call(
            call=call, disposition=cast.disposition("CANCELED"), by=cast.tess, at=NOON
        )
