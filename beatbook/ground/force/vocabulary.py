"""Unit statuses and which may follow which: data only."""

from __future__ import annotations

from django.db import models

from beatbook.contract.values import MemberClass, UnitKind


class Status(models.TextChoices):
    """Two letters as dispatchers say them."""

    AVAILABLE = "AV", "available"
    DISPATCHED = "DP", "dispatched"
    EN_ROUTE = "ER", "en route"
    ON_SCENE = "OS", "on scene"
    TRANSPORTING = "TR", "transporting"
    BUSY = "BZ", "busy"
    OUT_OF_SERVICE = "OO", "out of service"
    OFF_DUTY = "OD", "off duty"


S = Status
ASSIGNED = frozenset({S.DISPATCHED, S.EN_ROUTE, S.ON_SCENE, S.TRANSPORTING})
NEEDS_REASON = frozenset({S.BUSY, S.OUT_OF_SERVICE})

# Without a call. Only an available unit is sent.
ALLOWED_WITHOUT_CALL: dict[str, frozenset[str]] = {
    S.OFF_DUTY: frozenset({S.AVAILABLE}),
    S.AVAILABLE: frozenset({S.BUSY, S.OUT_OF_SERVICE, S.OFF_DUTY}),
    S.BUSY: frozenset({S.AVAILABLE, S.OUT_OF_SERVICE, S.OFF_DUTY}),
    S.OUT_OF_SERVICE: frozenset({S.AVAILABLE, S.BUSY, S.OFF_DUTY}),
}

# On a call. Skipping forward is normal: a missed time stays empty, it is never invented.
ALLOWED_ON_CALL: dict[str, frozenset[str]] = {
    S.DISPATCHED: frozenset({S.EN_ROUTE, S.ON_SCENE, S.TRANSPORTING}),
    S.EN_ROUTE: frozenset({S.ON_SCENE, S.TRANSPORTING}),
    S.ON_SCENE: frozenset({S.TRANSPORTING}),
    S.TRANSPORTING: frozenset({S.ON_SCENE}),
}
del S

# The assignment's time that each status stamps, once.
STAMPS = {
    Status.EN_ROUTE: "en_route_at",
    Status.ON_SCENE: "on_scene_at",
    Status.TRANSPORTING: "transporting_at",
}

KINDS = [(kind.value, kind.value.capitalize()) for kind in UnitKind]
CLASSES = [
    (MemberClass.SWORN.value, "Sworn"),
    (MemberClass.NON_SWORN.value, "Non-sworn"),
    (MemberClass.VOLUNTEER.value, "Volunteer"),
    (MemberClass.CIVILIAN.value, "Civilian"),
]
