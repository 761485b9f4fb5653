"""How calls can end, as an agency begins: data only."""

from __future__ import annotations

from typing import Any

from beatbook.duties.calls.vocabulary import CommonDisposition as Common
from beatbook.duties.calls.vocabulary import Ending


def _there(code: str, name: str, eido: Common, **more: Any) -> Ending:
    """Only where a unit was."""
    return Ending(code=code, name=name, eido=eido, **more)


def _anyhow(code: str, name: str, eido: Common, **more: Any) -> Ending:
    """Also at the desk, where nobody was sent or nobody arrived."""
    return Ending(code=code, name=name, eido=eido, without_arrival=True, **more)


ON_RECORD = {"needs_case_number": True, "owes_report": True}

DISPOSITIONS: tuple[Ending, ...] = (
    _there("REPORT", "Report taken", Common.REPORT, **ON_RECORD),
    _there("CITATION", "Written citation", Common.CITATION),
    _there("WARNING", "Written warning", Common.CONTACT),
    _there("VERBAL", "Verbal warning", Common.CONTACT),
    _there("ASSISTED", "Assistance given", Common.CONTACT),
    _there("OK", "Checked OK", Common.NO_REPORT),
    _there("PROPERTY", "Property taken in", Common.PROPERTY, needs_case_number=True),
    _there("GOA", "Gone on arrival", Common.GONE),
    _there("UTL", "Unable to locate", Common.GONE),
    _anyhow("POLICE", "Handed to police", Common.REFERRED),
    _anyhow("REFERRED", "Referred to another service", Common.REFERRED),
    _anyhow("PHONE", "Settled by phone", Common.PHONE),
    _anyhow("PHONEREPORT", "Report taken by phone", Common.REPORT, **ON_RECORD),
    _anyhow("CANCELED", "Canceled", Common.CANCELED),
    _anyhow("DUPLICATE", "Duplicate", Common.DUPLICATE),
)
