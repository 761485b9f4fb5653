"""The verbs for alerts: issue one, see them, extend and cancel one. A part of the one registry."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.desks.console.parts_of_speech import AGENCY, Form, Kind, Slot, Step, Verb

PLATE = Slot(Kind.PLATE, required=False)
UNTIL = Slot(Kind.UNTIL, required=False, after="UNTIL")
WHAT = Slot(Kind.TEXT, ask="Say what to look out for, and what to do.")
SOURCE = Slot(Kind.NOTE, ask="Say from whom, after a semicolon.")


def _issue(sentence: str, *more: Slot, kind: str) -> Form:
    said = {"plate": "{plate.code}", "text": "{text}", "source": "{note}", "until": "{until.code}"}
    step = Step("POST", "/alerts/", {"agency": "{agency.code}", "kind": kind, **said})
    sentence += ": {text}, from {note}[, until {until}]"
    return Form(sentence, (AGENCY, *more, PLATE, UNTIL, WHAT, SOURCE), (step,), dialog="alert")


LOOKOUT = Verb(
    code="BOLO",
    name="Lookout",
    permission=Permission.ALERT_ISSUE,
    help="Tell everybody on duty what to look out for: a plate with its state, what it is and what "
    "to do, UNTIL when, and after a semicolon from whom. Alone it opens the form.",
    examples=(
        "BOLO 4ABC123/CA white Civic, two men UNTIL +8H; County Sheriff",
        "BOLO man in a red jacket, trying car doors; 2B10",
    ),
    forms=(_issue("Tell everybody[ of {agency}] to look out[ for {plate}]", kind="bolo"),),
)

ALERT = Verb(
    code="ALERT",
    name="Alert",
    permission=Permission.ALERT_ISSUE,
    help="Issue another kind of alert: ATL, SAFETY, TRESPASS, ORDER, WARRANT, WELFARE or STOLEN. A "
    "person or a place is named in the form.",
    examples=(
        "ALERT STOLEN 4ABC123/CA white Civic; A26-000132",
        "ALERT SAFETY 1925 N CASTLE, dog bites; 2B10",
    ),
    forms=(
        _issue(
            "Issue an alert[ for {agency}] ({alert_kind})[ about {plate}]",
            Slot(Kind.ALERT_KIND),
            kind="{alert_kind.code}",
        ),
    ),
)

ALERTS = Verb(
    code="AL",
    name="Alerts",
    permission=Permission.ALERT_READ,
    help="Show the alerts in force, and who on duty has not got them.",
    examples=("AL",),
    local="alerts",
    forms=(Form("Show the alerts in force"),),
)

EXTEND = Verb(
    code="ALE",
    name="Extend alert",
    permission=Permission.ALERT_ISSUE,
    help="Let an alert be in force until another time.",
    examples=("ALE 12 +8H", "ALE 12 6/16 0800"),
    forms=(
        Form(
            "Alert {alert} is in force until {until}",
            (Slot(Kind.ALERT), Slot(Kind.UNTIL)),
            (Step("POST", "/alerts/{alert.id}/extension/", {"until": "{until.code}"}),),
        ),
    ),
)

CANCEL = Verb(
    code="ALX",
    name="Cancel alert",
    permission=Permission.ALERT_ISSUE,
    help="Cancel an alert by its number; say why. It stays on file.",
    examples=("ALX 12 found at home",),
    forms=(
        Form(
            "Cancel alert {alert}: {text}",
            (Slot(Kind.ALERT), Slot(Kind.TEXT, ask="Say why: found, served, a mistake.")),
            (Step("POST", "/alerts/{alert.id}/cancellation/", {"reason": "{text}"}),),
        ),
    ),
)

VERBS: tuple[Verb, ...] = (LOOKOUT, ALERT, ALERTS, EXTEND, CANCEL)
