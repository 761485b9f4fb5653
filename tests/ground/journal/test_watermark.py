"""The low-water mark: nothing at or below it can still appear, whoever commits when."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.ground.journal import sealer
from tests import threads
from tests.ground.journal import announcing, test_sealer

WRITERS = 3
WRITER_STEPS = st.tuples(st.integers(0, WRITERS - 1), st.sampled_from(["write", "commit", "undo"]))
STEPS = st.lists(WRITER_STEPS | st.sampled_from(["seal", "raise"]), max_size=60)

_WRITE = """
INSERT INTO journal_entry
    (name, agency_id, need_to_know, subject_kind, subject_id, actor, at, command_id, codes)
VALUES ('agency.member.signed_in', 1, 'open', 'member', '1', 'system:test', now(),
        gen_random_uuid(), '{}') RETURNING id
"""


class World:
    """Some writers, each with its own open transaction, and one sealer with its mark."""

    def __init__(self, credentials):
        self.writers = [psycopg.connect(credentials.dsn("web")) for _ in range(WRITERS)]
        self.open = [[] for _ in self.writers]
        self.committed = []
        self.causes = {}
        self.sealer = psycopg.connect(credentials.dsn("sealer"), autocommit=True)
        self.mark = sealer.Watermark()

    def close(self):
        for connection in (*self.writers, self.sealer):
            connection.close()

    def write(self, number):
        self.writers[number].execute("SELECT set_config('beatbook.agencies', '1', true)")
        row = self.writers[number].execute(_WRITE).fetchone()
        self.open[number].append(row[0])
        self.causes[row[0]] = list(self.committed)

    def commit(self, number):
        self.writers[number].commit()
        self.committed += self.open[number]
        self.open[number] = []

    def undo(self, number):
        self.writers[number].rollback()
        self.open[number] = []

    def seal(self):
        sealer.seal_batch(self.sealer, self.mark.low)

    def raise_mark(self):
        sealer.raise_watermark(self.sealer, self.mark)

    def places(self):
        """The position of every sealed entry."""
        return dict(self.sealer.execute("SELECT entry_id, position FROM journal_seal").fetchall())

    def sealed(self):
        return set(self.places())

    def appearing(self):
        """What is not sealed and may still have to be."""
        unsealed = set(self.committed) - self.sealed()
        return unsealed | {entry for entries in self.open for entry in entries}


@pytest.fixture
def worlds(committed):
    made = []

    def make():
        made.append(World(committed))
        return made[-1]

    yield make
    for world in made:
        world.close()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_in_any_order_nothing_is_lost_or_reordered_or_appears_below_the_mark(worlds, steps):
    world = worlds()
    try:
        for step in steps:
            match step:
                case "seal":
                    world.seal()
                case "raise":
                    world.raise_mark()
                case number, what:
                    getattr(world, what)(number)
            assert all(entry > world.mark.low for entry in world.appearing())
        for number in range(WRITERS):
            world.commit(number)
        world.seal()
        places = world.places()
        assert set(world.committed) <= set(places), "nothing is lost"
        for effect in world.committed:
            for cause in world.causes[effect]:
                assert places[cause] < places[effect], "nothing is put in another order"
    finally:
        world.close()


def test_the_mark_rises_when_all_who_might_write_below_it_have_ended(worlds):
    world = worlds()
    world.write(0)
    world.write(1)
    world.commit(1)
    world.seal()
    for _ in range(3):
        world.raise_mark()
    assert world.mark.low == 0, "the first writer is still open"
    world.commit(0)
    world.raise_mark()
    assert world.mark.low == max(world.committed)
    assert world.sealed() == set(world.committed)


def test_the_mark_rises_past_what_was_rolled_back(worlds):
    world = worlds()
    world.write(0)
    [entry] = world.open[0]
    world.undo(0)
    world.raise_mark()
    world.raise_mark()
    assert world.mark.low == entry


def test_who_began_later_does_not_hold_the_mark_back(worlds):
    world = worlds()
    world.write(0)
    world.raise_mark()
    world.write(1)
    world.commit(0)
    world.raise_mark()
    assert world.mark.low == world.committed[0]
    assert world.open[1] > [world.mark.low]


def test_what_goes_on_in_another_database_does_not_matter(worlds, server):
    with psycopg.connect(server.admin_dsn) as elsewhere:
        elsewhere.execute("SELECT 1")
        world = worlds()
        world.write(0)
        world.commit(0)
        world.raise_mark()
        world.raise_mark()
    assert world.mark.low == world.committed[0]


def test_a_sealer_under_load_seals_everything_once_and_lets_its_mark_rise(committed, monkeypatch):
    monkeypatch.setattr(sealer, "WATERMARK_EVERY_S", 0.05)
    marks = []
    raise_watermark = sealer.raise_watermark

    def observed(connection, mark):
        raise_watermark(connection, mark)
        marks.append(mark.low)

    monkeypatch.setattr(sealer, "raise_watermark", observed)
    with announcing.a_running_sealer(committed):
        written = test_sealer.seal_all_that_writers_write(committed, seconds=2, writers=3)
        threads.until(lambda: marks[-1] >= written[-1])
    assert marks == sorted(marks)
