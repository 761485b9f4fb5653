"""The first page after sign-in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from beatbook.contract.access import Permission
from beatbook.duties.calls import queries as calls
from beatbook.duties.calls.vocabulary import Status
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request
from beatbook.ground.force import queries as force
from beatbook.ground.force.vocabulary import Status as UnitStatus

LATEST = 8
SET_UP = (
    (
        Permission.AGENCY_CONFIGURE,
        "agency_settings",
        _("Settings"),
        _("name, time zone, safety checks"),
    ),
    (Permission.AGENCY_CONFIGURE, "statuses", _("Statuses"), _("the letters your units say")),
    (Permission.CALL_CONFIGURE, "dispositions", _("Dispositions"), _("how calls can end")),
    (Permission.CALL_CONFIGURE, "call_types", _("Call types"), _("priority, target, who is sent")),
    (Permission.CALL_CONFIGURE, "rotation", _("Rotation"), _("who is called for tows and locks")),
    (Permission.CALL_CONFIGURE, "centers", _("Other centers"), _("whose calls come here")),
    (Permission.MEMBER_MANAGE, "members", _("Members"), _("who signs in, with which roles")),
    (Permission.UNIT_CONFIGURE, "units", _("Units"), _("callsigns, kinds, equipment, crews")),
)
"""What an agency is set up with: who may, where, its name and what is there."""


@requires(None)
def home(request: Request) -> HttpResponse:
    principal = request.principal
    board = [one["row"] for one in calls.board_rows() if one["row"]]
    units = [one["row"] for one in force.board_rows() if one["row"]]
    on_duty = [unit for unit in units if unit["status"] != UnitStatus.OFF_DUTY]
    return render(
        request,
        "station/home.html",
        {
            "waiting": sum(call["status"] == Status.WAITING for call in board),
            "active": sum(call["status"] == Status.ACTIVE for call in board),
            "free": sum(unit["status"] == UnitStatus.AVAILABLE for unit in on_duty),
            "on_duty": len(on_duty),
            "my_unit": force.unit_crewed_by(principal.member_id),
            "set_up": [place for may, *place in SET_UP if principal.may_somewhere(may)],
            "latest": calls.history_page(principal, size=LATEST).calls
            if principal.may_somewhere(Permission.CALL_READ)
            else [],
        },
    )
