"""Puts the cast into the database, through the commands that people use."""

from __future__ import annotations

from datetime import datetime

from beatbook.contract.access import Principal
from beatbook.duties.calls import seeds as calls
from beatbook.ground.agency import commands as agencies
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force import commands as force
from beatbook.ground.force.models import Unit
from beatbook.ground.journal import scope
from beatbook.ground.registry import queries as registry
from beatbook.site.demo import cast


def set_up(*, password: str, at: datetime) -> None:
    """Agencies, members with their roles, units with their crews, call types. One transaction."""
    with scope.within([]):
        by = queries.system("set-up")
        made = {one.code: _agency(one, by, at) for one in cast.AGENCIES}
        scope.enter([agency.pk for agency in made.values()])
        by = queries.system("set-up", made.values())
        members = _members(made, password, by, at)
        for agency in made.values():
            calls.set_up(agency, by=by, at=at)
            registry.open_number_series([agency.pk], agency.local(at).year)
        for unit in cast.UNITS:
            _unit(unit, made[unit.agency], by, at)
        put_on_duty(members, list(made.values()), at)


def put_on_duty(members: dict[str, Member], agencies: list[Agency], at: datetime) -> None:
    """Every unit of the cast with its usual crew."""
    with scope.within([agency.pk for agency in agencies]):
        by = queries.system("set-up", agencies)
        for unit in cast.UNITS:
            made = Unit.objects.get(agency__code=unit.agency, callsign=unit.callsign)
            crew = [members[username] for username in unit.crew]
            force.put_on_duty(unit=made, members=crew, by=by, at=at)


def add_call_types(at: datetime) -> None:
    """What an installation made by an earlier release lacks; what it has stays as it is."""
    for agency in Agency.objects.filter(code__in=[one.code for one in cast.AGENCIES]):
        with scope.within([agency.pk]):
            calls.set_up(agency, by=queries.system("set-up", [agency]), at=at)


def _agency(one: cast.Agency, by: Principal, at: datetime) -> Agency:
    return agencies.create_agency(
        code=one.code, name=one.name, prefix=one.prefix, time_zone=cast.TIME_ZONE, by=by, at=at
    )


def _members(
    made: dict[str, Agency], password: str, by: Principal, at: datetime
) -> dict[str, Member]:
    return {
        one.username: _member(one, made, password, by, at)
        for one in (*cast.SIGN_INS, *cast.OFFICERS)
    }


def _member(
    one: cast.Member, made: dict[str, Agency], password: str, by: Principal, at: datetime
) -> Member:
    home = made[one.agency]
    member = agencies.add_member(
        agency=home,
        username=one.username,
        name=one.name,
        password=password,
        member_class=one.member_class,
        role=one.role,
        by=by,
        at=at,
    )
    for code, role in one.also:
        agencies.grant_role(agency=made[code], member=member, role=role, by=by, at=at)
    for code in one.qualifications:
        force.grant_qualification(
            agency=home, member=member, code=code, expires_on=None, by=by, at=at
        )
    return member


def _unit(unit: cast.Unit, agency: Agency, by: Principal, at: datetime) -> None:
    force.create_unit(
        agency=agency,
        callsign=unit.callsign,
        kind=unit.kind,
        member_class=unit.member_class,
        capabilities=unit.capabilities,
        home_beat=unit.beat,
        by=by,
        at=at,
    )
