"""Travel time on streets: how long it takes a unit to be there, and which way it goes.

What is asked and answered is in ``trips``. ``engine`` answers for this process: it keeps one
thread that owns the fast back end, and falls back on the slow one when it must.

    follower = following.Follower(find_active_map_directory)  # or engine.start(map_directory)
    trips = engine.current().many_to_one(unit_positions, call_position, UnitKind.CAR)

A position is snapped to a street (``snap``, on the squares of a ``grid``), a place in the middle of
an edge. ``planning`` turns places into nodes of a ``network`` and back, and asks a ``search``:
``contraction``, which is fast because the import has put the nodes in ``order``, or ``dijkstra``,
the check and the fallback. Cars are searched for from turn to turn (``turns``), at the speeds of
``driving``. ``closures`` finds the streets under a line. ``directions`` and ``words`` tell the way.
``matching`` tells where somebody drives from a few positions in a row, ``straight_line`` what
ranking by distance would have cost.
"""

from __future__ import annotations
