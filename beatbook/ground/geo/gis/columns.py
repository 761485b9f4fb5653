"""What the columns of a city's file mean: known layouts, and what their values look like.

Known are the NENA model, TIGER, the layouts of Esri's local government templates, OpenAddresses,
and what cities call the same things. A mapping file says what is not found here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from beatbook.ground.geo import town
from beatbook.ground.geo.gis.layers import Layer
from beatbook.ground.geo.gis.mapping import FIELDS, Role, Section
from beatbook.ground.geo.vocabulary import AreaKind

Found = Mapping[str, str]
"""What a column means, and what it is called."""


def _words(table: str) -> Mapping[str, tuple[str, ...]]:
    """Each line is a meaning, and after a colon the names it goes by, the surest first."""
    lines = (line.strip().partition(":") for line in table.strip().splitlines())
    return MappingProxyType({field: tuple(names.split()) for field, _, names in lines})


_NAME_PARTS = """
    before: stpredir predir predirection prefixdirection prefixdir predirectional dirpre fedirp
        streetpredir streetprefixdir preaddir stprefix direction_prefix directionprefix
    prefix: stpretyp pretype prefixtype stpretype fetypep streetpretype
    base: stname streetname strname fename roadname rdname basename namebase stnam
    type: stpostyp posttype sttype streettype streetsuffix strtype sttyp suffixtype postyp
        sttypesuf roadtype stsuffix fetype sufftype typesuffix streetposttype
    after: stposdir sufdir postdir suffixdirection suffixdir postdirection dirsuf dirsuffix fedirs
        postdirectional streetpostdir streetsuffixdir
""".replace("\n        ", " ")
_FULL_NAMES = (
    "fullname fullstreet fullstreetname fullstname stfullname streetfull stfull namefull "
    "fullroadname roadfullname fullst streetfullname completename wholestname stnamefull "
    "stcomplete fname rdfullname lstname fullrdname"
)
_STREETS = _words(
    f"""
    name: {_FULL_NAMES} street label roadname rdname road streetname stname strname name
    {_NAME_PARTS.strip()}
    alias: alias aliasname altname aliasstreet alternatename stalias altstreet
    left_parity: parityl lparity leftparity
    right_parity: parityr rparity rightparity
    one_way: oneway onewaydir onewaydirection onewaycode isoneway trafdir trafficdir
        traveldir traveldirection dirtravel directionoftravel trafficdirection onewayst
        flowdir direction flow dir
    speed: speedlimit speedlim postedspeed postedspee postspeed speedmph spdlimit maxspeed speedlmt
        mph speed postedsp sl
    class: roadclass mtfcc cfcc functionalclass funcclass fclass rdclass stclass streetclass
        functclass roadtype functional class classification majorroad hwytype roadclassi
    from_node: fromnode fnode fromnodeid fnodeid nodefrom startnode beginnode
    to_node: tonode tnode tonodeid tnodeid nodeto endnode
    from_level: fromlevel fromelev fzlev felev fromzlevel zlevfrom fzlevel fromzlev elevfrom
    to_level: tolevel toelev tzlev telev tozlevel zlevto tzlevel tozlev elevto
    city: incmunil msagcomml cityl lcity leftcity city municipality postcomml muni
    city_right: incmunir msagcommr cityr rcity rightcity postcommr
""".replace("\n        ", " ")
)
_ADDRESSES = _words(
    f"""
    number: addnumber addressnumber housenumber housenum hsenumber streetnumber stnumber addrnum
        stnum strnum stno houseno addno addnum addressnum hnum houseno number num no civicnum
        addrnumber strno hsenum civicnumber
    number_suffix: addnumsuf addnumbersuffix numbersuffix streetnumbersuffix addresssuffix numsuf
        housesuffix stnumsuf housenumsuf addrnumsuf hsesuf addrhalf half fraction addsuffix
        stnumsuffix housenumbersuffix
    street: {_FULL_NAMES} street road streetname stname strname roadname
    {_NAME_PARTS.strip()}
    full: fulladdress fulladdr fulladd siteaddress siteaddr situsaddress situs address addr
        streetaddress addressfull addrfull addressline1 locaddr propertyaddress propaddr
    city: postcomm city msagcomm incmuni municipality town community uspscity postalcity muni
        placename postcity
    lat: lat latitude ycoordinate ycoord pointy northing ycoor y py
    lon: lon long longitude lng xcoordinate xcoord pointx easting xcoor x px
    parcel: maplot parcel parcelid parcelno parcelnum apn pin pid buildingid bldgid taxlot lotid
        mapblocklot parid
    block: blockid blockkey bldgid block
