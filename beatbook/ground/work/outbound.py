"""Posting a document to another host: to where its operator said, and to nowhere inside.

Who sets an address up may name any host, and a name may come to mean another machine later. So the
name is looked up here, every address is checked, and the connection goes to the one that was
checked. Redirects are not followed, and nothing of what is answered is read but its status.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator

from django.conf import settings
from django.db import models
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    SSLError,
)
from urllib3.util import Url, parse_url

PATIENCE_S = 5.0
"""For each step: connecting, sending, waiting for the answer."""
LONGEST_S = 10.0
"""For all of them; who answers a letter at a time is cut off."""

PORTS = {"https": 443, "http": 80}
_TUNNELS = [ipaddress.ip_network(each) for each in ("2002::/16", "2001::/32", "64:ff9b::/96")]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Trouble(models.TextChoices):
    UNKNOWN_HOST = "unknown_host", "no machine has that name"
    NOT_ALLOWED = "not_allowed", "the address is in a private network that is not allowed"
    NO_CONNECTION = "no_connection", "no connection"
    CERTIFICATE = "certificate", "its certificate is not valid"
    TIMED_OUT = "timed_out", "no answer in time"
    REFUSED = "refused", "it did not take it"


class NotDelivered(Exception):
    """``answered`` is the status that came back, if one did."""

    def __init__(self, trouble: Trouble, answered: int | None = None) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.answered = answered


def is_fit(url: str) -> bool:
    """An https address without a password in it; http where own networks are allowed."""
    try:
        where = parse_url(url)
    except LocationParseError:
        return False
    schemes = {"https", "http"} if settings.PARTNER_NETWORKS else {"https"}
    return bool(where.scheme in schemes and where.host and not where.auth and not where.fragment)


def post(url: str, body: bytes, headers: dict[str, str]) -> None:
    """Send it; returns when it was taken, with a status of 200 to 299. Raises ``NotDelivered``."""
    where = parse_url(url)
    with _in_words(), _connected(where) as connection:
        connection.request("POST", where.request_uri, body, headers | {"Host": where.netloc or ""})
        status = connection.getresponse().status
    if not 200 <= status < 300:
        raise NotDelivered(Trouble.REFUSED, status)


@contextlib.contextmanager
def _connected(where: Url) -> Iterator[HTTPConnection]:
    connection = _connection(where)
    try:
        connection.connect()
        hurry = threading.Timer(LONGEST_S, _cut, [connection])
        hurry.daemon = True
        hurry.start()
        try:
            yield connection
        finally:
            hurry.cancel()
    finally:
        connection.close()


def _connection(where: Url) -> HTTPConnection:
    scheme, host = where.scheme or "", (where.host or "").strip("[]")
    port = where.port or PORTS[scheme]
    address = str(_checked(host, port, scheme))
    if scheme == "http":
        return HTTPConnection(address, port, timeout=PATIENCE_S)
    trusted = ssl.create_default_context()
    told = {"ssl_context": trusted, "server_hostname": host}
    return HTTPSConnection(address, port, timeout=PATIENCE_S, **told)  # type: ignore[arg-type]


def _checked(host: str, port: int, scheme: str) -> Address:
    """The first address of the host that may be written to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotDelivered(Trouble.UNKNOWN_HOST) from error
    for *_family, where in found:
        address = ipaddress.ip_address(str(where[0]).partition("%")[0])
        if _is_own(address) or (scheme == "https" and _is_public(address)):
            return address
    raise NotDelivered(Trouble.NOT_ALLOWED)


def _is_own(address: Address) -> bool:
    return any(address in ipaddress.ip_network(own) for own in settings.PARTNER_NETWORKS)


def _is_public(address: Address) -> bool:
    """Not this machine, not its network, and no way through a tunnel to either."""
    tunneled = any(address in tunnel for tunnel in _TUNNELS)
    return address.is_global and not address.is_multicast and not tunneled


def _cut(connection: HTTPConnection) -> None:
    if connection.sock:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ssl.SSLError as error:
        raise NotDelivered(Trouble.CERTIFICATE) from error
    except TimeoutError as error:
        raise NotDelivered(Trouble.TIMED_OUT) from error
    except HTTPError as error:
        raise NotDelivered(_of(error)) from error
    except (OSError, http.client.HTTPException) as error:
        raise NotDelivered(Trouble.NO_CONNECTION) from error


def _of(error: HTTPError) -> Trouble:
    """urllib3 wraps what went wrong while connecting; nobody there counts as too late with it."""
    if isinstance(error, ConnectTimeoutError) and not isinstance(error, NewConnectionError):
        return Trouble.TIMED_OUT
    return Trouble.CERTIFICATE if isinstance(error, SSLError) else Trouble.NO_CONNECTION
