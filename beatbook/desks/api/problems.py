"""What never reached an operation is refused in words too: a program cannot read our pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

ROOT = "/api/v1/"
WORDS = {
    400: "The request cannot be read.",
    404: f"There is nothing at this address. {ROOT}openapi.json describes every operation.",
    405: "This address does not answer {method}, only {allowed}.",
    500: "Something broke on our side, and nothing was changed. Try again.",
}


class InWords:
    """Answers of Django and of Ninja themselves under the API's addresses become problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        said = response.headers.get("Content-Type", "").startswith("application/json")
        if said or not request.path.startswith(ROOT) or response.status_code not in WORDS:
            return response
        allowed = ", ".join(sorted(response.headers.get("Allow", "").split(", ")))
        words = WORDS[response.status_code].format(method=request.method, allowed=allowed)
        problem = JsonResponse({"message": words, "field": None}, status=response.status_code)
        if allowed:
            problem.headers["Allow"] = allowed
        return problem
