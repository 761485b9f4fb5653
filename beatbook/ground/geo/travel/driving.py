"""How cars are driven: a setting of speeds and turn times. Ordinary unless asked otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Driving(StrEnum):
    """How a unit drives to a call. Community service officers drive like everybody else."""

    ORDINARY = "ordinary"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Speeds:
    """How many times as fast as usual each class of road is driven, and what share of the usual
    time a turn takes. One-way streets and forbidden turns stay what they are.
    """

    usual_factor: float = 1.0
    factors: Mapping[str, float] = field(default_factory=dict)
    turn_share: float = 1.0

    def factor(self, road_class: str) -> float:
        return self.factors.get(road_class, self.usual_factor)


SPEEDS: Mapping[Driving, Speeds] = {
    Driving.EMERGENCY: Speeds(
        usual_factor=1.1,
        factors={
            "motorway": 1.2, "trunk": 1.3, "primary": 1.35, "secondary": 1.3, "tertiary": 1.25,
            "living_street": 1.0, "service": 1.0, "track": 1.0,
        },
        turn_share=0.5,
    ),
}  # fmt: skip
"""With lights and siren: more where roads are wide, nothing where children play."""
