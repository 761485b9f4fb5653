"""The cast in the test database: who acts, and the units and call types they act on.

It is the demo installation's own set-up. It is committed once and stands under every test that
asks for ``cast``; tests that commit empty the database, and the next one sets it up again.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from beatbook.contract.access import Principal
from beatbook.contract.values import Point
from beatbook.duties.calls.models import CallType, Disposition
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency, Member
from beatbook.ground.force.models import Unit
from beatbook.ground.journal import scope
from beatbook.ground.registry.commands import Location
from beatbook.site.demo import cast as names
from beatbook.site.demo import people

PASSWORD = "a long demo passphrase"
NOON = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)
"""Noon in Alder Bay, on a Monday in June."""

CASTLE_STREET = Location("1925 North Castle Street", Point(41.5, -69.2), "2")


@dataclass
class Cast:
    """Agencies by lower-case code, principals by username, units by callsign."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    principals: dict[str, Principal] = field(default_factory=dict)

    @property
    def ab(self) -> Agency:
        return self.agencies["AB"]

    @property
    def mb(self) -> Agency:
        return self.agencies["MB"]

    def __getattr__(self, username: str) -> Principal:
        try:
            return self.principals[username]
        except KeyError as error:
            raise AttributeError(username) from error

    def afresh(self) -> Cast:
        """The same cast, whose members and agencies a test may change without the next one."""
        agencies = {code: copy.copy(agency) for code, agency in self.agencies.items()}
        members = {name: copy.copy(member) for name, member in self.members.items()}
        return replace(self, agencies=agencies, members=members)

    def enter(self, principal: Principal) -> Principal:
        """See what this principal sees, for the rest of the transaction."""
        scope.enter(principal.agencies(), member=principal.member_id, classes=principal.classes)
        return principal

    def cleared(self, username: str, *classes: str) -> Principal:
        """The same person, who may also see what is restricted to these classes."""
        return replace(self.principals[username], classes=frozenset(classes))

    def system(self, *codes: str) -> Principal:
        """The program itself, in the agencies named."""
        return queries.system("test", [self.agencies[code] for code in codes])

    def unit(self, callsign: str) -> Unit:
        return Unit.objects.select_related("agency").get(callsign=callsign)

    def call_type(self, code: str, agency: str = "AB") -> CallType:
        return CallType.objects.get(agency__code=agency, code=code)

    def disposition(self, code: str, agency: str = "AB") -> Disposition:
        return Disposition.objects.get(agency__code=agency, code=code)


def set_up() -> None:
    people.set_up(password=PASSWORD, at=NOON)


def read() -> Cast:
    """The cast as it stands in the database, seen from outside every fence but through them."""
    cast = Cast({agency.code: agency for agency in Agency.objects.all()})
    with scope.within([agency.pk for agency in cast.agencies.values()]):
        cast.members = {member.username: member for member in Member.objects.all()}
    for person in names.SIGN_INS:
        with scope.within([]):
            principal = queries.principal_of(cast.members[person.username].pk)
            assert principal is not None
            cast.principals[person.username] = principal
    return cast
