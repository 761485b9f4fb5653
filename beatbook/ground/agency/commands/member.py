"""Members: who signs in, with which roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from beatbook.contract import agency as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Language, MemberClass, Subject
from beatbook.ground import journal
from beatbook.ground.agency import queries
from beatbook.ground.agency.commands import demands
from beatbook.ground.agency.models import Agency, Member, Membership, Role


class WeakPassword(Refused):
    """The password does not meet the rules; the message says which."""


class UsernameTaken(Refused):
    """Another member signs in under this name."""


class NameNeeded(Refused):
    """Everybody has a name."""

    field = "name"


class UnknownRole(Refused):
    """The agency has no such role."""


class UnknownLanguage(Refused):
    """The screens do not speak it."""


class LockingOneselfOut(Refused):
    """Nobody takes away the ground one stands on: somebody else must do it."""


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
    demands.demand(by, Permission.MEMBER_MANAGE, agency)
    if Member.objects.filter(username=username).exists() or _known(username):
        raise UsernameTaken(
            _("The sign-in name {username} is taken. Choose another.").format(username=username)
        )
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
def correct_member(
    *,
    agency: Agency,
    member: Member,
    name: str,
    member_class: MemberClass,
    by: Principal,
    at: datetime,
) -> Member:
    """Another name or class, in every agency the member belongs to: so all of them must agree.

    What was written under the old name keeps it. What stands so is no news. Raises ``NameNeeded``.
    """
    demands.demand(by, Permission.MEMBER_MANAGE, agency)
    demands.demand_everywhere(by, Permission.MEMBER_MANAGE, member)
    name = " ".join(name.split())
    if not name:
        raise NameNeeded(_("What is the member called?"))
    member = Member.objects.select_for_update().get(pk=member.pk)
    before = (member.name, MemberClass(member.member_class))
    if before == (name, member_class):
        return member
    member.name, member.member_class = name, member_class
    member.save(update_fields=["name", "member_class"])
    event = events.MemberCorrected(
        member_id=member.pk,
        member_class=member_class,
        class_before=before[1],
        full_name=name,
        before=before[0],
    )
    journal.record(
        event,
        subject=Subject("member", str(member.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
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
    """Give a member a role in an agency. Done twice, it stays one membership.

    Raises ``UnknownRole``.
    """
    demands.demand(by, Permission.MEMBER_MANAGE, agency)
    held = Role.objects.filter(agency=agency, code=role).first()
    if held is None:
        raise UnknownRole(_("{agency} has no role “{role}”.").format(agency=agency.name, role=role))
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
    """Take a role back. Screens that are open lose what they may no longer see.

    Raises ``LockingOneselfOut`` for the own right to manage members.
    """
    demands.demand(by, Permission.MEMBER_MANAGE, membership.agency)
    manages = Permission.MEMBER_MANAGE in membership.role.permissions
    if manages and membership.member_id == by.member_id:
        raise LockingOneselfOut(
            _(
                "Your role {role} lets you manage members. Ask another administrator to take "
                "it from you."
            ).format(role=membership.role.name)
        )
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
def disable_member(*, agency: Agency, member: Member, by: Principal, at: datetime) -> None:
    """Let a member sign in no longer; sessions that are open end. Roles and history stay.

    Raises ``LockingOneselfOut``.
    """
    if member.pk == by.member_id:
        raise LockingOneselfOut(
            _("You cannot disable your own sign-in: ask another administrator.")
        )
    _set_active(agency, member, by, at, active=False)


@journal.command
def enable_member(*, agency: Agency, member: Member, by: Principal, at: datetime) -> None:
    """Let a member sign in again, with the roles and the password there were."""
    _set_active(agency, member, by, at, active=True)


def _set_active(
    agency: Agency, member: Member, by: Principal, at: datetime, *, active: bool
) -> None:
    """A sign-in is good for every agency the member belongs to: so all of them must agree."""
    demands.demand(by, Permission.MEMBER_MANAGE, agency)
    demands.demand_everywhere(by, Permission.MEMBER_MANAGE, member)
    if not Member.objects.filter(pk=member.pk, is_active=not active).update(is_active=active):
        return
    event = events.MemberEnabled if active else events.MemberDisabled
    journal.record(
        event(member_id=member.pk),
        subject=Subject("member", str(member.pk)),
        agency_id=agency.pk,
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
        demands.demand(by, Permission.MEMBER_MANAGE, agency)
        demands.demand_everywhere(by, Permission.MEMBER_MANAGE, member)
    _set_password(member, password)
    journal.record(
        events.PasswordSet(member_id=member.pk),
        subject=Subject("member", str(member.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )


@journal.command
def choose_language(*, language: str, by: Principal, at: datetime) -> None:
    """In which language a member reads the screens; "" follows the agency. Raises
    ``UnknownLanguage``."""
    if by.member_id is None:
        raise NotAllowed(_("Only a member who is signed in reads screens."))
    if language and language not in list(Language):
        raise UnknownLanguage(_("The screens do not speak that language."))
    other = Member.objects.filter(pk=by.member_id).exclude(language=language)
    if not other.update(language=language):
        return
    journal.record(
        events.LanguageChosen(member_id=by.member_id, language=language),
        subject=Subject("member", str(by.member_id)),
        agency_id=by.agencies()[0],
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
