"""The words of street names and their abbreviations: data, read by ``names``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DIRECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "n": "north", "s": "south", "e": "east", "w": "west",
        "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest",
        "no": "north", "so": "south",
        **{wind: wind for wind in ("north", "south", "east", "west")},
        **{wind: wind for wind in ("northeast", "northwest", "southeast", "southwest")},
    }
)  # fmt: skip


def spellings(table: str) -> Mapping[str, str]:
    """Each line is a word, and after a colon its abbreviations; every spelling gives the word."""
    found: dict[str, str] = {}
    for line in table.split("\n"):
        word, _, short = line.strip().partition(":")
        if word:
            found.update(dict.fromkeys((word, *short.split()), word))
    return MappingProxyType(found)


TYPES = spellings(
    """
    alley: aly ally al
    annex: anx
    arcade: arc
    avenue: av ave aven avn
    bayou: byu
    beach: bch
    bend: bnd
    bluff: blf
    boulevard: bd blvd boul blv bvd bl
    branch: br
    bridge: brg
    brook: brk
    bypass: byp
    causeway: cswy
    center: ctr centre
    circle: cir circ crcl
    close:
    common: cmn commons
    corner: cor
    court: ct crt
    courts: cts
    cove: cv cov
    creek: crk
    crescent: cres
    crossing: xing crssng
    cutoff:
    dale: dl
    drive: dr drv
    driveway: drw drwy
    estates: ests
    expressway: expy expwy exp expwy xwy
    extension: ext
    falls: fls
    ferry: fry
    field: fld
    fields: flds
    forest: frst
    fork: frk
    freeway: fwy
    garden: gdn
    gardens: gdns
    gate:
    gateway: gtwy
    glen: gln
    green: grn
    grove: grv
    harbor: hbr
    haven: hvn
    heights: hts ht
    highway: hwy hiway hwwy
    hill: hl
    hills: hls
    hollow: holw
    island: isl
    isle:
    junction: jct
    knoll: knl
    lake: lk
    landing: lndg
    lane: ln
    loop:
    mall: mal
    manor: mnr
    meadow: mdw
    meadows: mdws
    mews:
    mill: ml
    motorway: mtwy
    orchard: orch
    oval:
    overlook:
    park: pk
    parkway: pkwy pky pkway pwy
    pass:
    passage: psge
    path:
    pike:
    place: pl
    plaza: plz plza pz
    point: pt
    pointe:
    port: prt
    promenade:
    ramp:
    ridge: rdg
    river: riv
    road: rd
    row:
    run:
    shore: shr
    shores: shrs
    skyway: skwy
    spring: spg
    springs: spgs
    spur:
    square: sq
    station: sta
    street: st str strt
    summit: smt
    terrace: ter terr
    throughway: thruway thwy trwy
    trace: trce
    trafficway: trfy
    trail: trl tr tl
    tunnel: tunl
    turnpike: tpke tpk tnpk trnpk
    valley: vly
    viaduct: via
    view: vw
    village: vlg
    villas:
    vista: vis
    walk: wlk wal
    way: wy
    wharf: whf
    woods: wds
    """
)

LEADING_TYPES = spellings(
    """
    allee: all
    avenida: avda
    avenue: av ave
    boulevard: bd bld boul
    callejon:
    calle: cll
    caminito: cmto
    camino: cam
    carretera: ctra
    chemin: ch che
    corso:
    cours:
    descente:
    escalier: escaliers
    esplanade: espl
    highway: hwy
    impasse: imp
    interstate: i
    montee:
    paseo: pso
    passage:
    piazza:
    pier:
    place: pl
    plaza:
    pont:
    praca:
    promenade:
    quai:
    road: rd
    route: rt rte
    rua:
    rue:
    ruelle:
    sentier:
    square: sq
    strada:
    tunnel:
    via:
    viale:
    vicolo:
    """
)

# Words inside a name. "st" is a saint unless it stands where a street's type stands.
WORDS = spellings(
    """
    saint: st
    sainte: ste
    mount: mt
    fort: ft
    doctor: dr
    junior: jr
    senior: sr
    martin luther king: mlk
    general: gen
    reverend: rev
    captain: capt
    sergeant: sgt
    university: univ
    international: intl
    national: natl
    memorial: mem
    community: comm
    elementary: elem
    hospital: hosp
    apartments: apts
    saints: sts
    """
)

_ORDINAL_WORDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
""".split()  # noqa: SIM905 -- reads better than twenty quoted words
ORDINALS: Mapping[str, str] = MappingProxyType(
    {word: str(number) for number, word in enumerate(_ORDINAL_WORDS, start=1)}
    | {"thirtieth": "30", "fortieth": "40", "fiftieth": "50", "sixtieth": "60"}
    | {"seventieth": "70", "eightieth": "80", "ninetieth": "90", "hundredth": "100"}
)
_TENS_WORDS = """
    twenty thirty forty fifty sixty seventy eighty ninety
""".split()  # noqa: SIM905 -- reads better than eight quoted words
TENS: Mapping[str, int] = MappingProxyType(
    {word: tens * 10 for tens, word in enumerate(_TENS_WORDS, start=2)}
)
"""The first half of "twenty-first"."""

ROUTES = spellings(
    """
    interstate: i ih
    us: ush
    state: sr sh ssr
    county: cr co cth
    farm: fm rm
    highway: hwy hiway route rt rte
    """
)
"""The words before the number of a highway; more of them may follow: US HIGHWAY 101."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        "al": "alabama", "ak": "alaska", "az": "arizona", "ar": "arkansas", "ca": "california",
        "co": "colorado", "ct": "connecticut", "de": "delaware", "fl": "florida", "ga": "georgia",
        "hi": "hawaii", "id": "idaho", "il": "illinois", "in": "indiana", "ia": "iowa",
        "ks": "kansas", "ky": "kentucky", "la": "louisiana", "me": "maine", "md": "maryland",
        "ma": "massachusetts", "mi": "michigan", "mn": "minnesota", "ms": "mississippi",
        "mo": "missouri", "mt": "montana", "ne": "nebraska", "nv": "nevada",
        "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico", "ny": "new york",
        "nc": "north carolina", "nd": "north dakota", "oh": "ohio", "ok": "oklahoma",
        "or": "oregon", "pa": "pennsylvania", "ri": "rhode island", "sc": "south carolina",
        "sd": "south dakota", "tn": "tennessee", "tx": "texas", "ut": "utah", "vt": "vermont",
        "va": "virginia", "wa": "washington", "wv": "west virginia", "wi": "wisconsin",
        "wy": "wyoming", "dc": "district of columbia", "pr": "puerto rico",
    }
)  # fmt: skip
