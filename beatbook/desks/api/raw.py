"""The two routes that the server answers without Django, as OpenAPI describes them."""

from __future__ import annotations

from typing import Any

_POINT = {
    "type": "object",
    "required": ["lat", "lon", "at", "unit"],
    "properties": {
        "unit": {"type": "integer", "description": "The unit's id."},
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
        "at": {"type": "string", "format": "date-time"},
        "accuracy_m": {"type": "number", "minimum": 0},
        "heading": {"type": "number", "minimum": 0, "maximum": 360},
        "speed_mph": {"type": "number", "minimum": 0},
    },
}
_BODY = {
    "type": "object",
    "required": ["points"],
    "properties": {"points": {"type": "array", "items": _POINT}},
}

PATHS: dict[str, Any] = {
    "/positions": {
        "post": {
            "operationId": "send_positions",
            "summary": "Send positions",
            "description": "Answered after the commit, with how many points were accepted and "
            "why others were not. Needs unit:status.",
            "tags": ["units"],
            "requestBody": {"required": True, "content": {"application/json": {"schema": _BODY}}},
            "responses": {"200": {"description": "Accepted and refused points"}},
            "security": [{"Token": []}],
        }
    },
    "/feed": {
        "get": {
            "operationId": "follow",
            "summary": "Follow live rows",
            "description": "Server-sent events: `patch` with rows and their versions, `positions`, "
            "`clock`, `beat`, `resync`. Resume with Last-Event-ID or `cursor`.",
            "tags": ["feed"],
            "parameters": [{"name": "cursor", "in": "query", "schema": {"type": "string"}}],
            "responses": {"200": {"description": "A stream of text/event-stream"}},
            "security": [{"Token": []}],
        }
    },
}
