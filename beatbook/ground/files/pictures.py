"""Pictures: what they are by their bytes, and how a screen shows them."""

from __future__ import annotations

import warnings
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from beatbook.contract.base import Refused

MOST_BYTES = 25_000_000
MOST_PIXELS = 50_000_000
SCREEN_PX = 1600
QUALITY = 82
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


class NotAPicture(Refused):
    """The bytes are no picture that we can show."""


def look(original: Path, shown: Path) -> str:
    """Write the picture as screens show it, and say what the original is.

    It is decoded and drawn anew: upright, no wider or higher than a screen needs, and without what
    the camera wrote into it, like where it was taken. Raises ``NotAPicture``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(original, formats=list(TYPES)) as picture:
                media_type = TYPES[str(picture.format)]
                if picture.width * picture.height > MOST_PIXELS:
                    raise NotAPicture(
                        _("That picture has too many pixels: 50 million are the most.")
                    )
                _draw(picture, shown)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        raise NotAPicture(_("That is no picture. JPEG, PNG and WebP are taken.")) from error
    return media_type


def _draw(picture: Image.Image, shown: Path) -> None:
    picture.draft("RGB", (SCREEN_PX, SCREEN_PX))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((SCREEN_PX, SCREEN_PX))
    clean = Image.new("RGB", upright.size, "white")
    layer = upright.convert("RGBA")
    clean.paste(layer, mask=layer)
    clean.save(shown, "JPEG", quality=QUALITY, optimize=True)
