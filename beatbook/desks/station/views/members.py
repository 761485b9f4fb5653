"""Members: who signs in, with which roles."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.contract.values import MemberClass
from beatbook.desks.station import agencies
from beatbook.desks.station.forms import MemberCorrectionForm, MemberForm, PasswordForm, RoleForm
from beatbook.ground.agency import commands, queries
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency, Member, Membership
from beatbook.ground.agency.requests import Request
from beatbook.ground.force.vocabulary import CLASSES

CLASS_NAMES = dict(CLASSES)


@requires(Permission.MEMBER_MANAGE)
def members(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.MEMBER_MANAGE)
    found = [(one, CLASS_NAMES[one.member_class]) for one in queries.members_of(agency)]
    context = {"agency": agency, "others": others, "members": found}
    return render(request, "station/members.html", context)


@requires(Permission.MEMBER_MANAGE)
def create(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.MEMBER_MANAGE)
    form = MemberForm(agency, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data | {"member_class": MemberClass(form.cleaned_data["member_class"])}
        try:
            made = commands.add_member(agency=agency, **given, by=request.principal, at=request.now)
        except commands.UsernameTaken as refusal:
            form.add_error("username", refusal.message)
        except commands.WeakPassword as refusal:
            form.add_error("password", refusal.message)
        else:
            messages.success(
                request,
                _("{made} can sign in as {username}.").format(
                    made=made.name, username=made.username
                ),
            )
            return redirect(_page(agency, made))
    context = {"form": form, "agency": agency, "others": others}
    return render(request, "station/new_member.html", context)


@requires(Permission.MEMBER_MANAGE)
def member(request: Request, member_id: int) -> HttpResponse:
    """A member, and name and class to be corrected; what is refused stays typed."""
    agency, found = _member(request, member_id)
    initial = {"name": found.name, "member_class": found.member_class}
    form = MemberCorrectionForm(request.POST or None, initial=initial)
    if form.is_valid() and _corrected(request, agency, found, form):
        return redirect(_page(agency, found))
    context = {
        "form": form,
        "agency": agency,
        "member": found,
        "class": CLASS_NAMES[found.member_class],
        "is_me": found.pk == request.principal.member_id,
        "role_form": RoleForm(agency, found),
        "password_form": PasswordForm(),
    }
    return render(request, "station/member.html", context)


def _corrected(request: Request, agency: Agency, found: Member, form: MemberCorrectionForm) -> bool:
    try:
        made = commands.correct_member(
            agency=agency, member=found, **form.cleaned_data, by=request.principal, at=request.now
        )
    except (NotAllowed, Refused) as refusal:
        form.add_error(getattr(refusal, "field", None), refusal.message)
        return False
    messages.success(request, _("Saved: {made}.").format(made=made.name))
    return True


@requires(Permission.MEMBER_MANAGE)
@require_POST
def give_role(request: Request, member_id: int) -> HttpResponse:
    agency, found = _member(request, member_id)

    def give() -> str:
        role = request.POST.get("role", "")
        held = commands.grant_role(
            agency=agency, member=found, role=role, by=request.principal, at=request.now
        )
        return _("{found} is {role} now.").format(found=found.name, role=_(held.role.name))

    return _done(request, agency, found, give)


@requires(Permission.MEMBER_MANAGE)
@require_POST
def take_role(request: Request, member_id: int, membership_id: int) -> HttpResponse:
    agency, found = _member(request, member_id)
    held = get_object_or_404(Membership, pk=membership_id, agency=agency, member=found)

    def take() -> str:
        commands.end_membership(membership=held, by=request.principal, at=request.now)
        return _("{found} is {role} no longer.").format(found=found.name, role=_(held.role.name))

    return _done(request, agency, found, take)


@requires(Permission.MEMBER_MANAGE)
@require_POST
def password(request: Request, member_id: int) -> HttpResponse:
    agency, found = _member(request, member_id)

    def change() -> str:
        typed = request.POST.get("password", "")
        commands.set_password(
            agency=agency, member=found, password=typed, by=request.principal, at=request.now
        )
        return _(
            "{found} has a new password. Whoever was signed in with the old one is out."
        ).format(found=found.name)

    return _done(request, agency, found, change)


@requires(Permission.MEMBER_MANAGE)
@require_POST
def sign_in(request: Request, member_id: int) -> HttpResponse:
    """Disable the member's sign-in, or enable it when ``enable`` is pressed."""
    agency, found = _member(request, member_id)

    def change() -> str:
        if "enable" in request.POST:
            commands.enable_member(
                agency=agency, member=found, by=request.principal, at=request.now
            )
            return _("{found} can sign in again.").format(found=found.name)
        commands.disable_member(agency=agency, member=found, by=request.principal, at=request.now)
        return _("{found} cannot sign in any more. Roles and history stay.").format(
            found=found.name
        )

    return _done(request, agency, found, change)


def _done(request: Request, agency: Agency, found: Member, act: Callable[[], str]) -> HttpResponse:
    """Do it, say how it went, and show the member again."""
    try:
        messages.success(request, act())
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect(_page(agency, found))


def _member(request: Request, member_id: int) -> tuple[Agency, Member]:
    agency = agencies.to_set_up(request, Permission.MEMBER_MANAGE)[0]
    return agency, get_object_or_404(queries.members_of(agency), pk=member_id)


def _page(agency: Agency, found: Member) -> str:
    return f"{reverse('member', args=[found.pk])}?agency={agency.code}"
