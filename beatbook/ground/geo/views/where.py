"""Where things are, over HTTP: suggestions, tiles, areas."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from beatbook.contract.access import Permission, Principal
from beatbook.contract.values import Point
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.models import Agency
from beatbook.ground.agency.requests import Request
from beatbook.ground.geo import areas, queries, tiles
from beatbook.ground.geo.vocabulary import AreaKind
from beatbook.ground.geo.where import geocode, reverse
from beatbook.ground.geo.where.matches import Match

MOST_SUGGESTIONS = 20
A_YEAR_S = 365 * 24 * 3600


@requires(Permission.MAP_READ)
def where(request: Request) -> HttpResponse:
    """`?q=1925 n castle`: what it may mean, how exactly it is known, and whether that is open.

    `lat` and `lon` put first what is near; `agency` is a code, for the beat each place lies in and
    for that agency's own names of places.
    """
    agency_id = _agency_id(request)
    answer = geocode.find(
        request.GET.get("q", ""),
        near=_near(request),
        limit=_limit(request.GET.get("limit", "")),
        agencies=_map_agencies(request) if agency_id is None else [agency_id],
        agency_id=agency_id,
    )
    return JsonResponse(
        {
            "ok": True,
            "ambiguous": answer.ambiguous,
            "said": answer.said,
            "places": [_suggestion(match) for match in answer.matches],
        }
    )


@requires(Permission.MAP_READ)
def here(request: Request) -> HttpResponse:
    """`?lat=39.29&lon=-76.59`: what is there: the nearest address, cross street and beat."""
    point = _near(request)
    if point is None:
        return JsonResponse({"ok": False, "message": _("Say lat and lon in degrees.")}, status=422)
    found = reverse.locate(point, agency_id=_agency_id(request))
    return JsonResponse(
        {
            "ok": True,
            "said": str(found),
            "address": found.address,
            "street": found.street,
            "corner": found.corner,
            "beat": found.beat or None,
            "exactness": found.exactness,
            "away_m": found.away_m,
            "outside": found.outside,
        }
    )


@requires(Permission.MAP_READ)
def tile(_request: Request, key: str, z: int, x: int, y: int) -> HttpResponse:
    """One vector tile. A map's key names its content, so a tile may be kept for good."""
    try:
        drawn = tiles.read(queries.directory_of(key), z, x, y)
    except FileNotFoundError:
        raise Http404(_("There is no map {key}.").format(key=key)) from None
    response = HttpResponse(drawn or b"", status=200 if drawn else 204)
    if drawn:
        response["Content-Type"] = "application/vnd.mapbox-vector-tile"
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = f"private, max-age={A_YEAR_S}, immutable"
    return response


@requires(Permission.MAP_READ)
def drawn_areas(request: Request) -> HttpResponse:
    """`?kind=beat`: the areas of the agencies whose map this member may read, as GeoJSON."""
    kind = request.GET.get("kind", AreaKind.BEAT)
    if kind not in AreaKind.values:
        raise Http404(_("There are no areas of the kind {kind}.").format(kind=kind))
    return JsonResponse(areas.as_geojson(_map_agencies(request), AreaKind(kind)))


def _suggestion(match: Match) -> dict[str, Any]:
    detail = [match.note, match.address, match.locality, match.beat_name, match.outside]
    return {
        "kind": match.kind,
        "label": match.label,
        "detail": " \u00b7 ".join(part for part in detail if part),
        "lat": round(match.lat, 6),
        "lon": round(match.lon, 6),
        "exactness": match.exactness,
        "exactly": match.exactness.label,
        "exact": match.exact,
        "note": match.note,
        "score": match.score,
        "locality": match.locality,
        "unit": match.unit,
        "beat": match.beat or None,
        "outside": match.outside,
    }


def _map_agencies(request: Request) -> list[int]:
    principal: Principal = request.principal
    return principal.agencies(Permission.MAP_READ)


def _agency_id(request: Request) -> int | None:
    """The agency asked for, or the only one there is for this member."""
    allowed = _map_agencies(request)
    code = request.GET.get("agency")
    if code:
        return Agency.objects.filter(code=code, pk__in=allowed).values_list("pk", flat=True).first()
    return allowed[0] if len(allowed) == 1 else None


def _near(request: Request) -> Point | None:
    try:
        return Point(float(request.GET["lat"]), float(request.GET["lon"]))
    except (KeyError, ValueError):
        return None


def _limit(text: str) -> int:
    return min(int(text), MOST_SUGGESTIONS) if text.isdecimal() and text != "0" else 6
