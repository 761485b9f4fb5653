"""Who may do what with calls, and which unit is able. Pure: no queries."""

from __future__ import annotations

from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.values import MemberClass
from beatbook.duties.calls.models import Call, CallType
from beatbook.ground.force.models import Unit
from beatbook.ground.force.queries import Crew


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


def why_unable(unit: Unit, crew: Crew, call_type: CallType) -> str | None:
    """Why this unit is not one that the response plan asks for; None when it is."""
    if unit.member_class not in call_type.classes:
        named = MemberClass(unit.member_class).value.replace("_", "-")
        return f"a {named} unit does not go to this kind of call"
    if call_type.kinds and unit.kind not in call_type.kinds:
        return f"needs a {' or '.join(call_type.kinds)}"
    held = crew.qualifications | set(unit.capabilities)
    missing = [code for code in call_type.qualifications if code not in held]
    if missing:
        return f"nobody aboard is qualified for {missing[0].replace('_', ' ')}"
    return None
