"""Vehicles tagged as abandoned: what is due for a second look, tagging one, how it ended."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.desks.station import agencies
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.registry import commands, locating, queries
from beatbook.ground.registry.forms import TagForm
from beatbook.ground.registry.vocabulary import TagEnd

PAGE = 50


@requires(Permission.CALL_READ)
def tags(request: Request) -> HttpResponse:
    """Those that stand, the first that is due at the top; a POST tags another one."""
    agency, *others = agencies.to_set_up(request, Permission.CALL_READ)
    form = TagForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = commands.tag_vehicle(
                agency=agency,
                said=form.said(),
                location=locating.locate(agency, form.cleaned_data["address"], None, None),
                recheck_at=form.recheck_at(request.now, agency.time_zone),
                by=request.principal,
                at=request.now,
            )
        except NotAllowed as refusal:
            messages.error(request, refusal.message)
        except Refused as refusal:
            field = {"until": "recheck"}.get(said := getattr(refusal, "field", ""), said)
            form.add_error(field if field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("{vehicle} is tagged.").format(vehicle=made.vehicle))
            return redirect(request.get_full_path())
    standing = queries.tags_standing(request.principal).filter(agency=agency)
    context = {
        "agency": agency,
        "others": others,
        "form": form,
        "page": Paginator(standing, PAGE).get_page(request.GET.get("page")),
        "now": request.now,
        "ends": TagEnd.choices,
        "may_log": request.principal.may(Permission.TOW_LOG, agency.pk),
    }
    return render(request, "station/tags.html", context)


@requires(Permission.TOW_LOG)
@require_POST
def end(request: Request, tag_id: int) -> HttpResponse:
    found = get_object_or_404(queries.tags_for(request.principal), pk=tag_id)
    how = request.POST.get("how", "")
    if how not in TagEnd.values:
        messages.error(request, _("How did it end? Moved, cited or towed."))
        return redirect("tags")
    try:
        ended = commands.end_tag(tag=found, how=TagEnd(how), by=request.principal, at=request.now)
        messages.success(request, f"{ended.vehicle}: {_(TagEnd(how).label).lower()}.")
    except (Refused, NotAllowed) as refusal:
        messages.error(request, refusal.message)
    return redirect("tags")
