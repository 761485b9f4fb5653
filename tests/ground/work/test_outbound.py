"""A document goes to the host that was meant, and to nothing inside our own walls."""

from __future__ import annotations

import ipaddress
import ssl
import time
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from beatbook.core import clock
from beatbook.ground.work import outbound
from beatbook.ground.work.outbound import NotDelivered, Trouble
from tests.ground.work import receiver

OWN = ["127.0.0.0/8"]


@pytest.fixture
def there(settings):
    settings.PARTNER_NETWORKS = OWN
    with receiver.listening() as listening:
        yield listening


def missed(url):
    with pytest.raises(NotDelivered) as refused:
        outbound.post(url, b"{}", {})
    return refused.value.trouble, refused.value.answered


def test_it_arrives_with_its_headers(there):
    outbound.post(there.url(), b"words", {"X-Said": "so"})
    [(path, headers, body)] = there.heard
    assert (path, body, headers["X-Said"]) == ("/status?of=calls", b"words", "so")
    assert headers["Host"] == f"127.0.0.1:{there.port}"


@pytest.mark.parametrize("status", [302, 404, 410, 500])
def test_what_was_not_taken_is_said_and_no_redirect_followed(there, status):
    there.answers = [status]
    assert missed(there.url()) == (Trouble.REFUSED, status)
    assert len(there.heard) == 1


def test_who_says_nothing_is_not_waited_for(there, monkeypatch):
    monkeypatch.setattr(outbound, "PATIENCE_S", 0.2)
    there.slowly = 1
    assert missed(there.url()) == (Trouble.TIMED_OUT, None)


def test_who_answers_a_letter_at_a_time_is_cut_off(there, monkeypatch):
    monkeypatch.setattr(outbound, "LONGEST_S", 0.3)
    there.slowly = 0.1
    began = time.monotonic()
    assert missed(there.url())[0] in {Trouble.NO_CONNECTION, Trouble.TIMED_OUT}
    assert time.monotonic() - began < outbound.PATIENCE_S


def test_nobody_is_there(settings):
    settings.PARTNER_NETWORKS = OWN
    with receiver.listening() as gone:
        pass
    assert missed(gone.url()) == (Trouble.NO_CONNECTION, None)
    assert missed("https://nobody.invalid/") == (Trouble.UNKNOWN_HOST, None)


@pytest.mark.parametrize(
    "host",
    [
        *["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.1.1"],
        *["[::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]"],
    ],
)
def test_inside_is_not_allowed(host):
    assert missed(f"https://{host}/") == (Trouble.NOT_ALLOWED, None)


def test_outside_goes_by_https_only(settings):
    settings.PARTNER_NETWORKS = OWN
    assert missed("http://192.0.2.1/") == (Trouble.NOT_ALLOWED, None)
    assert missed("http://8.8.8.8/") == (Trouble.NOT_ALLOWED, None)


def test_a_certificate_must_hold_for_the_name(settings, tmp_path, monkeypatch):
    """Trusted or not, for this name or another: only one of the three is spoken to."""
    settings.PARTNER_NETWORKS = OWN
    certificate = tmp_path / "certificate.pem"
    with receiver.listening(_certified(certificate)) as there:
        assert missed(there.url("localhost", "https")) == (Trouble.CERTIFICATE, None)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert missed(there.url("127.0.0.1", "https")) == (Trouble.CERTIFICATE, None)
        outbound.post(there.url("localhost", "https"), b"{}", {})
    assert len(there.heard) == 1


def _certified(path):
    """A server's side for "localhost", with a certificate that it made itself, written there."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = clock.real_now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@pytest.mark.parametrize(
    ("url", "outside", "own"),
    [
        ("https://cad.example.gov/status", True, True),
        ("https://cad.example.gov:8443/status?of=calls", True, True),
        ("http://10.20.0.4/status", False, True),
        ("https://user:secret@cad.example.gov/", False, False),
        ("https://cad.example.gov/#part", False, False),
        ("ftp://cad.example.gov/", False, False),
        ("cad.example.gov/status", False, False),
        ("https:///status", False, False),
        ("https://[::1/", False, False),
        ("", False, False),
    ],
)
def test_an_address_that_is_fit(settings, url, outside, own):
    settings.PARTNER_NETWORKS = []
    assert outbound.is_fit(url) is outside
    settings.PARTNER_NETWORKS = [str(ipaddress.ip_network("10.20.0.0/16"))]
    assert outbound.is_fit(url) is own
