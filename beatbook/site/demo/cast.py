"""The fixed cast: the same agencies, members and units in seeds, tests, docs and screenshots.

Nora Quist is the officer of the neighboring agency: whatever she is shown of Alder Bay is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.contract.values import MemberClass, UnitKind

TIME_ZONE = "America/New_York"


@dataclass(frozen=True)
class Agency:
    code: str
    name: str
    prefix: str


@dataclass(frozen=True)
class Member:
    """A member with a role in a home agency, and roles in others."""

    username: str
    name: str
    role: str
    agency: str
    member_class: MemberClass = MemberClass.NON_SWORN
    also: tuple[tuple[str, str], ...] = ()
    qualifications: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """A unit and the usernames of its usual crew.

    A callsign is the beat, a letter for the kind and a number: A car, B bike, C foot, M motorcycle,
    W boat; S is a sworn partner's car, V a volunteer's.
    """

    callsign: str
    kind: UnitKind
    beat: str
    crew: tuple[str, ...]
    agency: str = "AB"
    member_class: MemberClass = MemberClass.NON_SWORN
    capabilities: tuple[str, ...] = ()


ALDER_BAY = Agency("AB", "Alder Bay Community Safety", "A")
MILLBROOK = Agency("MB", "Millbrook Community Safety", "M")
COUNTY = Agency("AC", "Alder County Communications", "C")
AGENCIES = (ALDER_BAY, MILLBROOK, COUNTY)

# The people one signs in as.
TESS = Member("tess", "Tess Ellis", "dispatcher", "AB", MemberClass.CIVILIAN)
JUN = Member("jun", "Jun Park", "officer", "AB", qualifications=("traffic", "first_aid"))
ROSA = Member(
    "rosa", "Rosa Delgado", "sergeant", "AB", MemberClass.SWORN, (), ("domestic_violence",)
)
CARL = Member("carl", "Carl Whitfield", "clerk", "AB", MemberClass.CIVILIAN)
ADA = Member("ada", "Ada Okafor", "administrator", "AB", MemberClass.CIVILIAN)
AUDREY = Member("audrey", "Audrey Stone", "auditor", "AB", MemberClass.CIVILIAN)
CORY = Member(
    "cory",
    "Cory Banks",
    "dispatcher",
    "AC",
    MemberClass.CIVILIAN,
    (("AB", "dispatcher"), ("MB", "dispatcher")),
)
NORA = Member("nora", "Nora Quist", "officer", "MB", qualifications=("first_aid",))
SIGN_INS = (TESS, JUN, ROSA, CARL, ADA, AUDREY, CORY, NORA)

_CAR, _FOOT, _BIKE = UnitKind.CAR, UnitKind.FOOT, UnitKind.BIKE
_VOLUNTEER, _SWORN = MemberClass.VOLUNTEER, MemberClass.SWORN


def _officer(
    name: str,
    *qualifications: str,
    agency: str = "AB",
    member_class: MemberClass = MemberClass.NON_SWORN,
) -> Member:
    username = name.rsplit(maxsplit=1)[-1].lower()
    return Member(username, name, "officer", agency, member_class, qualifications=qualifications)


OFFICERS = (
    _officer("Bea Osel", "first_aid", "domestic_violence"),
    _officer("Folu Adeyemi", "first_aid"),
    _officer("Lev Petrov", "traffic"),
    _officer("Kay Holloway"),
    _officer("Vera Ramos", "animal"),
    _officer("Max Sandoval", "traffic", "first_aid"),
    _officer("Hari Singh", "first_aid", "domestic_violence"),
    _officer("Pia Lindqvist", "traffic"),
    _officer("Wen Cho", "animal"),
    _officer("Sol Medina", "first_aid"),
    _officer("Iga Kowalski", member_class=_VOLUNTEER),
    _officer("Tam Nguyen", "traffic", "first_aid"),
    _officer("Ola Bell", "domestic_violence", "first_aid"),
    _officer("Rita Castellano", "first_aid"),
    _officer("Cal Doyle", "animal"),
    _officer("Gil Moreau"),
    _officer("Queenie Rossi", member_class=_VOLUNTEER),
    _officer("Ash Brandt", "traffic"),
    _officer("Dina Amari", "first_aid", "domestic_violence"),
    _officer("Zed Ahmed", "first_aid"),
    _officer("Eve Fontaine", "traffic", "first_aid"),
    _officer("Noor Haddad", "animal", "first_aid"),
    _officer("Yuki Tanaka", "first_aid", "domestic_violence", member_class=_SWORN),
    _officer("Hal Brook", "traffic", agency="MB"),
    _officer("Mina Reyes", "first_aid", "domestic_violence", agency="MB"),
)

UNITS = (
    Unit("1A10", _CAR, "1", ("osel",)),
    Unit("1A11", _CAR, "1", ("adeyemi",)),
    Unit("1C10", _FOOT, "1", ("petrov",)),
    Unit("1C11", _FOOT, "1", ("holloway",)),
    Unit("1B10", _BIKE, "1", ("ramos",)),
    Unit("1M10", UnitKind.MOTORCYCLE, "1", ("sandoval",)),
    Unit("2B10", _BIKE, "2", ("jun",)),
    Unit("2A10", _CAR, "2", ("singh",)),
    Unit("2A11", _CAR, "2", ("lindqvist",)),
    Unit("2C10", _FOOT, "2", ("cho",)),
    Unit("2C11", _FOOT, "2", ("medina",)),
    Unit("2W10", UnitKind.BOAT, "2", ("kowalski",), member_class=_VOLUNTEER),
    Unit("3A10", _CAR, "3", ("nguyen",)),
    Unit("3A11", _CAR, "3", ("bell",)),
    Unit("3A12", _CAR, "3", ("castellano",)),
    Unit("3B10", _BIKE, "3", ("doyle",)),
    Unit("3C10", _FOOT, "3", ("moreau",)),
    Unit("3V10", _CAR, "3", ("rossi",), member_class=_VOLUNTEER),
    Unit("4A10", _CAR, "4", ("brandt",)),
    Unit("4A11", _CAR, "4", ("amari",)),
    Unit("4B10", _BIKE, "4", ("ahmed",)),
    Unit("4B11", _BIKE, "4", ("fontaine",)),
    Unit("4C10", _FOOT, "4", ("haddad",)),
    Unit("4S10", _CAR, "4", ("tanaka",), member_class=_SWORN),
    Unit("M1A1", _CAR, "1", ("nora",), "MB"),
    Unit("M1A2", _CAR, "1", ("brook",), "MB"),
    Unit("M1C1", _FOOT, "1", ("reyes",), "MB"),
)
