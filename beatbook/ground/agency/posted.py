"""Commands that arrive over HTTP: their body, their id, and the one shape of every answer."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import JsonResponse

from beatbook.contract.access import NotAllowed
from beatbook.contract.base import Refused
from beatbook.ground.agency.requests import Request
from beatbook.ground.journal import receipts, undoing

HEADER = "Command-Id"


class BadBody(Refused):
    """The body of the request cannot be read."""


def body(request: Request) -> dict[str, Any]:
    """The fields of a JSON or a form body; lists stay lists. Raises ``BadBody``."""
    if request.content_type != "application/json":
        return {
            name: values if len(values) > 1 else values[0]
            for name, values in request.POST.lists()
            if name != "csrfmiddlewaretoken"
        }
    try:
        read = json.loads(request.body or b"{}", parse_constant=_no_number)
        # Half a character cannot be kept; better to say so than to fail when it is written.
        json.dumps(read, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadBody("The request is not readable as JSON.") from error
    if not isinstance(read, dict):
        raise BadBody("The request must be a JSON object.")
    return read


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number.")


def clean(form: forms.Form) -> dict[str, Any]:
    """The form's cleaned values. Raises ``InvalidField`` with the first thing that is wrong."""
    if form.is_valid():
        return form.cleaned_data
    field, errors = next(iter(form.errors.items()))
    raise InvalidField(field, str(errors[0]))


class InvalidField(Refused):
    """One field is wrong; ``field`` says which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def answer(
    request: Request,
    *,
    agency_id: int,
    fields: dict[str, Any],
    run: Callable[[], dict[str, Any]],
) -> JsonResponse:
    """Run one command and answer it: 200, or a refusal with its sentence.

    With a ``Command-Id`` the second arrival gets the first answer, and another body a 409.
    ``run`` returns what to add to ``{"ok": true}``; how it can be taken back is added too.
    """

    def undoable() -> dict[str, Any]:
        with undoing.collecting() as collected:
            answered = run()
        return answered | undoing.told(collected, request.principal)

    try:
        with transaction.atomic():
            return JsonResponse({"ok": True} | _run_once(request, agency_id, fields, undoable))
    except receipts.DifferentBody as error:
        return refusal(error.message, status=409)
    except NotAllowed as error:
        return refusal(error.message, status=403)
    except Refused as error:
        return refusal(error.message, field=getattr(error, "field", None))


def refusal(message: str, *, field: str | None = None, status: int = 422) -> JsonResponse:
    return JsonResponse({"ok": False, "message": message, "field": field}, status=status)


def _run_once(
    request: Request, agency_id: int, fields: dict[str, Any], run: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    given = request.headers.get(HEADER)
    if given is None:
        return run()
    try:
        identity = uuid.UUID(given)
    except ValueError as error:
        raise BadBody(f"{HEADER} must be a UUID.") from error
    return receipts.answer_once(
        by=request.principal,
        agency_id=agency_id,
        command_id=identity,
        body=fields | {"path": request.path},
        run=run,
    )
