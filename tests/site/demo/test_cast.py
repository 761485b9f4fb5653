"""The cast is fixed: seeds, tests, docs and pictures all speak of the same people and units."""

from __future__ import annotations

from collections import Counter

from beatbook.contract.access import ROLES
from beatbook.contract.values import MemberClass, UnitKind
from beatbook.site.demo import cast, town

MEMBERS = {member.username: member for member in (*cast.SIGN_INS, *cast.OFFICERS)}
KIND_OF = {
    "A": UnitKind.CAR,
    "B": UnitKind.BIKE,
    "C": UnitKind.FOOT,
    "M": UnitKind.MOTORCYCLE,
    "S": UnitKind.CAR,
    "V": UnitKind.CAR,
    "W": UnitKind.BOAT,
}


def test_every_username_and_callsign_is_used_once() -> None:
    assert len(MEMBERS) == len(cast.SIGN_INS) + len(cast.OFFICERS)
    assert len({unit.callsign for unit in cast.UNITS}) == len(cast.UNITS)


def test_every_role_is_one_that_agencies_start_with() -> None:
    roles = {member.role for member in MEMBERS.values()}
    roles |= {role for member in MEMBERS.values() for _, role in member.also}
    assert roles == {role.code for role in ROLES}


def test_every_unit_has_a_crew_of_its_own_agency_and_class() -> None:
    crews = [(unit, MEMBERS[username]) for unit in cast.UNITS for username in unit.crew]
    assert max(Counter(member.username for _, member in crews).values()) == 1
    for unit, member in crews:
        assert (unit.agency, unit.member_class) == (member.agency, member.member_class)


def test_every_unit_belongs_to_a_beat_of_the_demo_town() -> None:
    beats = {
        (agency, feature["properties"]["code"])
        for agency, collection in town.beats().items()
        for feature in collection["features"]
    }
    assert {(unit.agency, unit.beat) for unit in cast.UNITS} == beats


def test_a_callsign_tells_the_kind_of_unit() -> None:
    for unit in cast.UNITS:
        letter = unit.callsign[1] if unit.agency == "AB" else unit.callsign[2]
        assert unit.kind == KIND_OF[letter], unit.callsign


def test_alder_bay_has_twenty_four_units_most_of_them_not_sworn() -> None:
    ours = [unit for unit in cast.UNITS if unit.agency == "AB"]
    assert Counter(unit.beat for unit in ours) == {"1": 6, "2": 6, "3": 6, "4": 6}
    assert Counter(unit.member_class for unit in ours) == {
        MemberClass.NON_SWORN: 21,
        MemberClass.VOLUNTEER: 2,
        MemberClass.SWORN: 1,
    }
    assert set(UnitKind) == {unit.kind for unit in ours}


def test_the_neighbor_holds_no_role_in_alder_bay() -> None:
    assert (cast.NORA.agency, cast.NORA.also) == ("MB", ())
