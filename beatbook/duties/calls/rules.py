"""Who may do what with calls, and who may be sent. Pure: no queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.values import AUTHORITY, MemberClass, Part
from beatbook.duties.calls.models import Call, CallType
from beatbook.duties.calls.vocabulary import CLASS_WORDS


def demand(by: Principal, permission: Permission, agency_id: int) -> None:
    """Raise ``NotAllowed`` unless the permission is held in that agency."""
    if not by.may(permission, agency_id):
        raise NotAllowed(f"{by.name} may not do this: {permission} is needed.")


def demand_class(by: Principal, need_to_know: str) -> None:
    """Raise ``NotAllowed`` unless this person may see calls of that class."""
    if not by.sees_class(need_to_know):
        raise NotAllowed(f"{by.name} may not see calls restricted to “{need_to_know}”.")


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
class Objection:
    """Why these units must not be sent: the rule as a code, and a sentence."""

    callsigns: str
    rule: str
    sentence: str


def part_of(call_type: CallType, member_class: MemberClass) -> Part:
    """What units of this class may do at this kind of call."""
    if member_class in call_type.alone:
        return Part.ALONE
    return Part.ASSIST if member_class in call_type.assist else Part.NEVER


def part_in_words(call_type: CallType, member_class: MemberClass) -> str | None:
    """What a dispatcher must know of this class before sending it; None when it may go alone."""
    said = CLASS_WORDS[member_class]
    match part_of(call_type, member_class):
        case Part.ASSIST:
            return f"{said}: may assist once a {named(call_type.alone)} unit is on scene"
        case Part.NEVER:
            return f"{said}: must not go to this kind of call"
    return None


def named(classes: Iterable[str]) -> str:
    """``sworn or CSO``: classes as a sentence names them, those that may do most first."""
    ranked = sorted(map(MemberClass, classes), key=AUTHORITY.index, reverse=True)
    return " or ".join(CLASS_WORDS[one] for one in ranked)


def lacking(call_type: CallType, there: Iterable[Able]) -> list[str]:
    """The qualifications that nobody among these holds.

    Where only sworn units may go alone, the qualifications are asked of those who assist them.
    """
    asked = [one for one in there if not _is_beyond(call_type, one)]
    if not asked:
        return []
    held = frozenset[str]().union(*(one.held for one in asked))
    return [code for code in call_type.qualifications if code not in held]


def _is_beyond(call_type: CallType, one: Able) -> bool:
    return call_type.alone == [MemberClass.SWORN] and one.member_class == MemberClass.SWORN


def objections(
    call_type: CallType, sent: Sequence[Able], standing: Sequence[Able]
) -> list[Objection]:
    """What speaks against sending these units to a call where those stand already."""
    found = [
        Objection(one.callsign, f"class:{one.member_class}", _must_not_go(call_type, one))
        for one in sent
        if part_of(call_type, one.member_class) == Part.NEVER
    ]
    callsigns = ", ".join(one.callsign for one in sent)
    found += [
        Objection(callsigns, f"qualification:{code}", _nobody_is(call_type, callsigns, code))
        for code in lacking(call_type, [*sent, *standing])
    ]
    return found


def _must_not_go(call_type: CallType, one: Able) -> str:
    wanted = named([*call_type.alone, *call_type.assist])
    return (
        f"{one.callsign} counts as {CLASS_WORDS[one.member_class]} and must not go to "
        f"“{call_type.name}”: it needs a {wanted} unit."
    )


def _nobody_is(call_type: CallType, callsigns: str, code: str) -> str:
    return f"“{call_type.name}” needs somebody qualified for {words(code)}; {callsigns} is not."


def words(code: str) -> str:
    """A code as it is read aloud."""
    return code.replace("_", " ")


def why_unable(one: Able, standing: Sequence[Able], call_type: CallType) -> str | None:
    """Why this unit is not one that the response plan asks for; None when it is."""
    if part_of(call_type, one.member_class) == Part.NEVER:
        return part_in_words(call_type, one.member_class)
    if call_type.kinds and one.kind not in call_type.kinds:
        return f"needs a {' or '.join(call_type.kinds)}"
    missing = lacking(call_type, [one, *standing])
    if missing:
        return f"nobody aboard is qualified for {words(missing[0])}"
    return None
