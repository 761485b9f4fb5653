"""The API and how it refuses: always a sentence, never a stack of code."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from beatbook.contract.access import NotAllowed
from beatbook.contract.base import Refused
from beatbook.desks.api import exchange, raw
from beatbook.desks.api.operations import router
from beatbook.ground.journal.receipts import DifferentBody


class Api(NinjaAPI):
    """Ninja's API, with the two routes that the server answers itself in its description."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema["paths"].update(raw.PATHS)
        return schema


api = Api(
    title="Beatbook",
    version="1",
    description="Take, list, read, recommend, assign, follow, close and exchange calls; send "
    "positions.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)
api.add_router("", exchange.router)


def _refuse(request: HttpRequest, error: Exception, status: int) -> HttpResponse:
    """The answer to a refusal; what the operation wrote before it was refused is undone."""
    transaction.set_rollback(True)
    body = {"message": str(error), "field": getattr(error, "field", None)}
    if wrong := getattr(error, "errors", None):
        body["errors"] = wrong
    return api.create_response(request, body, status=status)


@api.exception_handler(DifferentBody)
def different_body(request: HttpRequest, error: DifferentBody) -> HttpResponse:
    return _refuse(request, error, 409)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return _refuse(request, error, 422)


@api.exception_handler(NotAllowed)
def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return _refuse(request, error, 403)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, _: Http404) -> HttpResponse:
    return _refuse(request, Http404("There is no such thing, or it is not yours to see."), 404)


@api.exception_handler(AuthenticationError)
def signed_out(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    message = "Send a valid token: Authorization: Bearer bb_..."
    return _refuse(request, AuthenticationError(401, message), 401)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja's own refusals: of a body that is no JSON."""
    message = "The body of the request cannot be read: send JSON."
    return _refuse(request, HttpError(error.status_code, message), error.status_code)


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, _: RequestDataTooBig) -> HttpResponse:
    message = f"The body is too large: at most {settings.DATA_UPLOAD_MAX_MEMORY_SIZE:,} bytes."
    return _refuse(request, RequestDataTooBig(message), 413)


@api.exception_handler(DataError)
def unkeepable(request: HttpRequest, _: DataError) -> HttpResponse:
    message = "Something in the request cannot be kept, such as a character with the code 0."
    return _refuse(request, DataError(message), 422)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [(_place(one), one["msg"]) for one in error.errors]
    field, said = wrong[0]
    body = {
        "message": f"{field or 'The request'}: {said}.",
        "field": field,
        "errors": [{"path": _path(place), "message": f"{words}."} for place, words in wrong],
    }
    return api.create_response(request, body, status=422)


def _place(one: dict[str, Any]) -> str | None:
    place = one["loc"][2:] or one["loc"][1:]
    return ".".join(str(part) for part in place) or None


def _path(place: str | None) -> str:
    """``notes.3`` is ``$.notes[3]``."""
    parts = (place or "").split(".")
    return "$" + "".join(f"[{part}]" if part.isdigit() else f".{part}" for part in parts if part)


urlpatterns = [path("api/v1/", api.urls)]
