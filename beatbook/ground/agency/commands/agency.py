"""An agency and its settings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from beatbook.contract import agency as events
from beatbook.contract.access import ROLES, NotAllowed, Permission, Principal
from beatbook.contract.base import Refused
from beatbook.contract.values import Language, Subject
from beatbook.core.numbering import NumberFormat, UnfitFormat
from beatbook.ground import journal
from beatbook.ground.agency.commands import demands
from beatbook.ground.agency.models import Agency, Role
from beatbook.ground.journal import scope


class UnfitSetting(Refused):
    """No agency can work with this; the message says what is possible."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an agency chooses for itself."""

    name: str
    time_zone: str
    safety_check_s: int
    position_stale_s: int
    emergency_driving: bool
    case_number_format: str
    csos_alone_at_verbal: bool
    chase_s: int
    hit_confirmation_s: int
    hit_phrase: str
    language: str
    meal_s: int
    acknowledge_s: int
    arrival_margin_s: int
    wait_s: tuple[int, ...]
    auto_send: bool

    @classmethod
    def of(cls, agency: Agency) -> Settings:
        """As they stand."""
        return cls(
            name=agency.name,
            time_zone=agency.time_zone,
            safety_check_s=agency.safety_check_s,
            position_stale_s=agency.position_stale_s,
            emergency_driving=agency.emergency_driving,
            case_number_format=agency.case_number_format,
            csos_alone_at_verbal=agency.csos_alone_at_verbal,
            chase_s=agency.chase_s,
            hit_confirmation_s=agency.hit_confirmation_s,
            hit_phrase=agency.hit_phrase,
            language=agency.language,
            meal_s=agency.meal_s,
            acknowledge_s=agency.acknowledge_s,
            arrival_margin_s=agency.arrival_margin_s,
            wait_s=tuple(agency.wait_s),
            auto_send=agency.auto_send,
        )


SAFETY_CHECK_S = range(60, 4 * 3600 + 1)
TIMER_S = range(30, 4 * 3600 + 1)
MEAL_S = range(300, 2 * 3600 + 1)
HIT_CONFIRMATION_S = range(60, 3600 + 1)
LONGEST_PHRASE = 80
CHASE_S = range(60, 3600 + 1)
POSITION_STALE_S = range(60, 24 * 3600 + 1)


@journal.command
def create_agency(
    *, code: str, name: str, prefix: str, time_zone: str, by: Principal, at: datetime
) -> Agency:
    """Set up an agency with its own copy of the standard roles. For the system only."""
    if by.actor.kind != "system":
        raise NotAllowed("Agencies are set up from the command line of the installation.")
    agency = Agency.objects.create(code=code, name=name, prefix=prefix, time_zone=time_zone)
    with scope.within([agency.pk]):
        Role.objects.bulk_create(
            Role(
                agency=agency,
                code=role.code,
                name=role.name,
                description=role.description,
                permissions=sorted(role.permissions),
            )
            for role in ROLES
        )
        journal.record(
            events.AgencyCreated(code=code),
            subject=Subject("agency", str(agency.pk)),
            agency_id=agency.pk,
            by=by,
            at=at,
        )
    return agency


@journal.command
def change_settings(*, agency: Agency, settings: Settings, by: Principal, at: datetime) -> Agency:
    """Change what the agency chooses for itself: one entry for each setting that really changes.

    Raises ``UnfitSetting``.
    """
    demands.demand(by, Permission.AGENCY_CONFIGURE, agency)
    locked = Agency.objects.select_for_update().get(pk=agency.pk)
    _demand_possible(locked, settings)
    stands, wanted = asdict(Settings.of(locked)), asdict(settings)
    changed = [name for name in wanted if wanted[name] != stands[name]]
    for name in changed:
        setattr(locked, name, wanted[name])
    locked.save(update_fields=changed)
    for name in changed:
        journal.record(
            events.SettingsChanged(setting=name, before=str(stands[name]), after=str(wanted[name])),
            subject=Subject("agency", str(agency.pk)),
            agency_id=agency.pk,
            by=by,
            at=at,
        )
    return locked


def _demand_possible(agency: Agency, settings: Settings) -> None:
    if not settings.name.strip():
        raise UnfitSetting(_("An agency needs a name."))
    if Agency.objects.filter(name=settings.name).exclude(pk=agency.pk).exists():
        raise UnfitSetting(
            _("Another agency is called {settings}. Choose another name.").format(
                settings=settings.name
            )
        )
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnfitSetting(
            _("There is no time zone {time_zone}.").format(time_zone=settings.time_zone)
        ) from error
    if settings.language not in list(Language):
        raise UnfitSetting(_("The screens do not speak that language."))
    if settings.safety_check_s not in SAFETY_CHECK_S:
        raise UnfitSetting(_("A safety check comes after 1 minute to 4 hours on scene."))
    if settings.position_stale_s not in POSITION_STALE_S:
        raise UnfitSetting(_("A position becomes old after 1 minute to 24 hours."))
    try:
        NumberFormat.parse(settings.case_number_format)
    except UnfitFormat as error:
        raise UnfitSetting(str(error)) from error
    timers = (settings.acknowledge_s, settings.arrival_margin_s, *settings.wait_s)
    if len(settings.wait_s) != 5 or any(seconds not in TIMER_S for seconds in timers):
        raise UnfitSetting(
            _("A timer runs for half a minute to 4 hours, for each of 5 priorities.")
        )
    if settings.meal_s not in MEAL_S:
        raise UnfitSetting(_("A meal lasts 5 minutes to 2 hours."))
    if settings.hit_confirmation_s not in HIT_CONFIRMATION_S:
        raise UnfitSetting(_("A possible hit is chased after 1 minute to 1 hour."))
    if not 0 < len(settings.hit_phrase.strip()) <= LONGEST_PHRASE:
        raise UnfitSetting(_("A phone needs words to show: the phrase that means a possible hit."))
    if settings.chase_s not in CHASE_S:
        raise UnfitSetting(_("A request to the police is chased after 1 minute to 1 hour."))
