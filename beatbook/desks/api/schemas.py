"""The shapes of the API, in the field's words. Times are ISO 8601 with offset."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, BaseModel, Field

from beatbook.duties.calls.vocabulary import Flag, RequestState, Service, Source

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class Wrong(Schema):
    """What is wrong with one field of the body."""

    path: str = Field(description="By JSON path.", examples=["$.location"])
    message: str


class Problem(Schema):
    """Why it was not done, in a sentence for the person behind the machine."""

    message: str
    field: str | None = None
    errors: list[Wrong] = Field(
        default_factory=list, description="Everything that is wrong with the body, if it is that."
    )


class TakeCall(Schema):
    """A call to take. Location and type are enough; the rest is saved as typed."""

    call_type: str = Field(max_length=20, examples=["NOISE"])
    location: str = Field(max_length=300, examples=["1925 N Castle"])
    agency: str = Field("", max_length=8, description="The agency's code; a token has one.")
    lat: Latitude | None = None
    lon: Longitude | None = None
    source: Source = Source.OTHER_AGENCY
    caller: str = Field("", max_length=120)
    callback: str = Field("", max_length=40)
    notes: str = Field("", max_length=10_000)
    plate: str = Field("", max_length=16)


class Taken(Schema):
    number: str
    message: str


class Arrive(Schema):
    """A call that another center has taken. Center, their number and the place are enough."""

    center: str = Field(min_length=1, max_length=200, examples=["Alder County 911"])
    number: str = Field(
        min_length=1,
        max_length=40,
        alias="their_number",
        examples=["2026-0004711"],
        description="Theirs. A number that came before is that call again.",
    )
    location: str = Field("unknown yet", min_length=1, max_length=300)
    lat: Latitude | None = None
    lon: Longitude | None = None
    agency: str = Field("", max_length=8, description="Our agency's code; a token has one.")
    call_type: str = Field("", max_length=120, description="A code: ours, if they use ours.")
    eido: str = Field("", max_length=120, description="A code of NENA's common registry.")
    kind: str = Field("", max_length=120, description="What they call it.")
    caller: str = Field("", max_length=120)
    callback: str = Field("", max_length=40)
    status: str = Field("", max_length=200, description="How it stands with them.")
    received_at: AwareDatetime | None = Field(None, description="When they received it.")
    sent_at: AwareDatetime | None = Field(
        None, description="When this version was made: one from before the last changes nothing."
    )
    notes: list[Annotated[str, Field(max_length=10_000)]] = Field(
        default_factory=list, max_length=500
    )


class Arrived(Schema):
    number: str = Field(description="Ours.")
    their_number: str
    center: str
    outcome: Literal["taken", "updated", "unchanged", "outdated"]
    message: str


class TransferOut(Schema):
    """Another center takes the call. With a disposition it is closed here."""

    center: str = Field(min_length=1, max_length=80, examples=["Alder County 911"])
    whom: str = Field("", max_length=120, description="The person there, or the position.")
    means: Literal["phone", "radio", "cad"] = "cad"
    said: str = Field(min_length=1, max_length=10_000, description="Kept word for word.")
    said_at: AwareDatetime | None = Field(None, description="If it was said earlier.")
    their_number: str = Field("", max_length=40)
    disposition: str = Field("", max_length=12, examples=["POLICE"])


class SentUnit(Schema):
    callsign: str
    assigned_at: datetime | None
    en_route_at: datetime | None
    staging_at: datetime | None
    on_scene_at: datetime | None
    transporting_at: datetime | None
    cleared_at: datetime | None


class Elsewhere(Schema):
    """How a call that came from another center stands here."""

    center: str
    their_number: str
    number: str = Field(description="Ours.")
    status: Literal[
        "received",
        "held",
        "dispatched",
        "en_route",
        "on_scene",
        "transferred",
        "canceled",
        "closed",
    ]
    received_at: datetime
    closed_at: datetime | None
    units: list[SentUnit]
    dispositions: list[dict[str, str]]
    transfers: list[dict[str, str]]


class Done(Schema):
    message: str


class Assign(Schema):
    """Units to send, by callsign. All of them are sent, or none."""

    units: list[str] = Field(min_length=1, max_length=50, examples=[["2B10"]])
    status: Literal["DP", "ER", "OS"] = "DP"
    override: Literal["N", "S", "L", "P", "Q"] | None = Field(
        None,
        description="Why they are sent against the rules: N nobody else is free, S a supervisor "
        "ordered it, L life in danger, P the police asked for it, Q qualified but not on file. "
        "Needs call:override.",
    )


class Status(Schema):
    status: Literal["AV", "CA", "DP", "ER", "ST", "OS", "TR", "BZ", "OO", "OD"]
    reason: str = Field("", max_length=120)
    back: Literal["M", "L", "O"] | None = Field(
        None,
        description="Why a unit on a call returns to an earlier status: M given by mistake, L left "
        "again, O ordered back.",
    )
    reached_at: AwareDatetime | None = Field(
        None, description="When it was so, if it was heard late."
    )


class Close(Schema):
    disposition: str = Field(max_length=12, examples=["WARNING"])
    further: list[str] = Field(
        default_factory=list, max_length=20, description="Other ways the call ended too."
    )
    note: str = Field("", max_length=10_000)


class Ask(Schema):
    """How far an outside service is. Without a state it is only requested."""

    service: Service
    state: RequestState = RequestState.REQUESTED
    who: str = Field("", max_length=120, description="Who was asked, who accepted.")
    number: str = Field("", max_length=40, description="Their number of the call.")
    reason: str = Field("", max_length=200, description="Why it is canceled.")


class Raise(Schema):
    """What makes the call dangerous; with a reason it is taken back."""

    flag: Flag
    reason: str = Field("", max_length=200)


class CaseNumber(Schema):
    """Nothing draws the next of the agency's own series; both note one of another agency."""

    case_number: str = Field("", max_length=60, examples=["26-00123"])
    issued_by: str = Field("", max_length=200, examples=["Alder County Sheriff"])


