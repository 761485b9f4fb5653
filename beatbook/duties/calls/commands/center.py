"""Other centers: what they are called here, and where they are told how their calls stand."""

from __future__ import annotations

from datetime import datetime

from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from beatbook.contract import exchange as events
from beatbook.contract.access import Permission, Principal
from beatbook.contract.base import Refused
from beatbook.duties.calls import rules
from beatbook.duties.calls.commands import telling
from beatbook.duties.calls.models import Center, StatusAddress
from beatbook.duties.calls.queries import exchange
from beatbook.ground import journal
from beatbook.ground.work import outbound


class UnfitAddress(Refused):
    """Nothing can be sent to such an address."""

    field = "status_url"


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
    telling.record(events.CenterRenamed(before=before, center=name), center, by, at)
    return center


@journal.command
def set_status_address(*, center: Center, url: str, by: Principal, at: datetime) -> None:
    """Tell the center from now on how its calls stand: those that are open, and each as it changes.

    Without a ``url`` it is told no more. Raises ``UnfitAddress``. The same again changes nothing.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, center.agency_id)
    center, before = _locked(center)
    if url == (before.url if before else ""):
        return
    if before and not url:
        before.delete()
        telling.record(events.StatusAddressRemoved(center=center.name), center, by, at)
        return
    if not outbound.is_fit(url):
        raise UnfitAddress(
            _("Give a whole address that begins with https://, without a name or password in it.")
        )
    _keep_address(center, before, url)
    telling.owe_all(center=center, at=at)
    telling.record(events.StatusAddressSet(center=center.name, address=url), center, by, at)


@journal.command
def renew_secret(*, center: Center, by: Principal, at: datetime) -> str:
    """The secret by which the center knows from now on that it is we who tell it something.

    It is not shown again. Raises ``UnfitAddress`` where nothing is told.
    """
    rules.demand(by, Permission.CALL_CONFIGURE, center.agency_id)
    center, address = _locked(center)
    if address is None:
        raise UnfitAddress(_("Say first where the center is told something."))
    address.salt = get_random_string(32)
    address.save(update_fields=["salt"])
    telling.record(events.SecretRenewed(center=center.name), center, by, at)
    return exchange.secret_of(address)


def _locked(center: Center) -> tuple[Center, StatusAddress | None]:
    center = Center.objects.select_for_update().get(pk=center.pk)
    return center, StatusAddress.objects.select_for_update().filter(center=center).first()


def _keep_address(center: Center, before: StatusAddress | None, url: str) -> None:
    """Another address is another beginning. The secret stays: nobody has to fetch a new one."""
    salt = before.salt if before else get_random_string(32)
    if before:
        before.delete()
    StatusAddress.objects.create(agency_id=center.agency_id, center=center, url=url, salt=salt)