""".replace("\n        ", " ")
)
_PLACES = _words(
    """
    name: sitename facilityname facname landmark landmarkname placename name label station facility
        parkname title schoolname buildingname
    kind: type kind category facilitytype sitetype factype subtype use class
    address: address fulladdress addr streetaddress siteaddress location
"""
)
_MILEPOSTS = _words(
    """
    route: milepostrt route routeid routename rte highway hwy road roadname streetname name
    mile: milepost milepostn milemarker milemark mile measure mp marker mm milepostnumber
"""
)
_AREA_CODES = _words(
    """
    beat: beat beatcode beatno beatnum beatid beatnumber district districtid dist
    sector: sector sectorcode sectorid sec
    reporting_area: reportingarea ra rd reportingdistrict grid ranum reparea
    car_route: carrte carroute route cararea
    walking_route: walkrte walkroute walkingroute footbeat route
    school_zone: school schoolname zone
    park: parkid park parkname
"""
)
_ANY_AREA = ("code", "areacode", "id", "number", "no", "num", "name", "label")
_AREA_NAMES = ("name", "label", "description", "longname", "fullname", "title", "desc", "areaname")
_NO_CODES = re.compile(r"objectid|fid|globalid|oid|shape.*|.*(area|length|perimeter|date|acres)")
_SHAPES = frozenset({"wkt", "thegeom", "geom", "geometry", "shape", "point", "multipolygon"})
_TABLES = MappingProxyType(
    {
        Role.STREETS: _STREETS,
        Role.ADDRESSES: _ADDRESSES,
        Role.PLACES: _PLACES,
        Role.MILEPOSTS: _MILEPOSTS,
    }
)
_RANGE_NOISE = re.compile(r"address|addr|add|hn|house|num(ber)?|range|rng|no")
_SIDES = {"left": ("l", "left", "lt", "lft"), "right": ("r", "right", "rt", "rgt")}
_RANGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        f"{a}{b}": (side, end)
        for side, sides in _SIDES.items()
        for end, ends in (
            ("from", ("f", "fr", "from", "frm", "lo", "low", "start", "beg", "loa", "min")),
            ("to", ("t", "to", "hi", "high", "end", "hia", "max")),
        )
        for x in sides
        for y in ends
        for a, b in ((x, y), (y, x))
    }
)  # fmt: skip


def plain(name: str) -> str:
    """The letters and digits of a column's name: "FromAddr_L" is fromaddrl."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def find(layer: Layer, role: Role, section: Section, kind: str = "") -> Found:
    """What the columns of `layer` mean in that role. MapRefused if a named one is missing."""
    for column in section.columns.values():
        named_column(layer, column)
    told = dict(section.columns)
    if role in (Role.AREAS, Role.BLOCKS):
        return _of_areas(layer, kind) | told
    guessed = _guess(layer, _TABLES[role])
    if role is Role.STREETS:
        guessed |= _ranges(layer)
    if set(told) & {"name", "street", "full"}:
        guessed = {field: name for field, name in guessed.items() if field not in _PART_FIELDS}
    if set(told) & {"base"}:
        guessed = {f: name for f, name in guessed.items() if f not in {"name", "street"}}
    return guessed | told


_PART_FIELDS = frozenset({"before", "prefix", "base", "type", "after"})


def named_column(layer: Layer, name: str) -> list[str]:
    """A column that a person named. MapRefused if it is missing."""
    if name not in layer.columns:
        raise town.MapRefused(f"{layer.source} has no column {name}. It has: {named(layer)}.")
    return layer.column(name)


def named(layer: Layer) -> str:
    """The names of the columns, for a sentence."""
    return ", ".join(layer.columns) or "no columns at all"


