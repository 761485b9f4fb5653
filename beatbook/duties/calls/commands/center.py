"""Other centers as they are called here. A center is known from its first call on."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import exchange as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Subject
from beatbook.duties.calls import rules
from beatbook.duties.calls.models import Center
from beatbook.ground import journal


class UnfitCenter(Refused):
    """A name that a center cannot have; ``field`` says what is wrong."""

    field = "name"


@journal.command
def rename_center(*, center: Center, name: str, by: Principal, at: datetime) -> Center:
    """Call a center otherwise here, wherever its calls are shown. Its documents find it as before.

    Raises ``UnfitCenter``. With nothing to change, nothing is recorded.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, center.agency_id)
    center = Center.objects.select_for_update().get(pk=center.pk)
    name, before = " ".join(name.split()), center.name
    if not name:
        raise UnfitCenter(_("What is the center called?"))
    others = Center.objects.filter(agency_id=center.agency_id).exclude(pk=center.pk)
    if others.filter(name__iexact=name).exists():
        raise UnfitCenter(_("Another center is called {name} already.").format(name=name))
    if name == before:
        return center
    center.name = name
    center.save(update_fields=["name"])
    journal.record(
        events.CenterRenamed(before=before, center=name),
        subject=Subject("center", str(center.pk)),
        agency_id=center.agency_id,
        by=by,
        at=at,
    )
    return center
