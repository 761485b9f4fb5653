"""Who hears the same: connections whose grants show them the same rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import OPEN


@dataclass(frozen=True)
class Audience:
    """The agencies whose rows may be shown, by kind of row, and the classes beyond ``open``.

    Rows are rendered in this very scope, as on the page, so that a page and its feed agree.
    """

    agencies: tuple[tuple[str, frozenset[int]], ...]
    classes: frozenset[str]

    @classmethod
    def of(cls, principal: Principal, readers: Mapping[str, Permission]) -> Audience:
        """``readers`` names, for each kind of row, the permission needed to see it."""
        return cls(
            agencies=tuple(
                (kind, frozenset(principal.agencies(permission)))
                for kind, permission in sorted(readers.items())
            ),
            classes=principal.classes,
        )

    def agencies_of(self, kind: str) -> frozenset[int]:
        return dict(self.agencies).get(kind, frozenset())

    def sees_class(self, need_to_know: str) -> bool:
        return need_to_know == OPEN or need_to_know in self.classes
