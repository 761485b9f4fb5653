"""The verbs of agencies, members, grants, tokens and the clock."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from beatbook.contract import agency as events
from beatbook.contract.access import ROLES, NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import MemberClass, Subject
from beatbook.ground import journal
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Installation, Member, Membership, Role, Token
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import INSTALLATION


class WeakPassword(Refused):
    """The password does not meet the rules; the message says which."""


class UsernameTaken(Refused):
    """Another member signs in under this name."""


def _demand(by: Principal, permission: Permission, agency: Agency) -> None:
    if not by.may(permission, agency.pk):
        raise NotAllowed(f"{by.name} may not do this in {agency.name}: {permission} is needed.")


def _demand_everywhere(by: Principal, permission: Permission, member: Member) -> None:
    if not all(by.may(permission, agency_id) for agency_id in queries.agencies_of(member.pk)):
        raise NotAllowed(
            f"{member.name} belongs to another agency too: {permission} is needed there."
        )


@journal.command
def create_agency(
    *, code: str, name: str, prefix: str, time_zone: str, by: Principal, at: datetime
) -> Agency:
    """Set up an agency with its own copy of the standard roles. For the system only."""
    if by.actor.kind != "system":
        raise NotAllowed("Agencies are set up from the command line of the installation.")
    agency = Agency.objects.create(code=code, name=name, prefix=prefix, time_zone=time_zone)
    with scope.within([agency.pk]):
        Role.objects.bulk_create(
            Role(
                agency=agency,
                code=role.code,
                name=role.name,
                description=role.description,
                permissions=sorted(role.permissions),
            )
            for role in ROLES
        )
        journal.record(
            events.AgencyCreated(code=code),
            subject=Subject("agency", str(agency.pk)),
            agency_id=agency.pk,
            by=by,
            at=at,
        )
    return agency


@journal.command
def add_member(
    *,
    agency: Agency,
    username: str,
    name: str,
    password: str,
    member_class: MemberClass,
    role: str,
    by: Principal,
    at: datetime,
) -> Member:
    """A new member with a first role. Raises ``UsernameTaken`` or ``WeakPassword``."""
    _demand(by, Permission.MEMBER_MANAGE, agency)
    if Member.objects.filter(username=username).exists() or _known(username):
        raise UsernameTaken(f"The sign-in name {username} is taken. Choose another.")
    member = Member(username=username, name=name, member_class=member_class)
    _set_password(member, password)
    journal.record(
        events.MemberAdded(member_id=member.pk, username=username, full_name=name),
        subject=Subject("member", str(member.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    grant_role(agency=agency, member=member, role=role, by=by, at=at)
    return member


@journal.command
def grant_role(
    *,
    agency: Agency,
    member: Member,
    role: str,
    classes: Iterable[str] = (),
    by: Principal,
    at: datetime,
) -> Membership:
    """Give a member a role in an agency. Done twice, it stays one membership."""
    _demand(by, Permission.MEMBER_MANAGE, agency)
    held = Role.objects.get(agency=agency, code=role)
    membership, created = Membership.objects.get_or_create(
        agency=agency,
        member=member,
        role=held,
        ended_at=None,
        defaults={"granted_at": at, "classes": sorted(classes)},
    )
    if created:
        _record_grant(events.MembershipGranted, membership, by, at)
    return membership


@journal.command
def end_membership(*, membership: Membership, by: Principal, at: datetime) -> None:
    """Take a role back. Screens that are open lose what they may no longer see."""
    _demand(by, Permission.MEMBER_MANAGE, membership.agency)
    if Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=at):
        _record_grant(events.MembershipEnded, membership, by, at)


def _record_grant(
    event: type[events.MembershipGranted] | type[events.MembershipEnded],
    membership: Membership,
    by: Principal,
    at: datetime,
) -> None:
    journal.record(
        event(member_id=membership.member_id, role=membership.role.code),
        subject=Subject("member", str(membership.member_id)),
        agency_id=membership.agency_id,
        by=by,
        at=at,
    )


@journal.command
def set_password(
    *, agency: Agency, member: Member, password: str, by: Principal, at: datetime
) -> None:
    """A new password; every session of the member ends with the old one.

    Whoever sets another's password could sign in as that person: so it takes the permission
    wherever the member belongs.
    """
    if by.member_id != member.pk:
        _demand(by, Permission.MEMBER_MANAGE, agency)
        _demand_everywhere(by, Permission.MEMBER_MANAGE, member)
    _set_password(member, password)
    journal.record(
        events.PasswordSet(member_id=member.pk),
        subject=Subject("member", str(member.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )


@journal.command
def create_token(
    *,
    agency: Agency,
    name: str,
    permissions: Iterable[Permission],
    lifetime: timedelta,
    by: Principal,
    at: datetime,
) -> tuple[Token, str]:
    """A machine's grant: the row, and the secret, which is shown this once and never kept."""
    _demand(by, Permission.TOKEN_CREATE, agency)
    granted = sorted(set(permissions))
    beyond = [permission for permission in granted if not by.may(permission, agency.pk)]
    if beyond:
        raise NotAllowed(f"A token cannot hold more than you do: {', '.join(beyond)}.")
    secret = f"bb_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        agency=agency,
        name=name,
        digest=queries.token_digest(secret),
        permissions=granted,
        created_at=at,
        expires_at=at + lifetime,
    )
    journal.record(
        events.TokenCreated(token_id=token.pk, permissions=" ".join(granted), purpose=name),
        subject=Subject("token", str(token.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return token, secret


@journal.command
def revoke_token(*, token: Token, by: Principal, at: datetime) -> None:
    _demand(by, Permission.TOKEN_CREATE, token.agency)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        journal.record(
            events.TokenRevoked(token_id=token.pk),
            subject=Subject("token", str(token.pk)),
            agency_id=token.agency_id,
            by=by,
            at=at,
        )


@journal.command
def set_clock(*, rate: float, operational: datetime, real: datetime, by: Principal) -> Installation:
    """Let operational time run at ``rate`` from ``operational`` on. For the system only."""
    if by.actor.kind != "system":
        raise NotAllowed("The operational clock is set from the command line.")
    installation, _ = Installation.objects.update_or_create(
        id=1,
        defaults={
            "clock_rate": rate,
            "clock_real_at": real,
            "clock_operational_at": operational,
        },
    )
    journal.record(
        events.ClockSet(rate=rate, operational=operational.isoformat()),
        subject=Subject("installation", "1"),
        agency_id=INSTALLATION,
        by=by,
        at=operational,
    )
    return installation


@journal.command
def record_sign_in(*, member: Member, by: Principal, at: datetime) -> None:
    _record_presence(events.SignedIn(member_id=member.pk), member, by, at)


@journal.command
def record_sign_out(*, member: Member, by: Principal, at: datetime) -> None:
    _record_presence(events.SignedOut(member_id=member.pk), member, by, at)


@journal.command
def record_sign_in_refused(*, username: str, by: Principal, at: datetime) -> None:
    """In the log of every agency whose member was meant; of the installation, if of nobody's."""
    member_id = queries.member_id(username)
    agencies = [] if member_id is None else queries.agencies_of(member_id)
    with scope.within(agencies):
        for agency_id in agencies or [INSTALLATION]:
            journal.record(
                events.SignInRefused(username=username),
                subject=Subject("sign_in", "refused"),
                agency_id=agency_id,
                by=by,
                at=at,
            )


def _record_presence(
    event: events.SignedIn | events.SignedOut, member: Member, by: Principal, at: datetime
) -> None:
    """In the log of every agency where the member belongs: each sees its own people only."""
    for agency_id in by.agencies() or [INSTALLATION]:
        journal.record(
            event,
            subject=Subject("member", str(member.pk)),
            agency_id=agency_id,
            by=by,
            at=at,
        )


def _known(username: str) -> bool:
    """Is the name in use anywhere, also where this scope cannot see?"""
    return queries.member_id(username) is not None


def _set_password(member: Member, password: str) -> None:
    try:
        validate_password(password, member)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from error
    member.set_password(password)
    member.save()
