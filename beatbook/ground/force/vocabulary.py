"""Unit statuses and which may follow which: data only."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models

from beatbook.contract.values import MemberClass, UnitKind


class Status(models.TextChoices):
    """Two letters as dispatchers say them."""

    AVAILABLE = "AV", "available"
    DISPATCHED = "DP", "dispatched"
    EN_ROUTE = "ER", "en route"
    STAGING = "ST", "staging"
    ON_SCENE = "OS", "on scene"
    TRANSPORTING = "TR", "transporting"
    CONDITIONAL = "CA", "conditionally available"
    BUSY = "BZ", "busy"
    OUT_OF_SERVICE = "OO", "out of service"
    OFF_DUTY = "OD", "off duty"


S = Status
ASSIGNED = frozenset({S.DISPATCHED, S.EN_ROUTE, S.STAGING, S.ON_SCENE, S.TRANSPORTING})
AT_THE_CALL = frozenset({S.ON_SCENE, S.TRANSPORTING})
NEEDS_REASON = frozenset({S.CONDITIONAL, S.BUSY, S.OUT_OF_SERVICE})
SENDABLE = frozenset({S.AVAILABLE, S.CONDITIONAL})

# Without a call. Only an available unit is sent, and one that is so on a condition.
ALLOWED_WITHOUT_CALL: dict[str, frozenset[str]] = {
    S.OFF_DUTY: frozenset({S.AVAILABLE}),
    S.AVAILABLE: frozenset({S.CONDITIONAL, S.BUSY, S.OUT_OF_SERVICE, S.OFF_DUTY}),
    S.CONDITIONAL: frozenset({S.AVAILABLE, S.BUSY, S.OUT_OF_SERVICE, S.OFF_DUTY}),
    S.BUSY: frozenset({S.AVAILABLE, S.CONDITIONAL, S.OUT_OF_SERVICE, S.OFF_DUTY}),
    S.OUT_OF_SERVICE: frozenset({S.AVAILABLE, S.CONDITIONAL, S.BUSY, S.OFF_DUTY}),
}

# On a call. Staging is near by, out of sight, until it is safe to go in, or again after being told
# to stand off. Skipping forward is normal: a missed time stays empty, it is never invented.
ALLOWED_ON_CALL: dict[str, frozenset[str]] = {
    S.DISPATCHED: frozenset({S.EN_ROUTE, S.STAGING, S.ON_SCENE, S.TRANSPORTING}),
    S.EN_ROUTE: frozenset({S.STAGING, S.ON_SCENE, S.TRANSPORTING}),
    S.STAGING: frozenset({S.ON_SCENE, S.TRANSPORTING}),
    S.ON_SCENE: frozenset({S.STAGING, S.TRANSPORTING}),
    S.TRANSPORTING: frozenset({S.ON_SCENE}),
}
del S

# The order of a call's life: what stands later is an advance, what stands earlier a step back.
COURSE = (
    Status.DISPATCHED,
    Status.EN_ROUTE,
    Status.STAGING,
    Status.ON_SCENE,
    Status.TRANSPORTING,
)


class StepBack(models.TextChoices):
    """Why a unit on a call returns to an earlier status: one key each."""

    MISTAKE = "M", "given by mistake"
    LEFT = "L", "left again"
    ORDERED = "O", "ordered back"


class LeftEarly(models.TextChoices):
    """Why a unit is cleared from a call that it never arrived at: one key each."""

    NOT_NEEDED = "N", "not needed any more"
    MORE_URGENT = "M", "sent to something more urgent"
    UNABLE = "U", "could not get there"
    WRONG_UNIT = "W", "the wrong unit was sent"


def by_letter(reasons: type[models.TextChoices], said: Callable[[str], str] = str) -> str:
    """The reasons as they are asked for: ``M given by mistake, L left again, ...``."""
    return ", ".join(f"{code} {said(words)}" for code, words in reasons.choices)


# The assignment's time that each status stamps, once.
STAMPS = {
    Status.EN_ROUTE: "en_route_at",
    Status.STAGING: "staging_at",
    Status.ON_SCENE: "on_scene_at",
    Status.TRANSPORTING: "transporting_at",
}


class Hold(models.TextChoices):
    """Why a unit on a call may not be at the call (yet)."""

    NONE = "", "none"
    WAIT = "wait", "stage"
    STAND_OFF = "stand_off", "stand off"


def order_of(hold: str, waits_for: str) -> str:
    """What a held unit is told, and until when; nothing when it is not held."""
    match hold:
        case Hold.WAIT:
            return f"stage until a {waits_for} unit is on scene or the police said it is safe"
        case Hold.STAND_OFF:
            return "stand off until the police said it is safe"
    return ""


class Timer(models.TextChoices):
    """What runs out while one follows a unit. The safety check has its own answer."""

    ACKNOWLEDGE = "ack", "has not answered"
    ARRIVE = "arrive", "has not arrived"
    BACK = "back", "is not back"


class BackUp(models.TextChoices):
    """Another unit is wanted. Whoever is in danger has the emergency button."""

    NONE = "", "none"
    ROUTINE = "routine", "back-up"
    URGENT = "urgent", "URGENT back-up"


class Meal(models.TextChoices):
    """A meal is asked for, waits in the queue, is granted, and ends with the next status."""

    NONE = "", "none"
    ASKED = "asked", "asked for"
    GRANTED = "granted", "granted"


# NENA's registries: the primary status of a unit and its secondary one.
NENA: dict[str, tuple[str, str]] = {
    Status.AVAILABLE: ("Available", "InService"),
    Status.CONDITIONAL: ("ConditionallyAvailable", "InService"),
    Status.DISPATCHED: ("NotAvailable", "Dispatched"),
    Status.EN_ROUTE: ("NotAvailable", "EnRoute"),
    Status.STAGING: ("NotAvailable", "Staging"),
    Status.ON_SCENE: ("NotAvailable", "OnScene"),
    Status.TRANSPORTING: ("NotAvailable", "Transporting"),
    Status.BUSY: ("NotAvailable", "OnDuty"),
    Status.OUT_OF_SERVICE: ("NotAvailable", "OutofService"),
    Status.OFF_DUTY: ("NotAvailable", "OffDuty"),
}
NENA_MEAL = "Meal"


def nena(status: str, *, sendable: bool = False, meal: str = Meal.NONE) -> tuple[str, str]:
    """(primary, secondary) of a unit. On a call but to be sent is conditionally available."""
    primary, secondary = NENA[status]
    if sendable:
        primary = NENA[Status.CONDITIONAL][0]
    return primary, NENA_MEAL if meal == Meal.GRANTED else secondary


KINDS = [(kind.value, kind.value.capitalize()) for kind in UnitKind]
CLASSES = [
    (MemberClass.SWORN.value, "Sworn"),
    (MemberClass.NON_SWORN.value, "Non-sworn"),
    (MemberClass.VOLUNTEER.value, "Volunteer"),
    (MemberClass.CIVILIAN.value, "Civilian"),
]


class EquipmentKind(models.TextChoices):
    VEHICLE = "vehicle", "vehicle"
    RADIO = "radio", "radio"
    CAMERA = "camera", "body camera"


class Fuel(models.TextChoices):
    FULL = "full", "full"
    THREE_QUARTERS = "3/4", "three quarters"
    HALF = "1/2", "half"
    QUARTER = "1/4", "a quarter"
    EMPTY = "empty", "nearly empty"
