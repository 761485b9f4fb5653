"""Give a spot the name that people of the town use, and take it away again."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from beatbook.contract import geo as events
from beatbook.contract.access import NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Point, Subject
from beatbook.ground import journal
from beatbook.ground.agency.models import Agency
from beatbook.ground.geo import names
from beatbook.ground.geo.models import Alias


class BadAlias(Refused):
    """A name that cannot be given."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class AlreadyRemoved(Refused):
    """The name was removed before."""


@journal.command
def add_alias(
    *, agency: Agency, name: str, address: str, point: Point, by: Principal, at: datetime
) -> Alias:
    """Add a name for a spot; `address` says in words where that is."""
    _check_right(agency, by)
    words = " ".join(name.split())
    key = names.place_key(words).removeprefix("the ")
    if not key or len(words) > 120:
        raise BadAlias("name", _("Give the name, of at most 120 letters."))
    known = Alias.objects.filter(agency=agency, key=key, removed_at=None).first()
    if known:
        raise BadAlias(
            "name",
            _("“{known}” is a name already, for {address}.").format(
                known=known.name, address=known.address
            ),
        )
    alias = Alias.objects.create(
        agency=agency,
        name=words,
        key=key[:120],
        address=address[:255],
        lat=point.lat,
        lon=point.lon,
        added_at=at,
        added_by=by.name[:60],
    )
    journal.record(
        events.AliasAdded(alias_id=alias.pk, alias=words, address=alias.address),
        subject=Subject("alias", str(alias.pk)),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return alias


@journal.command
def remove_alias(*, alias: Alias, by: Principal, at: datetime) -> Alias:
    """Take a name away; what was recorded with it keeps its words."""
    _check_right(alias.agency, by)
    held = Alias.objects.select_for_update(of=("self",)).get(pk=alias.pk)
    if held.removed_at is not None:
        raise AlreadyRemoved(
            _("“{held}” was removed before, by {removed_by}.").format(
                held=held.name, removed_by=held.removed_by
            )
        )
    held.removed_at, held.removed_by = at, by.name[:60]
    held.save(update_fields=["removed_at", "removed_by"])
    journal.record(
        events.AliasRemoved(alias_id=held.pk, alias=held.name),
        subject=Subject("alias", str(held.pk)),
        agency_id=held.agency_id,
        by=by,
        at=at,
    )
    return held


def _check_right(agency: Agency, by: Principal) -> None:
    if not by.may(Permission.MAP_EDIT, agency.pk):
        raise NotAllowed(
            _("{by} may not name places for {agency}: map:edit is needed.").format(
                by=by.name, agency=agency.name
            )
        )
