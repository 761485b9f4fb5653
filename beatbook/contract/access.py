"""Who acts, what may be granted, and the named sets of grants that agencies start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from beatbook.contract.values import MemberClass


class NotAllowed(Exception):
    """The person may not do this. The message says what would be needed."""

    @property
    def message(self) -> str:
        return str(self)


class Permission(StrEnum):
    """``resource:action``, alphabetical. A role is a named set of these."""

    AGENCY_CONFIGURE = "agency:configure"
    ALERT_ISSUE = "alert:issue"
    ALERT_READ = "alert:read"
    CALLER_READ = "caller:read"
    CALL_CLOSE = "call:close"
    CALL_CONFIGURE = "call:configure"
    CALL_DISPATCH = "call:dispatch"
    CALL_NOTE = "call:note"
    CALL_ON_VIEW = "call:on_view"
    CALL_OVERRIDE = "call:override"
    CALL_READ = "call:read"
    CALL_TAKE = "call:take"
    CASE_NUMBER_DRAW = "case_number:draw"
    CASE_NUMBER_VOID = "case_number:void"
    CHECK_ANSWER = "check:answer"
    CLOSURE_SET = "closure:set"
    JOURNAL_READ = "journal:read"
    MAP_EDIT = "map:edit"
    MAP_READ = "map:read"
    MEMBER_MANAGE = "member:manage"
    POSITION_SEND = "position:send"
    PREMISE_EDIT = "premise:edit"
    PREMISE_READ = "premise:read"
    RECORD_LOOK_UP = "record:look_up"
    REPORT_ASSIGN = "report:assign"
    ROSTER_EDIT = "roster:edit"
    TOKEN_CREATE = "token:create"  # noqa: S105 -- a permission, not a secret
    TOW_LOG = "tow:log"
    UNIT_CONFIGURE = "unit:configure"
    UNIT_OWN_STATUS = "unit:own_status"
    UNIT_READ = "unit:read"
    UNIT_STATUS = "unit:status"


@dataclass(frozen=True)
class RoleTemplate:
    """A role every new agency starts with. Agencies may change their own copy."""

    code: str
    name: str
    description: str
    permissions: frozenset[Permission]


P = Permission
_READ = frozenset({P.CALL_READ, P.UNIT_READ, P.MAP_READ, P.PREMISE_READ, P.ALERT_READ})
_OFFICER = _READ | {
    P.RECORD_LOOK_UP,
    P.TOW_LOG,
    P.CALL_NOTE,
    P.CALL_CLOSE,
    P.CALL_ON_VIEW,
    P.CASE_NUMBER_DRAW,
    P.UNIT_OWN_STATUS,
    P.POSITION_SEND,
}
_DISPATCHER = _READ | {
    P.RECORD_LOOK_UP,
    P.TOW_LOG,
    P.CHECK_ANSWER,
    P.ALERT_ISSUE,
    P.CALL_TAKE,
    P.CALLER_READ,
    P.CALL_DISPATCH,
    P.CALL_NOTE,
    P.CALL_ON_VIEW,
    P.CALL_OVERRIDE,
    P.CALL_CLOSE,
    P.CASE_NUMBER_DRAW,
    P.CLOSURE_SET,
    P.UNIT_STATUS,
    P.PREMISE_EDIT,
}
_CASE_NUMBERS = frozenset({P.CASE_NUMBER_DRAW, P.CASE_NUMBER_VOID})
_SERGEANT = (
    _OFFICER | _DISPATCHER | _CASE_NUMBERS | {P.REPORT_ASSIGN, P.ROSTER_EDIT, P.UNIT_CONFIGURE}
)

ROLES: tuple[RoleTemplate, ...] = (
    RoleTemplate(
        "dispatcher", "Dispatcher", "Takes calls, sends units and follows them.", _DISPATCHER
    ),
    RoleTemplate(
        "officer", "Officer", "Works calls in the field and reports own status.", _OFFICER
    ),
    RoleTemplate(
        "sergeant",
        "Sergeant",
        "Runs the shift: roster, units and everything on the board.",
        _SERGEANT,
    ),
    RoleTemplate(
        "clerk",
        "Records clerk",
        "Reads calls, adds notes, and keeps the case numbers.",
        _READ | _CASE_NUMBERS | {P.CALL_NOTE, P.CALLER_READ},
    ),
    RoleTemplate(
        "administrator",
        "Administrator",
        "Sets up the agency: members, roles, units, call types, tokens.",
        _SERGEANT
        | {P.AGENCY_CONFIGURE, P.MEMBER_MANAGE, P.CALL_CONFIGURE, P.MAP_EDIT, P.TOKEN_CREATE}
        | {P.JOURNAL_READ},
    ),
    RoleTemplate(
        "auditor",
        "Auditor",
        "Reads everything, changes nothing.",
        _READ | {P.JOURNAL_READ, P.CALLER_READ},
    ),
)
del P


@dataclass(frozen=True)
class Actor:
    """Who did it, as the journal keeps it: ``member``, ``token`` or ``system``, and which."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def system(cls, name: str) -> Actor:
        return cls("system", name)

    @classmethod
    def parse(cls, text: str) -> Actor:
        kind, _, identity = text.partition(":")
        return cls(kind, identity)


@dataclass(frozen=True)
class Principal:
    """Who asks for a command, with the grants that were true when the request began.

    ``grants`` maps an agency's id to the permissions held there; ``classes`` are the need-to-know
    classes beyond ``open``; ``language`` is the one they chose, "" for that of their agency.
    """

    actor: Actor
    name: str
    grants: Mapping[int, frozenset[Permission]]
    member_id: int | None = None
    member_class: MemberClass = MemberClass.NON_SWORN
    classes: frozenset[str] = field(default_factory=frozenset)
    language: str = ""

    def may(self, permission: Permission, agency_id: int) -> bool:
        return permission in self.grants.get(agency_id, frozenset())

    def may_somewhere(self, permission: Permission) -> bool:
        return any(permission in held for held in self.grants.values())

    def agencies(self, permission: Permission | None = None) -> list[int]:
        """Ids of the agencies where ``permission`` is held (any grant at all, if None)."""
        return sorted(
            agency
            for agency, held in self.grants.items()
            if permission is None or permission in held
        )

    def sees_class(self, need_to_know: str) -> bool:
        """The program itself keeps no secrets from itself; the database fences it all the same."""
        own = self.actor.kind == "system"
        return own or need_to_know == "open" or need_to_know in self.classes
