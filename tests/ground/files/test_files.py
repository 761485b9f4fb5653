"""The store of files: what is taken, where it lies, what is shown of it, and what is swept."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import timedelta

import pytest
from PIL import Image

from beatbook.contract.values import Subject
from beatbook.core import clock
from beatbook.ground.files import commands, pictures, store
from beatbook.ground.files.models import StoredFile
from beatbook.ground.journal import chronology
from tests.cast import NOON
from tests.pictured import LATITUDE, jpeg


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES = tmp_path
    return tmp_path


def receive(content, most=pictures.MOST_BYTES):
    pieces = (content[at : at + 1000] for at in range(0, len(content), 1000))
    return store.receive(pieces, most=most, look=pictures.look)


@pytest.fixture
def keep(cast):
    def kept(content, agency=None):
        told = {"by": cast.jun, "at": NOON}
        return commands.store_file(
            agency=agency or cast.ab, received=receive(content), name="IMG_1.jpg", **told
        )

    return kept


def test_the_original_lies_under_its_digest_byte_for_byte():
    content = jpeg()
    received = receive(content)
    assert received.sha256 == hashlib.sha256(content).hexdigest()
    assert (received.size, received.media_type) == (len(content), "image/jpeg")
    assert store.path_of(received.sha256).read_bytes() == content
    with Image.open(store.path_of(received.sha256)) as kept:
        assert kept.getexif().get_ifd(LATITUDE)


def test_what_is_shown_is_upright_small_and_says_nothing_of_where():
    with Image.open(store.shown_of(receive(jpeg(2000, 1500)).sha256)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (1200, 1600))
        assert not shown.getexif()
        assert "exif" not in shown.info


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_the_type_is_what_the_bytes_are(kind):
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, kind)
    received = receive(out.getvalue())
    assert received.media_type == f"image/{kind.lower()}"
    with Image.open(store.shown_of(received.sha256)) as shown:
        assert shown.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", jpeg()[:2000], b"%PDF-1.7"],
    ids=["nothing", "svg", "gif", "half", "pdf"],
)
def test_what_is_no_picture_leaves_nothing_behind(folder, content):
    with pytest.raises(pictures.NotAPicture, match="no picture"):
        receive(content)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_too_many_bytes_are_refused_as_soon_as_they_are_too_many(folder):
    def endless():
        while True:
            yield bytes(1000)

    with pytest.raises(store.TooLarge):
        store.receive(endless(), most=5_000_000, look=pictures.look)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(pictures.NotAPicture, match="too many pixels"):
        receive(jpeg(100, 100))


def test_the_journal_has_the_digest_once(keep, recorded):
    first, again = keep(jpeg()), keep(jpeg())
    assert first == again
    assert recorded() == ["files.file.stored"]
    [line] = chronology.of(Subject("file", str(first.pk)))
    assert first.sha256 in line.sentence


def test_each_agency_has_its_own_claim_on_the_same_bytes(keep, cast):
    ours = keep(jpeg())
    cast.enter(cast.nora)
    assert not StoredFile.objects.filter(pk=ours.pk).exists()


def test_what_nobody_keeps_is_swept_after_a_day(keep):
    kept, left = keep(jpeg()).sha256, receive(jpeg(color="olive")).sha256
    fresh = receive(jpeg(color="navy")).sha256
    long_ago = (clock.real_now() - timedelta(days=2)).timestamp()
    for sha256 in (kept, left):
        os.utime(store.path_of(sha256), (long_ago, long_ago))
    assert commands.sweep() == 1
    assert [store.path_of(one).exists() for one in (kept, left, fresh)] == [True, False, True]
    assert not store.shown_of(left).exists()
