"""Files of addresses as people have them: any usual headings, separators and packing."""

from __future__ import annotations

import csv
import gzip
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from beatbook.site.trouble import Trouble

LAT = ("lat", "latitude", "y", "point_y", "lat_dd", "ycoord", "y_coord", "gps_lat")
LON = ("lon", "lng", "long", "longitude", "x", "point_x", "lon_dd", "xcoord", "x_coord", "gps_lon")
ADDRESS = (
    "address", "full_address", "fulladdress", "fulladdr", "full_addr", "street_address", "addr",
    "location", "location_address", "site_address", "siteaddress", "add_full", "text", "label",
)  # fmt: skip
NUMBER = ("number", "house_number", "housenumber", "addr_housenumber", "street_number",
          "address_number", "add_number", "addrnum", "address_number_primary")  # fmt: skip
STREET = ("street", "street_name", "addr_street", "streetname", "road", "st_name",
          "steet_name", "full_street_name", "address_road_primary")  # fmt: skip
CITY = ("city", "addr_city", "town", "municipality", "locality")
UNIT = ("unit", "apt", "addr_unit")
DIRECTION = ("address_dir_primary", "predir", "st_predir", "pre_dir", "street_direction")
TYPE = ("address_sfx_primary", "street_type", "st_postyp", "st_posttyp", "posttype",
        "street_suffix")  # fmt: skip
CROSS = ("address_road_intersecting", "cross_street", "cross_street_name", "intersecting_street")


def rows(path: Path, most: int) -> Iterator[dict[str, str]]:
    """The rows of a table with plain headings ("Lat " is "lat"), at most so many."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
            sample = file.read(8192)
            file.seek(0)
            separator = max(",;\t|", key=sample.partition("\n")[0].count)
            for row in itertools.islice(csv.DictReader(file, delimiter=separator), most):
                yield {plain(key): (value or "").strip() for key, value in row.items() if key}
    except OSError as fault:
        raise Trouble(f"{path} cannot be read.", f"{fault.strerror or fault}.") from fault


def plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.strip().lower()).strip("_")


def first_of(row: dict[str, str], headings: Sequence[str]) -> str:
    return next((row[heading] for heading in headings if row.get(heading)), "")


def address_of(row: dict[str, str]) -> str:
    """The address of a row: from its one column, or from number, street, unit and city."""
    street, cross = street_of(row), first_of(row, CROSS)
    whole = first_of(row, ADDRESS)
    if whole and not street:
        return whole
    number = first_of(row, NUMBER).lstrip("0")
    if street and (number or not cross):
        unit, city = first_of(row, UNIT), first_of(row, CITY)
        parts = (f"{number} {street}".strip(), f"# {unit}" if unit else "", city)
        return ", ".join(part for part in parts if part)
    return f"{street} & {cross}" if street and cross else whole


def street_of(row: dict[str, str]) -> str:
    """The street of a row with its direction and type, where they have columns of their own."""
    street = first_of(row, STREET)
    parts = (first_of(row, DIRECTION), street, first_of(row, TYPE))
    return " ".join(part for part in parts if part) if street else ""


def point_of(row: dict[str, str]) -> tuple[float, float] | None:
    try:
        return float(first_of(row, LAT)), float(first_of(row, LON))
    except ValueError:
        return None
