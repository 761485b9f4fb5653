"""What another center's EIDO JSON says of a call, read as tolerantly as it can be.

Only what we need is read, and only what is there must be right: everything that is wrong is named
at once, each by its path in the document.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from xml.etree import ElementTree

from beatbook.contract.base import Refused
from beatbook.duties.calls import commands

LONGEST = {"number": 40, "center": 200, "location": 300, "kind": 120, "callback": 40}
LONGEST_NOTE = 10_000
MOST_NOTES = 500
PLACE_NAMES = ("LMK", "NAM")
STREET = ("PRD", "PRM", "RD", "A6", "STS", "POD", "POM")
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"(?i)<\s*(?:br|/p|/div|/li)\b[^>]*>")

T = TypeVar("T")


class Unreadable(Refused):
    """What is wrong with the document, each by its path."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        first = errors[0]
        super().__init__(f"{first['path']}: {first['message']}")
        self.field = first["path"]
        self.errors = errors


@dataclass
class _Reader:
    """The document, and what was found wrong with it so far."""

    document: dict[str, Any]
    errors: list[dict[str, str]] = field(default_factory=list)

    def wrong(self, path: str, message: str) -> None:
        self.errors.append({"path": path, "message": message})

    def text(self, holder: dict[str, Any], path: str, name: str, most: int) -> str:
        """Without spaces around; empty where there is none."""
        value = holder.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(f"{path}.{name}", "Must be a text.")
            return ""
        return self.fitting(value, f"{path}.{name}", most)

    def fitting(self, value: str, path: str, most: int) -> str:
        value = " ".join(value.split())
        if len(value) > most:
            self.wrong(path, f"Must be at most {most} letters.")
        return value

    def time(self, holder: dict[str, Any], path: str, name: str) -> datetime | None:
        value = holder.get(name)
        if value is None:
            return None
        try:
            read = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            read = None
        if read is None or read.tzinfo is None:
            self.wrong(f"{path}.{name}", "Must be a time with its offset from UTC.")
            return None
        return read

    def parts(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The components of one kind, with their paths."""
        found = self.document.get(name) or []
        if not isinstance(found, list):
            self.wrong(f"$.{name}", "Must be a list.")
            return
        for at, part in enumerate(found):
            path = f"$.{name}[{at}]"
            if isinstance(part, dict):
                yield path, part
            else:
                self.wrong(path, "Must be an object.")


def read_eido(document: dict[str, Any]) -> commands.Arrival:
    """Raises ``Unreadable``."""
    reader = _Reader(document)
    incident = document.get("incidentComponent")
    if not isinstance(incident, dict):
        reader.wrong("$.incidentComponent", "Is missing: it says which incident this is about.")
        raise Unreadable(reader.errors)
    arrival = _arrival(reader, incident)
    if reader.errors:
        raise Unreadable(reader.errors)
    return arrival


def _arrival(reader: _Reader, incident: dict[str, Any]) -> commands.Arrival:
    inside = "$.incidentComponent"
    number = reader.text(incident, inside, "internalIncidentId", LONGEST["number"])
    if not number and not reader.errors:
        reader.wrong(f"{inside}.internalIncidentId", "Is missing: say your number of the call.")
    words, lat, lon = _where(reader, incident)
    return commands.Arrival(
        center=_center(reader),
        number=number,
        location=words or commands.UNKNOWN_PLACE,
        lat=lat,
        lon=lon,
        call_type=reader.text(incident, inside, "incidentTypeInternalCode", LONGEST["kind"]),
        eido=reader.text(incident, inside, "incidentTypeCommonRegistryText", LONGEST["kind"]),
        kind=reader.text(incident, inside, "incidentTypeInternalText", LONGEST["kind"]),
        callback=_callback(reader),
        status=_status(reader, incident),
        received_at=_received(reader),
        sent_at=reader.time(reader.document, "$", "lastUpdateTimeStamp"),
        tracking=reader.text(incident, inside, "$id", LONGEST["center"]),
        notes=tuple(_notes(reader)),
    )


def _center(reader: _Reader) -> str:
    """Who made this version, by the name on its card; else by its identifier."""
    made_by = reader.document.get("updatedByAgencyReference")
    sender = made_by.get("$ref") if isinstance(made_by, dict) else None
    agencies = list(reader.parts("agencyComponent"))
    for _, agency in agencies:
        if agency.get("$id") == sender or (sender is None and len(agencies) == 1):
            named = _on_card(agency.get("agencyJcard")) or agency.get("$id")
            if isinstance(named, str) and named.strip():
                return reader.fitting(named, "$.agencyComponent", LONGEST["center"])
    if isinstance(sender, str) and sender.strip():
        return reader.fitting(sender, "$.updatedByAgencyReference", LONGEST["center"])
    named = reader.text(reader.document, "$", "issuingElementIdentification", LONGEST["center"])
    if not named:
        reader.wrong("$.updatedByAgencyReference", "Is missing: say which agency sends this.")
    return named


def _on_card(card: Any) -> str:
    """The name on a jCard, of a person's kind or an organization's."""
    try:
        _, properties = json.loads(card)
        named = {name: value for name, _, _, value, *_ in properties}
    except (TypeError, ValueError):
        return ""
    found = named.get("fn") or named.get("org")
    return found if isinstance(found, str) else ""


def _status(reader: _Reader, incident: dict[str, Any]) -> str:
    path = "$.incidentComponent.incidentStatusCommonRegistryText"
    found = incident.get("incidentStatusCommonRegistryText") or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        reader.wrong(path, "Must be a list of texts.")
        return ""
    return reader.fitting(", ".join(found), path, LONGEST["center"])


def _received(reader: _Reader) -> datetime | None:
    """When the first of the incident's calls began."""
    calls = reader.parts("callComponent")
    times = [reader.time(call, path, "callStartTimestamp") for path, call in calls]
    return min((at for at in times if at), default=None)


def _callback(reader: _Reader) -> str:
    for path, part in reader.parts("callbackComponent"):
        found = part.get("callBackInformationUri") or []
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            reader.wrong(f"{path}.callBackInformationUri", "Must be a list of texts.")
        elif found:
            plain = found[0].removeprefix("tel:").removeprefix("sip:").partition("@")[0]
            return reader.fitting(plain, f"{path}.callBackInformationUri", LONGEST["callback"])
    return ""


def _notes(reader: _Reader) -> Iterator[commands.Said]:
    for at, (path, note) in enumerate(reader.parts("notesComponent")):
        words = note.get("notesActionComments")
        if words is not None and not isinstance(words, str):
            reader.wrong(f"{path}.notesActionComments", "Must be a text.")
            continue
        text = plain(words or "")
        if len(text) > LONGEST_NOTE:
            reader.wrong(f"{path}.notesActionComments", f"Must be at most {LONGEST_NOTE} letters.")
        if at >= MOST_NOTES:
            reader.wrong("$.notesComponent", f"Must be at most {MOST_NOTES} notes.")
            return
        if text:
            yield commands.Said(key=str(note.get("$id") or text)[:LONGEST_NOTE], text=text)


def plain(markup: str) -> str:
    """The words of an HTML note, with its lines."""
    return html.unescape(TAG.sub("", BREAK.sub("\n", markup))).strip()


def _where(reader: _Reader, incident: dict[str, Any]) -> tuple[str, float | None, float | None]:
    """The words and the point of the incident's own location, else of the first one."""
    places = list(reader.parts("locationComponent"))
    wanted = _referred(incident.get("locationReference"))
    places.sort(key=lambda place: place[1].get("$id") not in wanted)
    for path, place in places:
        words = reader.text(place, path, "locationDescriptionText", LONGEST["location"])
        point, civic = _by_value(reader, place, f"{path}.locationByValue")
        if words or civic or point:
            lat, lon = point or (None, None)
            return words or civic or f"{lat:.5f}, {lon:.5f}", lat, lon
    return "", None, None


def _referred(references: Any) -> list[Any]:
    found = references if isinstance(references, list) else []
    return [one.get("$ref") for one in found if isinstance(one, dict)]


def _by_value(
    reader: _Reader, place: dict[str, Any], path: str
) -> tuple[tuple[float, float] | None, str]:
    """The point and the civic address of a PIDF-LO document."""
    markup = place.get("locationByValue")
    if markup is None:
        return None, ""
    if not isinstance(markup, str) or "<!DOCTYPE" in markup or "<!ENTITY" in markup:
        reader.wrong(path, "Must be a PIDF-LO document, without a document type.")
        return None, ""
    try:
        read = ElementTree.fromstring(markup)  # noqa: S314 -- without entities, refused above
    except ElementTree.ParseError:
        reader.wrong(path, "Must be a PIDF-LO document: it is no XML.")
        return None, ""
    civic = {_local(part.tag): (part.text or "").strip() for part in read.iterfind(".//{*}*")}
    return _point(reader, read, path), reader.fitting(_civic(civic), path, LONGEST["location"])


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _civic(parts: dict[str, str]) -> str:
    """``1925 N CASTLE ST, APT 4, ALDER BAY``: as it is said here."""
    number = parts.get("HNO", "") + parts.get("HNS", "")
    street = " ".join(filter(None, [number, *(parts.get(name, "") for name in STREET)]))
    named = next((parts[name] for name in PLACE_NAMES if parts.get(name)), "")
    return ", ".join(filter(None, [street or named, parts.get("UNIT", ""), parts.get("A3", "")]))


def _point(reader: _Reader, read: ElementTree.Element, path: str) -> tuple[float, float] | None:
    found = read.find(".//{*}pos")
    if found is None:
        return None
    try:
        lat, lon, *_ = map(float, (found.text or "").split())
    except ValueError:
        lat = lon = float("nan")
    if -90 <= lat <= 90 and -180 <= lon <= 180:
        return lat, lon
    reader.wrong(path, "Its position must be a latitude and a longitude in degrees.")
    return None