def _guess(layer: Layer, table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The first known name that occurs, for each meaning."""
    present: dict[str, str] = {}
    for name in layer.columns:
        present.setdefault(plain(name), name)
    found = {}
    for field, names in table.items():
        column = next((present[name] for name in names if name in present), None)
        if column is not None and any(layer.column(column)):
            found[field] = column
    return _settled(found)


def _settled(found: dict[str, str]) -> dict[str, str]:
    """A column means one thing: a base name with its type beside it is not the whole name."""
    whole = "name" if "name" in found else "street"
    sure = plain(found.get(whole, "")) in _FULL_NAMES.split()
    if found.get("base") == found.get(whole) and not sure and "type" not in found:
        found.pop("base", None)
    if sure or "base" not in found:
        return {field: name for field, name in found.items() if field not in _PART_FIELDS}
    if "type" in found or found["base"] == found.get(whole):
        found.pop(whole, None)
    else:
        return {field: name for field, name in found.items() if field not in _PART_FIELDS}
    return found


def _ranges(layer: Layer) -> dict[str, str]:
    """The four ends of address ranges, in any of the many ways to write left, right, from, to."""
    found: dict[str, str] = {}
    for name in layer.columns:
        side_and_end = _RANGES.get(plain(name)) or _RANGES.get(_RANGE_NOISE.sub("", plain(name)))
        if side_and_end:
            found.setdefault("_".join(side_and_end), name)
    return found if len(found) == len(("left_from", "left_to", "right_from", "right_to")) else {}


def _of_areas(layer: Layer, kind: str) -> dict[str, str]:
    """A code that every area has and no two share; names that are not the code."""
    present = {plain(name): name for name in layer.columns}
    known = (*_AREA_CODES.get(kind, ()), *_ANY_AREA)
    if kind == AreaKind.BEAT:
        known = (known[0], "code", *known[1:])
    sure = [present[name] for name in known if name in present]
    others = [name for name in layer.columns if name not in sure]
    codes = [*sure, *(name for name in others if not _NO_CODES.fullmatch(plain(name)))]
    code = next((name for name in codes if _tells_apart(layer.column(name))), None)
    if code is None:
        code = next((name for name in sure if any(layer.column(name))), None)
    found = {"code": code} if code else {}
    names = [present[n] for n in _AREA_NAMES if n in present and present[n] != code]
    return found | ({"name": names[0]} if names else {})


def _tells_apart(values: Sequence[str]) -> bool:
    """Is this a code: short, there for nearly every row, and never twice?"""
    there = [value for value in values if value]
    return (
        len(there) >= 0.9 * len(values)
        and len(set(there)) == len(there)
        and max(map(len, there)) <= _LONGEST_GUESSED
    )


_LONGEST_GUESSED = 20


def coordinates(layer: Layer) -> tuple[str | None, str | None]:
    """The columns of a table that hold its points: degrees before anything else."""
    present = {plain(name): name for name in layer.columns}
    for lon, lat in zip(("lon", "long", "longitude", "lng"), ("lat",) * 4, strict=True):
        for up in (lat, "latitude"):
            if lon in present and up in present:
                return present[lon], present[up]
    found = _guess(layer, {field: _ADDRESSES[field] for field in ("lat", "lon")})
    return found.get("lon"), found.get("lat")


def written_shapes(layer: Layer) -> str | None:
    """The column that holds shapes as text: "POINT (-71.1 42.4)"."""
    for name, values in layer.columns.items():
        if plain(name) in _SHAPES:
            first = next((str(value) for value in values if value), "")
            if re.match(r"(MULTI)?(POINT|LINESTRING|POLYGON)\s*\(", first, re.IGNORECASE):
                return name
    return None


def missing(layer: Layer, role: Role, what: str) -> town.MapRefused:
    """The refusal of a file that lacks a column."""
    fields = ", ".join(FIELDS[role])
    return town.MapRefused(
        f"{layer.source} has no column for {what}. It has: {named(layer)}. Name it under "
        f"[{role}] in a mapping file (of {fields}) and add --mapping FILE."
    )
