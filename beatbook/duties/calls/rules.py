"""Who may do what with calls, and who may be sent. Pure: no queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.values import AUTHORITY, MemberClass, Part
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.vocabulary import CLASS_WORDS, Status
from beatbook.ground.agency.models import Agency


def demand(by: Principal, permission: Permission, agency_id: int) -> None:
    """Raise ``NotAllowed`` unless the permission is held in that agency."""
    if not by.may(permission, agency_id):
        raise NotAllowed(
            _("{by} may not do this: {permission} is needed.").format(
                by=by.name, permission=permission
            )
        )


def demand_class(by: Principal, need_to_know: str) -> None:
    """Raise ``NotAllowed`` unless this person may see calls of that class."""
    if not by.sees_class(need_to_know):
        raise NotAllowed(
            _("{by} may not see calls restricted to “{need_to_know}”.").format(
                by=by.name, need_to_know=need_to_know
            )
        )


def may_work(by: Principal, call: Call, crews: list[set[int]]) -> bool:
    """A dispatcher works every call; an officer the calls that his or her unit is on."""
    if by.may(Permission.CALL_DISPATCH, call.agency_id):
        return True
    return any(by.member_id in crew for crew in crews)


@dataclass(frozen=True)
class Able:
    """One unit as the rules see it: what it counts as, and what it and its crew can do."""

    callsign: str
    member_class: MemberClass
    kind: str
    held: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Going:
    """Who may go to a call: alone, or to assist; and what must be held and driven there."""

    name: str
    alone: frozenset[str]
    assist: frozenset[str] = frozenset()
    qualifications: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def part_of(self, member_class: MemberClass) -> Part:
        """What units of this class may do at this call."""
        if member_class in self.alone:
            return Part.ALONE
        return Part.ASSIST if member_class in self.assist else Part.NEVER

    @property
    def is_for_sworn(self) -> bool:
        """Only sworn units go alone."""
        return self.alone == {MemberClass.SWORN}


def going(call_type: CallType, agency: Agency, flags: Iterable[str] = ()) -> Going:
    """By the call type, by what the agency says of verbal disputes, and by what became of the call:
    once it is raised only sworn units go alone, and everybody else who might have gone assists.
    """
    alone, assist = frozenset(call_type.alone), frozenset(call_type.assist)
    if call_type.verbal and agency.csos_alone_at_verbal:
        alone |= {MemberClass.NON_SWORN}
    if any(flags):
        alone, assist = frozenset({MemberClass.SWORN}), alone | assist
    return Going(
        name=call_type.name,
        alone=alone,
        assist=assist - alone,
        qualifications=tuple(call_type.qualifications),
        kinds=tuple(call_type.kinds),
    )


def going_to(call: Call) -> Going:
    """Who may go to this call as it is now."""
    return going(call.call_type, call.agency, call.flags)


def asks_police(call_type: CallType, agency: Agency) -> bool:
    """Are the police asked as soon as such a call is taken?"""
    return call_type.police and going(call_type, agency).is_for_sworn


def part_in_words(going: Going, member_class: MemberClass) -> str | None:
    """What a dispatcher must know of this class before sending it; None when it may go alone."""
    said = CLASS_WORDS[member_class]
    match going.part_of(member_class):
        case Part.ASSIST:
            return f"{said}: may assist once a {named(going.alone)} unit is on scene"
        case Part.NEVER:
            return f"{said}: must not go to this kind of call"
    return None


def named(classes: Iterable[str]) -> str:
    """``sworn or CSO``: classes as a sentence names them, those that may do most first."""
    ranked = sorted(map(MemberClass, classes), key=AUTHORITY.index, reverse=True)
    return " or ".join(CLASS_WORDS[one] for one in ranked)


def part_of_sent(going: Going, one: Able) -> Part:
    """The part of a unit that is sent. Whom somebody sent against the rules goes like any other,
    except where only sworn units go alone: there it assists.
    """
    part = going.part_of(one.member_class)
    if part == Part.NEVER:
        return Part.ASSIST if going.is_for_sworn else Part.ALONE
    return part


def lacking(going: Going, there: Iterable[Able]) -> list[str]:
    """The qualifications that nobody among these holds.

    Where only sworn units may go alone, the qualifications are asked of those who assist them.
    """
    asked = [one for one in there if not (going.is_for_sworn and one.member_class in going.alone)]
    if not asked:
        return []
    held = frozenset[str]().union(*(one.held for one in asked))
    return [code for code in going.qualifications if code not in held]


@dataclass(frozen=True)
class Objection:
    """Why these units must not be sent: the rule as a code, and a sentence."""

    callsigns: str
    rule: str
    sentence: str


def objections(going: Going, sent: Sequence[Able], standing: Sequence[Able]) -> list[Objection]:
    """What speaks against sending these units to a call where those stand already."""
    found = [
        Objection(one.callsign, f"class:{one.member_class}", _must_not_go(going, one))
        for one in sent
        if going.part_of(one.member_class) == Part.NEVER
    ]
    callsigns = ", ".join(one.callsign for one in sent)
    found += [
        Objection(callsigns, f"qualification:{code}", _nobody_is(going, callsigns, code))
        for code in lacking(going, [*sent, *standing])
    ]
    return found


def _must_not_go(going: Going, one: Able) -> str:
    wanted = named(going.alone | going.assist)
    return _(
        "{callsign} counts as {class_words} and must not go to “{going}”: it needs a {wanted} unit."
    ).format(
        callsign=one.callsign,
        class_words=CLASS_WORDS[one.member_class],
        going=going.name,
        wanted=wanted,
    )


def _nobody_is(going: Going, callsigns: str, code: str) -> str:
    return _("“{going}” needs somebody qualified for {code}; {callsigns} is not.").format(
        going=going.name, code=words(code), callsigns=callsigns
    )


def words(code: str) -> str:
    """A code as it is read aloud."""
    return code.replace("_", " ")


def why_unable(one: Able, standing: Sequence[Able], going: Going) -> str | None:
    """Why this unit is not one that the response plan asks for; None when it is."""
    if going.part_of(one.member_class) == Part.NEVER:
        return part_in_words(going, one.member_class)
    if going.kinds and one.kind not in going.kinds:
        return f"needs a {' or '.join(going.kinds)}"
    missing = lacking(going, [one, *standing])
    if missing:
        return f"nobody aboard is qualified for {words(missing[0])}"
    return None


def wait_due(call: Call) -> datetime | None:
    """When a waiting call has waited too long: for its priority, by its agency's settings, or for
    whom it is kept.
    """
    if call.status != Status.WAITING:
        return None
    by_priority = call.waits_from + timedelta(seconds=call.agency.wait_s[call.priority - 1])
    return min(one for one in (by_priority, call.stacked_until) if one)
