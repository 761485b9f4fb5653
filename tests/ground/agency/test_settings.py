"""What an agency chooses for itself: one entry for each setting that really changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.agency import commands
from beatbook.ground.agency.commands import Settings
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal.models import Entry
from tests.cast import NOON


def change(cast, by=None, **settings):
    wanted = replace(Settings.of(cast.ab), **settings)
    return commands.change_settings(agency=cast.ab, settings=wanted, by=by or cast.ada, at=NOON)


def test_what_changes_is_kept_with_what_stood_before(cast, recorded):
    change(cast, safety_check_s=600, name="Alder Bay Stewards")
    agency = Agency.objects.get(pk=cast.ab.pk)
    assert (agency.name, agency.safety_check_s) == ("Alder Bay Stewards", 600)
    assert recorded() == ["agency.settings.changed"] * 2
    told = Entry.objects.filter(name="agency.settings.changed").order_by("pk")
    assert [entry.codes for entry in told] == [
        {
            "setting": "name",
            "before": "Alder Bay Community Safety",
            "after": "Alder Bay Stewards",
        },
        {"setting": "safety_check_s", "before": "1200", "after": "600"},
    ]


def test_changed_twice_it_is_changed_once(cast, recorded):
    change(cast, safety_check_s=600)
    change(cast, safety_check_s=600)
    assert recorded() == ["agency.settings.changed"]


@pytest.mark.parametrize("username", ["tess", "rosa", "jun", "nora", "audrey", "cory"])
def test_only_who_configures_the_agency_may(cast, recorded, username):
    with pytest.raises(NotAllowed, match="agency:configure is needed"):
        change(cast, by=getattr(cast, username), safety_check_s=600)
    assert recorded() == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"name": " "}, "An agency needs a name"),
        ({"name": "Millbrook Community Safety"}, "Another agency is called Millbrook"),
        ({"time_zone": "America/Alder_Bay"}, "no time zone America/Alder_Bay"),
        ({"time_zone": "../../etc/passwd"}, "no time zone"),
        ({"time_zone": ""}, "no time zone"),
        ({"safety_check_s": 0}, "1 minute to 4 hours"),
        ({"position_stale_s": 10}, "1 minute to 24 hours"),
        ({"case_number_format": "{YY}"}, "where the serial stands"),
        ({"language": "tlh"}, "do not speak that language"),
        ({"chase_s": 10}, "1 minute to 1 hour"),
    ],
)
def test_what_no_agency_can_work_with_is_refused_in_words(cast, recorded, settings, words):
    with pytest.raises(commands.UnfitSetting, match=words):
        change(cast, **settings)
    assert recorded() == []
