"""Tables of the shared nouns, by noun."""

from beatbook.ground.registry.models.alert import Alert, AlertAcknowledgement
from beatbook.ground.registry.models.check import Check
from beatbook.ground.registry.models.incident import (
    CaseNumber,
    Incident,
    Involvement,
    Person,
    Place,
    PremiseNote,
    Vehicle,
)
from beatbook.ground.registry.models.tag import Tag, TagPhoto
from beatbook.ground.registry.models.tow import Tow

__all__ = [
    "Alert",
    "AlertAcknowledgement",
    "CaseNumber",
    "Check",
    "Incident",
    "Involvement",
    "Person",
    "Place",
    "PremiseNote",
    "Tag",
    "TagPhoto",
    "Tow",
    "Vehicle",
]