class Void(Schema):
    """A case number of the call, with or without zeros and dashes, and why it is voided."""

    case_number: str = Field(max_length=60, examples=["26-00042"])
    reason: str = Field(max_length=500)


class OnRecord(Schema):
    case_number: str
    message: str


class Call(Schema):
    """One call as the list gives it."""

    number: str
    case_numbers: list[str] = Field(description="Those that stand, its own series first.")
    their_numbers: list[str] = Field(description="Of other centers that have it, with their names.")
    agency: str
    status: Literal["waiting", "active", "closed", "merged"]
    priority: int
    call_type: str
    call_type_name: str
    location: str
    lat: float | None
    lon: float | None
    beat: str
    received_at: datetime
    closed_at: datetime | None
    disposition: str | None = Field(description="The primary one.")
    dispositions: list[str] = Field(description="Every way it ended, the primary one first.")


class CallPage(Schema):
    """A page of calls, newest first. Ask for the next with ``after``."""

    calls: list[Call]
    next: str | None


class Ranked(BaseModel):
    """One unit's place in the ranking, with its reason in words."""

    callsign: str
    unit_kind: str
    crew: str
    status: str
    able: bool
    available: bool
    recommended: bool
    seconds: float | None
    meters: float | None
    reason: str


class Acknowledgement(Schema):
    member: int
    at: datetime


class Alert(Schema):
    """An alert in force. It points: it gives nobody a reason to detain."""

    id: int
    agency: str
    kind: str
    kind_name: str
    about: Literal["person", "vehicle", "place", "description"]
    person: str
    plate: str
    state: str
    address: str
    lat: float | None
    lon: float | None
    text: str
    source: str
    verified_at: datetime
    issued_at: datetime
    issued_by: str
    expires_at: datetime
    broadcast: bool
    acknowledged: list[Acknowledgement]


class Unit(Schema):
    id: int
    callsign: str
    agency: str
    kind: str
    status: str
    primary_status: str = Field(description="By NENA's registry of primary unit statuses.")
    secondary_status: str = Field(description="By NENA's registry of secondary unit statuses.")
    since: datetime
    crew: str
    call: str | None
    lat: float | None
    lon: float | None
    position_at: datetime | None
