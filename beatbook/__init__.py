"""Beatbook: the operations platform of a community-service-officer agency.

Four storeys, each standing only on those below it: ``site`` (the front door), ``desks`` (where
people sit), ``duties`` (the ten duties) and ``ground`` (what every duty stands on), with
``contract`` and ``core`` beneath them. The tour is in ``docs/tour.md``.
"""

__version__ = "0.1.0"
