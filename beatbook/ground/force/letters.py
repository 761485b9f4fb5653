"""The letters of statuses as an agency says them; where it says none, ours hold."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpRequest

from beatbook.ground.agency.models import Agency
from beatbook.ground.force.models import StatusLetters


def of_agency(agency: Agency | None) -> dict[str, str]:
    """Its own letters by our two; a status that has none of its own is left out."""
    if agency is None:
        return {}
    own = StatusLetters.objects.filter(agency=agency).order_by("status")
    return dict(own.values_list("status", "letters"))


def on_page(request: HttpRequest) -> dict[str, Callable[[], dict[str, str]]]:
    """For every template: ``letters``, asked for once a page, and only where a status is shown.

    They are those of the reader's own agency, also for the units of another one: whoever watches
    several agencies reads one language, not one for each row.
    """
    home = getattr(request, "home", None)
    return {"letters": functools.cache(lambda: of_agency(home))}
