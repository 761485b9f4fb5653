"""What another center is called here."""

from __future__ import annotations

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Subject
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import Center
from beatbook.ground.journal import chronology
from tests.cast import NOON


@pytest.fixture
def center(cast):
    return Center.objects.create(
        agency=cast.ab, name="cad.alder.example", sends_as="cad.alder.example", known_at=NOON
    )


def rename(center, name, by):
    return commands.rename_center(center=center, name=name, by=by, at=NOON)


def test_its_calls_are_its_own_under_another_name(cast, center, recorded):
    for _ in range(2):
        renamed = rename(center, " Alder County  911 ", cast.ada)
    assert (renamed.name, renamed.sends_as) == ("Alder County 911", "cad.alder.example")
    assert recorded() == ["calls.center.renamed"]
    (told,) = chronology.of(Subject("center", str(center.pk)))
    assert told.sentence == "calls the center cad.alder.example Alder County 911 from now on"


@pytest.mark.parametrize(
    ("name", "said"), [(" ", "What is the center called"), ("State Police", "already")]
)
def test_a_name_is_there_and_its_own(cast, center, name, said):
    Center.objects.create(agency=cast.ab, name="State police", sends_as="sp", known_at=NOON)
    with pytest.raises(commands.UnfitCenter, match=said):
        rename(center, name, cast.ada)


def test_only_who_sets_up_calls_renames(cast, center):
    with pytest.raises(NotAllowed):
        rename(center, "X", cast.tess)
