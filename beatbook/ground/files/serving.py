"""Files as answers. Ask first whether the object that they are attached to may be seen."""

from __future__ import annotations

from django.http import HttpResponse

from beatbook.ground.files import store
from beatbook.ground.files.models import StoredFile

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def picture(stored: StoredFile) -> HttpResponse:
    """The picture as screens show it, drawn anew from the original."""
    content = store.shown_of(stored.sha256).read_bytes()
    answer = HttpResponse(content, content_type="image/jpeg")
    answer["Content-Disposition"] = f'inline; filename="{stored.sha256[:12]}.jpg"'
    # The bytes behind an address never change; who may see them may.
    answer["Cache-Control"] = "private, max-age=300"
    _fence(answer)
    return answer


def original(stored: StoredFile) -> HttpResponse:
    """The very bytes that came, to be kept and not to be shown."""
    content = store.path_of(stored.sha256).read_bytes()
    answer = HttpResponse(content, content_type=stored.media_type)
    name = f"{stored.sha256[:12]}.{EXTENSIONS[stored.media_type]}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    _fence(answer)
    return answer


def _fence(answer: HttpResponse) -> None:
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
