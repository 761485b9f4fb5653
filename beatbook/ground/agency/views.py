"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from beatbook.contract.access import Actor, Principal
from beatbook.core import clock
from beatbook.ground.agency import commands, queries
from beatbook.ground.agency.forms import LanguageForm, SignInForm
from beatbook.ground.agency.gate import public, requires
from beatbook.ground.agency.requests import Request

WRONG = gettext_lazy("That sign-in name and password do not go together. Check both and try again.")
LOCKED = gettext_lazy(
    "This sign-in name is locked for 15 minutes after 5 wrong passwords. "
    "Wait, or ask an administrator."
)
STRANGER = Principal(actor=Actor.system("sign-in"), name="Sign-in", grants={})


@public("nobody is signed in yet")
@require_http_methods(["GET", "POST"])
def sign_in(request: Request) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if not form.is_valid():
        return _form(request, form, "")
    member: Any = auth.authenticate(request, **form.cleaned_data)
    if member is None:
        commands.record_sign_in_refused(
            username=form.cleaned_data["username"], by=STRANGER, at=clock.real_now()
        )
        locked = getattr(request, "axes_locked_out", False)
        return _form(request, form, LOCKED if locked else WRONG, status=429 if locked else 401)
    auth.login(request, member)
    by = queries.principal_of(member.pk)
    assert by is not None
    commands.record_sign_in(member=member, by=by, at=clock.real_now())
    return redirect(_next(request))


@requires(None)
@require_http_methods(["GET", "POST"])
def about_me(request: Request) -> HttpResponse:
    """What a member chooses for themselves: the language of their screens."""
    home = queries.home_of(request.principal)
    of_agency = home.language if home else settings.LANGUAGE_CODE
    chosen = {"language": request.principal.language}
    form = LanguageForm(of_agency, request.POST or None, initial=chosen)
    if form.is_valid():
        language = form.cleaned_data["language"]
        commands.choose_language(language=language, by=request.principal, at=clock.real_now())
        with translation.override(language or of_agency):
            messages.success(request, _("Saved. Every screen you open from now on speaks it."))
        return redirect("about_me")
    return render(request, "ui/about_me.html", {"form": form, "member": auth.get_user(request)})


@requires(None)
@require_POST
def sign_out(request: Request) -> HttpResponse:
    member: Any = auth.get_user(request)
    commands.record_sign_out(member=member, by=request.principal, at=clock.real_now())
    auth.logout(request)
    return redirect("sign_in")


def _form(request: Request, form: SignInForm, error: object, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "error": error, "next": request.GET.get("next", "")}
    return render(request, "ui/sign_in.html", context, status=status)


def _next(request: Request) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    if wanted and url_has_allowed_host_and_scheme(wanted, here, request.is_secure()):
        return wanted
    return resolve_url("home")
