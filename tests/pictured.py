"""Pictures for tests, made here: a JPEG as a camera writes it, with where it was taken."""

from __future__ import annotations

import io

from PIL import Image

LATITUDE = 34853
"""The tag of EXIF that says where; 274 is which way is up."""


def jpeg(width: int = 2000, height: int = 1500, color: str = "teal") -> bytes:
    """A photo held upright (turned by EXIF), with a place and a maker in it."""
    exif = Image.Exif()
    exif[271] = "Test Camera"
    exif[274] = 6
    exif.get_ifd(LATITUDE)[1] = "N"
    exif.get_ifd(LATITUDE)[2] = (41.0, 30.0, 0.0)
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()
