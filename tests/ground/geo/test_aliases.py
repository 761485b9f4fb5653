"""What an agency calls a place, whatever the map calls it."""

from datetime import timedelta

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.contract.values import Point, Subject
from beatbook.ground.geo import commands
from beatbook.ground.geo.models import Alias
from beatbook.ground.geo.where import geocode
from beatbook.ground.journal import chronology
from tests.cast import NOON
from tests.ground.geo.places import spot

pytestmark = pytest.mark.usefixtures("small_town_map")
LATER = NOON + timedelta(hours=1)
MILL = Point(*spot(3.1, 0.1))


@pytest.fixture
def add(cast):
    def add(name="The Old Mill", **more):
        given = {"address": "5 Murray Avenue", "point": MILL, "by": cast.ada, "at": NOON}
        return commands.add_alias(agency=cast.ab, name=name, **given | more)

    return add


def sentences(alias):
    return [one.sentence for one in chronology.of(Subject("alias", str(alias.pk)))]


def test_a_name_is_kept_without_its_article_and_is_found(cast, add, recorded):
    alias = add()
    assert (alias.name, alias.key, alias.added_by) == ("The Old Mill", "old mill", "Ada Okafor")
    assert recorded() == ["geo.alias.added"]
    assert sentences(alias) == ["named 5 Murray Avenue “The Old Mill”"]
    best = geocode.find("old mill", agencies=[cast.ab.pk]).matches[0]
    assert (best.label, best.lat, best.lon) == ("The Old Mill", MILL.lat, MILL.lon)


def test_a_name_means_one_spot(add, recorded):
    add()
    with pytest.raises(commands.BadAlias, match="“The Old Mill” is a name already, for 5 Murray"):
        add("old  mill")
    with pytest.raises(commands.BadAlias, match="Give the name"):
        add("  ")
    assert recorded() == ["geo.alias.added"]


def test_a_removed_name_is_not_found_and_may_be_given_again(cast, add, recorded):
    alias = commands.remove_alias(alias=add(), by=cast.ada, at=LATER)
    assert (alias.removed_at, alias.removed_by) == (LATER, "Ada Okafor")
    assert geocode.find("old mill", agencies=[cast.ab.pk]).matches == ()
    with pytest.raises(commands.AlreadyRemoved, match="removed before, by Ada Okafor"):
        commands.remove_alias(alias=alias, by=cast.ada, at=LATER)
    add()
    assert recorded() == ["geo.alias.added", "geo.alias.removed", "geo.alias.added"]
    assert sentences(alias)[1] == "removed the name “The Old Mill”"


@pytest.mark.parametrize("username", ["tess", "rosa", "jun", "nora"])
def test_not_everybody_may(cast, add, recorded, username):
    by = cast.principals[username]
    with pytest.raises(NotAllowed, match="map:edit is needed"):
        add(by=by)
    alias = add()
    with pytest.raises(NotAllowed):
        commands.remove_alias(alias=alias, by=by, at=LATER)
    assert recorded() == ["geo.alias.added"]


def test_the_neighbor_sees_none_even_without_the_filter_of_the_query(cast, add):
    add()
    cast.enter(cast.nora)
    assert Alias.objects.count() == 0
