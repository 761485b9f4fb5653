"""Calls taken a second over HTTP, against a raw psycopg transaction that writes the same rows.

Both write an incident, a call, two entries with their payload, and the receipt of the command, as
the web role with policies on. The callers are in this process, on the same processors as the
server; what is measured is therefore a lower bound.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import statistics
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import psycopg
from django.db import connection
from django.utils.crypto import get_random_string

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.duties.calls.models import CallType
from beatbook.ground.agency import commands, queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.site import roles
from beatbook.site.bench import scratch
from beatbook.site.demo import people
from beatbook.site.startup import Place

AGENCY = "AB"
WARM_UP = 20
LOCATION = "behind the old mill"

Take = Callable[[int], None]
Caller = Callable[[], Take]


def run(args: argparse.Namespace, place: Place) -> dict[str, Any]:
    people.set_up(password=get_random_string(24), at=clock.real_now())
    agency = Agency.objects.get(code=AGENCY)
    token = _token(agency)
    raw = _raw_caller(place, agency)
    connection.close()
    measured = []
    with scratch.serving(place):
        for clients in args.clients:
            over_http = _measure(lambda: _http_caller(place, token), clients, args.calls)
            by_hand = _measure(raw, clients, args.calls)
            measured.append(
                {
                    "clients": clients,
                    "http": over_http,
                    "raw_transaction": by_hand,
                    "raw_over_http": round(by_hand["per_second"] / over_http["per_second"], 2),
                }
            )
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version()},
        "load_average": os.getloadavg()[0],
        "take": measured,
    }


def _measure(caller: Caller, clients: int, calls: int) -> dict[str, float]:
    """``calls`` calls by so many callers at once, each on a connection of its own."""
    with ThreadPoolExecutor(clients) as pool:
        callers = list(pool.map(lambda _: caller(), range(clients)))
        list(pool.map(lambda take: [take(n) for n in range(WARM_UP // clients + 1)], callers))
        began = time.perf_counter()
        times = list(pool.map(lambda take: _timed(take, calls // clients), callers))
        lasted_s = time.perf_counter() - began
    each_ms = sorted(ms for one in times for ms in one)
    return {
        "calls": len(each_ms),
        "per_second": round(len(each_ms) / lasted_s, 1),
        "p50_ms": round(statistics.median(each_ms), 2),
        "p99_ms": round(each_ms[int(len(each_ms) * 0.99) - 1], 2),
        "max_ms": round(each_ms[-1], 2),
    }


def _timed(take: Take, count: int) -> list[float]:
    taken = []
    for number in range(count):
        began = time.perf_counter()
        take(number)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _token(agency: Agency) -> str:
    with scope.within([agency.pk]):
        _, secret = commands.create_token(
            agency=agency,
            name="bench",
            permissions=[Permission.CALL_TAKE, Permission.CALL_READ],
            lifetime=timedelta(hours=1),
            by=queries.system("bench", [agency]),
            at=clock.real_now(),
        )
    return secret


def _http_caller(place: Place, token: str) -> Take:
    line = http.client.HTTPConnection(place.host, place.port, timeout=30)
    body = json.dumps({"call_type": "NOISE", "location": LOCATION})
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def take(_: int) -> None:
        line.request("POST", "/api/v1/calls", body, headers | {"Command-Id": str(uuid.uuid4())})
        answer = line.getresponse()
        content = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"Not taken ({answer.status}): {content.decode()[:200]}")

    return take


_INCIDENT = """
INSERT INTO registry_incident (agency_id, kind, year, serial, number, need_to_know, headline,
    location, address_key, beat, opened_at, historical, version)
VALUES (%(agency)s, 'call', %(year)s, %(serial)s, %(number)s, 'open', 'Noise complaint',
    %(location)s, %(location)s, '', %(at)s, false, 1) RETURNING id
"""
_CALL = """
INSERT INTO calls_call (incident_id, agency_id, need_to_know, call_type_id, priority, source,
    status, caller, callback, received_at, taken_by)
VALUES (%(incident)s, %(agency)s, 'open', %(type)s, 4, 'api', 'waiting', '', '', %(at)s, 'bench')
"""
_ENTRY = """
INSERT INTO journal_entry (name, agency_id, need_to_know, subject_kind, subject_id, actor, at,
    received, command_id, codes, commitment)
VALUES (%(name)s, %(agency)s, 'open', 'incident', %(incident)s::text, 'bench', %(at)s,
    clock_timestamp(), %(command)s, '{}', sha256(%(command)s::text::bytea)) RETURNING id
"""
_PAYLOAD = f"""
WITH entry AS ({_ENTRY})
INSERT INTO journal_payload (entry_id, agency_id, need_to_know, salt, "values")
SELECT id, %(agency)s, 'open', sha256('salt'), '{{"location": "behind the old mill"}}' FROM entry
"""  # noqa: S608 -- made of a constant of this file
_RECEIPT = """
INSERT INTO journal_receipt (agency_id, actor, command_id, body_hash, answer, received)
VALUES (%(agency)s, 'bench', %(command)s, sha256('body'), '{}', clock_timestamp())
"""


def _raw_caller(place: Place, agency: Agency) -> Caller:
    """The same rows by hand: what the database alone could do."""
    with scope.within([agency.pk]):
        call_type = CallType.objects.get(agency=agency, code="NOISE").pk
    dsn = roles.credentials(place.data, {roles.NAME_VARIABLE: place.database}).dsn(roles.WEB)

    def caller() -> Take:
        line = psycopg.connect(dsn, autocommit=True)

        def take(_: int) -> None:
            now = clock.real_now()
            row: dict[str, Any] = {"agency": agency.pk, "year": now.year, "at": now}
            row |= {"location": LOCATION, "type": call_type, "command": uuid.uuid4()}
            with line.transaction():
                _write(line, row)

        return take

    return caller


def _write(line: psycopg.Connection[Any], row: dict[str, Any]) -> None:
    line.execute("SELECT set_config('beatbook.agencies', %s, true)", [str(row["agency"])])
    [row["serial"]] = _one(line, "SELECT registry_next_serial(%(agency)s, %(year)s)", row)
    row["number"] = f"A{row['year'] % 100}-{row['serial']:06}"
    [row["incident"]] = _one(line, _INCIDENT, row)
    line.execute(_CALL, row)
    line.execute(_ENTRY, row | {"name": "registry.incident.opened"})
    line.execute(_PAYLOAD, row | {"name": "calls.call.taken"})
    line.execute(_RECEIPT, row)


def _one(line: psycopg.Connection[Any], statement: str, row: dict[str, Any]) -> Any:
    found = line.execute(statement, row).fetchone()
    assert found is not None
    return found
