"""How one signs in to the demo installation. The password is made at random for each."""

from __future__ import annotations

from collections.abc import Iterator

from beatbook.site.data_directory import DataDirectory
from beatbook.site.demo import cast

SECRET = "demo_password"  # noqa: S105 -- the name of the file that holds it
LENGTH = 14


def password(data: DataDirectory) -> str:
    """Made at random, and short enough to be typed from one screen into another."""
    return data.secret(SECRET)[:LENGTH]


def known(data: DataDirectory) -> bool:
    """Was the demo ever set up here?"""
    return data.has_secret(SECRET)


def lines(data: DataDirectory) -> Iterator[str]:
    """One line per demo login; none where the demo was never set up."""
    if not known(data):
        return
    agencies = {agency.code: agency.name for agency in cast.AGENCIES}
    yield f"Sign in with the password {password(data)} as:"
    for member in cast.SIGN_INS:
        yield f"  {member.username:<8} {member.name}, {member.role}, {agencies[member.agency]}"
