"""Panels that one part offers to a page of another, without either knowing the other.

A duty offers a panel; a desk's page names the slot and shows every panel the reader may see:

    slots.offer("incident", Panel("Premise notes", Permission.PREMISE_READ, notes, "calls/..."))

    {% slot "incident" incident %}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from beatbook.contract.access import Permission, Principal

Query = Callable[[Principal, Any], Mapping[str, Any] | None]
"""Who asks, and what the page is about -> the template's context, or None for nothing to show."""


@dataclass(frozen=True)
class Panel:
    name: str
    permission: Permission
    query: Query
    template: str
    order: int = 100


_OFFERED: defaultdict[str, dict[str, Panel]] = defaultdict(dict)


def offer(slot: str, panel: Panel) -> None:
    """Offer a panel to every page that shows this slot. The same name again replaces the first."""
    _OFFERED[slot][panel.name] = panel


def panels_for(slot: str, principal: Principal) -> list[Panel]:
    """The panels of a slot that this person may see somewhere, in order."""
    mine = [panel for panel in _OFFERED[slot].values() if principal.may_somewhere(panel.permission)]
    return sorted(mine, key=lambda panel: (panel.order, panel.name))
