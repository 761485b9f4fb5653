"""Abandoned vehicles on the phone: tagged where they stand, photographed, and looked at again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from beatbook.contract.access import NotAllowed, Permission
from beatbook.contract.base import Refused
from beatbook.contract.values import Point
from beatbook.desks.field import queries
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.force.models import LastPosition
from beatbook.ground.geo.where import reverse as whereabouts
from beatbook.ground.registry import commands, locating
from beatbook.ground.registry import queries as registry
from beatbook.ground.registry.forms import TagForm
from beatbook.ground.registry.models import Tag
from beatbook.ground.registry.vocabulary import TagEnd

MOST = 50
AGAIN = "again"
AGAIN_AFTER = timedelta(days=1)
"""A vehicle that still stands is looked at again tomorrow."""


@requires(Permission.TOW_LOG)
def tags(request: Request) -> HttpResponse:
    """Those that stand, the first that is due at the top; a POST tags another one."""
    agency = _agency(request)
    here = _here(request)
    initial = {"address": whereabouts.describe(here)} if here else {}
    form = TagForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        made = _tagged(request, agency, form, here)
        if made is not None:
            return redirect("field_tag", tag_id=made.pk)
    standing = registry.tags_standing(request.principal).filter(agency=agency)
    context = {
        "form": form,
        "standing": standing[:MOST],
        "now": request.now,
        "state": queries.told_state(request.principal, request.clock),
        "book": queries.told_book(request.principal),
    }
    return render(request, "field/tags.html", context)


@requires(Permission.TOW_LOG)
def tag(request: Request, tag_id: int) -> HttpResponse:
    """One vehicle with its photos; a POST says what somebody found who looked again."""
    found = get_object_or_404(registry.tags_for(request.principal), pk=tag_id)
    if request.method == "POST":
        try:
            messages.success(request, _looked_at(request, found))
            return redirect("field_tags")
        except (Refused, NotAllowed) as refusal:
            messages.error(request, refusal.message)
    context = {
        "tag": found,
        "ends": TagEnd.choices,
        "now": request.now,
        "state": queries.told_state(request.principal, request.clock),
        "book": queries.told_book(request.principal),
    }
    return render(request, "field/tag.html", context)


def _tagged(request: Request, agency: Agency, form: TagForm, here: Point | None) -> Tag | None:
    """The tag, or None and the form says why not. An address left as proposed is where one is."""
    address = form.cleaned_data["address"]
    lat, lon = (here.lat, here.lon) if here and "address" not in form.changed_data else (None, None)
    try:
        return commands.tag_vehicle(
            agency=agency,
            said=form.said(),
            location=locating.locate(agency, address, lat, lon),
            recheck_at=form.recheck_at(request.now, agency.time_zone),
            by=request.principal,
            at=request.now,
        )
    except NotAllowed as refusal:
        messages.error(request, refusal.message)
    except Refused as refusal:
        field = {"until": "recheck"}.get(said := getattr(refusal, "field", ""), said)
        form.add_error(field if field in form.fields else None, refusal.message)
    return None


def _looked_at(request: Request, tag: Tag) -> str:
    how, by, at = request.POST.get("how", ""), request.principal, request.now
    if how == AGAIN:
        commands.look_again(tag=tag, recheck_at=at + AGAIN_AFTER, by=by, at=at)
        said = _("{vehicle} still stands. It is due again tomorrow.")
        return said.format(vehicle=tag.vehicle)
    if how not in TagEnd.values:
        raise Refused(_("What did you find? Moved, cited, towed, or still there."))
    commands.end_tag(tag=tag, how=TagEnd(how), by=by, at=at)
    return f"{tag.vehicle}: {_(TagEnd(how).label).lower()}."


def _agency(request: Request) -> Agency:
    """That of the unit one crews; else the first agency by name."""
    shift = queries.shift_of(request.principal)
    mine = Agency.objects.filter(pk__in=request.principal.agencies(Permission.TOW_LOG))
    own = mine.filter(pk=shift.unit.agency_id).first() if shift else None
    return own or mine.order_by("name")[0]


def _here(request: Request) -> Point | None:
    shift = queries.shift_of(request.principal)
    seen = LastPosition.objects.filter(unit=shift.unit).first() if shift else None
    return Point(seen.lat, seen.lon) if seen else None
