"""How measured times are told."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")


def machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
    }


def spread(taken_ms: Sequence[float]) -> dict[str, float]:
    """The median, the 99th percentile and the worst, in milliseconds."""
    ordered = sorted(taken_ms)
    return {
        "p50_ms": round(statistics.median(ordered), 4),
        "p99_ms": round(ordered[max(0, round(len(ordered) * 0.99) - 1)], 4),
        "max_ms": round(ordered[-1], 4),
    }


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and the milliseconds it took."""
    began = time.perf_counter()
    found = work()
    return found, (time.perf_counter() - began) * 1000
