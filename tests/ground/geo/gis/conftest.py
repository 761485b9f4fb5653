import io

import pytest

from beatbook.ground.geo.gis import building
from beatbook.ground.geo.gis.files import Source
from beatbook.ground.geo.gis.sources import Sources
from beatbook.ground.geo.town import MapRefused
from tests.ground.geo.gis import city


@pytest.fixture
def read_town(tmp_path):
    """The town of these files; its `report` is what was left out."""

    def read_town(streets=None, **files):
        streets = streets or city.streets(tmp_path)
        given = {
            key: Source(value) if key in {"addresses", "blocks", "mileposts", "boundary"} else value
            for key, value in files.items()
        }
        report = building.Report()
        scenery = io.StringIO()
        town = building.read_town(
            Sources(streets=Source(streets), **given), scenery, lambda *_: None, report
        )
        return town, report

    return read_town


@pytest.fixture
def refusal():
    def refusal(call, *arguments, **options):
        with pytest.raises(MapRefused) as refused:
            call(*arguments, **options)
        return refused.value.message

    return refusal
