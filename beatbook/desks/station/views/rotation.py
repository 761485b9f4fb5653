"""Companies that are called in turn: the line, and every turn there was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.desks.station.rotation_forms import ChangedCompanyForm, CompanyForm
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Company
from beatbook.duties.calls.queries import rotation as queries
from beatbook.duties.calls.vocabulary import BY_ROTATION, Service
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.ui import keyset


@requires(Permission.CALL_READ)
def rotation(request: Request) -> HttpResponse:
    agency, *others = agencies.to_set_up(request, Permission.CALL_READ)
    form = CompanyForm(request.POST or None)
    if form.is_valid():
        told = {"by": request.principal, "at": request.now, **form.cleaned_data}
        added = _kept(request, form, partial(commands.add_company, agency=agency, **told))
        if added:
            messages.success(
                request, _("{added} stands at the end of the line.").format(added=added)
            )
            return redirect(_page(agency.code))
    standing = list(queries.line(request.principal, agency.pk))
    after = keyset.read(request.GET.get("after", ""))
    page = queries.turns_page(request.principal, agency.pk, after=after)
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "lines": [
            (service, [one for one in standing if one.service == service])
            for service in map(Service, BY_ROTATION)
        ],
        "turns": page.turns,
        "next": keyset.write(page.next_key),
        "later_page": bool(after),
        "may_edit": request.principal.may(Permission.CALL_CONFIGURE, agency.pk),
    }
    return render(request, "station/rotation.html", context)


@requires(Permission.CALL_CONFIGURE)
def company(request: Request, company_id: int) -> HttpResponse:
    """Its name and its telephone. Its place in line is what its turns made it."""
    found = _company(request, company_id)
    standing = {"name": found.name, "phone": found.phone}
    form = ChangedCompanyForm(request.POST or None, initial=standing)
    if form.is_valid():
        told = {"by": request.principal, "at": request.now, **form.cleaned_data}
        changed = _kept(request, form, partial(commands.change_company, company=found, **told))
        if changed:
            messages.success(request, _("{company} is changed.").format(company=changed))
            return redirect(_page(found.agency.code))
    return render(request, "station/company.html", {"company": found, "form": form})


@requires(Permission.CALL_CONFIGURE)
@require_POST
def retire(request: Request, company_id: int) -> HttpResponse:
    company = _company(request, company_id)
    commands.retire_company(company=company, by=request.principal, at=request.now)
    messages.success(
        request, _("{company} is called no more. Its turns stay on file.").format(company=company)
    )
    return redirect(_page(company.agency.code))


def _company(request: Request, company_id: int) -> Company:
    mine = queries.companies_for(request.principal, Permission.CALL_CONFIGURE)
    return get_object_or_404(mine.select_related("agency"), pk=company_id)


def _kept(
    request: Request, form: ChangedCompanyForm, keep: Callable[[], Company]
) -> Company | None:
    """The company as it is kept now; None where it was refused, and the form or page says why."""
    try:
        return keep()
    except NotAllowed as refusal:
        messages.error(request, refusal.message)
    except Refused as refusal:
        form.add_error(getattr(refusal, "field", None), refusal.message)
    return None


def _page(agency: str) -> str:
    return f"{reverse('rotation')}?agency={agency}"
