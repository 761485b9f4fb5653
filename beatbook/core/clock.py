"""Two times: the real one, and the operational one that people see and timers count.

Sign-in, sessions and everything "received" always use real time. A simulated or replayed day runs
the operational clock at another rate from another hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The wall clock, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class OperationalClock:
    """Operational time runs ``rate`` times as fast as real time since the moment both were set.

    ``real`` and ``operational`` are the same instant on the two clocks. The default clock *is*
    real time.
    """

    rate: float = 1.0
    real: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    operational: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def at(self, real: datetime) -> datetime:
        """The operational time at a real instant."""
        return self.operational + (real - self.real) * self.rate

    def real_at(self, operational: datetime) -> datetime:
        """The real instant at which the operational clock shows this time."""
        return self.real + (operational - self.operational) / self.rate

    def now(self) -> datetime:
        return self.at(real_now())

    @property
    def is_real(self) -> bool:
        return self.rate == 1.0 and abs(self.operational - self.real) < timedelta(seconds=1)
