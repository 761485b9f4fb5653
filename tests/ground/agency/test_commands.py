"""Each verb of the agency: its rows, its one entry, who may not, and done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from beatbook.contract import agency as events
from beatbook.contract.access import ROLES, Actor, NotAllowed, Permission, Principal
from beatbook.contract.values import MemberClass
from beatbook.core import clock
from beatbook.ground.agency import commands, queries
from beatbook.ground.agency.models import Agency, Installation, Member, Membership, Role, Token
from beatbook.ground.journal import scope
from beatbook.ground.journal.models import Entry
from tests.cast import NOON

SYSTEM = queries.system("test")
GOOD = "correct horse battery"


def last_event():
    """The last entry as the event that was recorded, with its agency."""
    entry = Entry.objects.order_by("-pk").select_related("payload").first()
    personal = entry.payload.values if entry.commitment else {}
    return entry.agency_id, entry.name, entry.codes | personal


class TestSettingUpAnAgency:
    def create(self, by=SYSTEM):
        return commands.create_agency(
            code="RV", name="River Valley", prefix="R", time_zone="America/Chicago", by=by, at=NOON
        )

    def test_it_starts_with_its_own_copy_of_the_standard_roles(self, cast):
        agency = self.create()
        scope.enter([agency.pk])
        roles = {role.code: set(role.permissions) for role in Role.objects.all()}
        assert roles == {role.code: set(role.permissions) for role in ROLES}
        assert last_event() == (agency.pk, "agency.agency.created", {"code": "RV"})

    def test_no_member_may(self, cast, recorded):
        with pytest.raises(NotAllowed, match="command line"):
            self.create(by=cast.ada)
        assert recorded() == []

    def test_its_wall_clock_is_its_own(self, cast):
        assert self.create().local(NOON).hour == 11


class TestAddingAMember:
    def add(self, cast, **more):
        more = {"username": "newt", "password": GOOD, "role": "officer", "by": cast.ada} | more
        return commands.add_member(
            agency=cast.ab, name="Newt Green", member_class=MemberClass.NON_SWORN, at=NOON, **more
        )

    def test_the_member_holds_the_role(self, cast, recorded):
        member = self.add(cast)
        assert recorded() == ["agency.member.added", "agency.membership.granted"]
        assert [m.role.code for m in Membership.objects.filter(member=member)] == ["officer"]
        assert queries.principal_of(member.pk).grants[cast.ab.pk] == frozenset(
            Role.objects.get(code="officer", agency=cast.ab).permissions
        )

    def test_the_password_is_kept_as_an_argon2_hash(self, cast):
        member = self.add(cast)
        assert member.password.startswith("argon2$argon2id$")
        assert member.check_password(GOOD)

    @pytest.mark.parametrize("username", ["tess", "nora"])
    def test_a_name_that_is_taken_anywhere_is_refused(self, cast, recorded, username):
        with pytest.raises(commands.UsernameTaken, match="Choose another"):
            self.add(cast, username=username)
        assert recorded() == []

    @pytest.mark.parametrize("password", ["short", "password1", "newtgreen"])
    def test_a_weak_password_is_refused(self, cast, recorded, password):
        with pytest.raises(commands.WeakPassword):
            self.add(cast, password=password, username="newtgreen")
        assert recorded() == []

    @pytest.mark.parametrize("username", ["tess", "rosa", "nora", "audrey", "cory"])
    def test_only_who_manages_members_may(self, cast, recorded, username):
        with pytest.raises(NotAllowed, match="member:manage is needed"):
            self.add(cast, by=getattr(cast, username))
        assert recorded() == []


class TestGrantingARole:
    def grant(self, cast, by=None, role="sergeant"):
        member = cast.members["jun"]
        return commands.grant_role(
            agency=cast.ab, member=member, role=role, by=by or cast.ada, at=NOON
        )

    def test_grants_add_up(self, cast, recorded):
        self.grant(cast)
        jun = queries.principal_of(cast.members["jun"].pk)
        assert jun.may(Permission.ROSTER_EDIT, cast.ab.pk)
        assert recorded() == ["agency.membership.granted"]

    def test_granted_twice_it_is_one_membership(self, cast, recorded):
        assert self.grant(cast) == self.grant(cast)
        assert recorded() == ["agency.membership.granted"]

    def test_nobody_promotes_himself(self, cast, recorded):
        with pytest.raises(NotAllowed):
            self.grant(cast, by=cast.jun)
        assert recorded() == []

    def test_a_role_the_agency_does_not_have_is_refused_in_words(self, cast, recorded):
        with pytest.raises(commands.UnknownRole, match="has no role “captain”"):
            self.grant(cast, role="captain")
        assert recorded() == []

    def test_a_role_that_was_ended_can_be_granted_again(self, cast, recorded):
        commands.end_membership(membership=self.grant(cast), by=cast.ada, at=NOON)
        self.grant(cast)
        assert recorded() == [
            "agency.membership.granted",
            "agency.membership.ended",
            "agency.membership.granted",
        ]


class TestEndingAMembership:
    def end(self, cast, by=None):
        membership = Membership.objects.get(member=cast.members["cory"], agency=cast.ab)
        commands.end_membership(membership=membership, by=by or cast.ada, at=NOON)
        return membership

    def test_the_member_loses_that_agency_and_no_other(self, cast, recorded):
        self.end(cast)
        assert recorded() == ["agency.membership.ended"]
        cory = queries.principal_of(cast.members["cory"].pk)
        assert cory.agencies() == sorted([cast.mb.pk, cast.agencies["AC"].pk])

    def test_ended_twice_it_is_ended_once(self, cast, recorded):
        self.end(cast)
        self.end(cast)
        assert recorded() == ["agency.membership.ended"]

    def test_only_who_manages_members_may(self, cast, recorded):
        with pytest.raises(NotAllowed):
            self.end(cast, by=cast.tess)
        assert recorded() == []

    def test_nobody_takes_away_the_right_to_give_it_back(self, cast, recorded):
        own = Membership.objects.get(member=cast.members["ada"], agency=cast.ab)
        with pytest.raises(commands.LockingOneselfOut, match="Ask another administrator"):
            commands.end_membership(membership=own, by=cast.ada, at=NOON)
        assert recorded() == []


class TestDisablingASignIn:
    def disable(self, cast, username="jun", by=None):
        commands.disable_member(
            agency=cast.ab, member=cast.members[username], by=by or cast.ada, at=NOON
        )

    def test_the_member_is_nobody_until_enabled_again(self, cast, recorded):
        self.disable(cast)
        assert queries.principal_of(cast.members["jun"].pk) is None
        cast.enter(cast.ada)
        commands.enable_member(agency=cast.ab, member=cast.members["jun"], by=cast.ada, at=NOON)
        assert queries.principal_of(cast.members["jun"].pk) == cast.jun
        assert recorded() == ["agency.member.disabled", "agency.member.enabled"]

    def test_disabled_twice_it_is_disabled_once(self, cast, recorded):
        self.disable(cast)
        self.disable(cast)
        assert recorded() == ["agency.member.disabled"]

    def test_not_ones_own(self, cast, recorded):
        with pytest.raises(commands.LockingOneselfOut, match="your own sign-in"):
            self.disable(cast, "ada")
        assert recorded() == []

    def test_not_of_somebody_who_belongs_to_another_agency_too(self, cast, recorded):
        with pytest.raises(NotAllowed, match="Cory Banks belongs to another agency too"):
            self.disable(cast, "cory")
        assert recorded() == []

    @pytest.mark.parametrize("username", ["tess", "rosa", "nora", "audrey"])
    def test_only_who_manages_members_may(self, cast, recorded, username):
        by = getattr(cast, username)
        with pytest.raises(NotAllowed, match="member:manage is needed"):
            self.disable(cast, by=by)
        with pytest.raises(NotAllowed, match="member:manage is needed"):
            commands.enable_member(agency=cast.ab, member=cast.members["jun"], by=by, at=NOON)
        assert recorded() == []


class TestSettingAPassword:
    def set(self, cast, username, by, password=GOOD):
        commands.set_password(
            agency=cast.ab, member=cast.members[username], password=password, by=by, at=NOON
        )

    def test_everybody_may_set_their_own(self, cast):
        self.set(cast, "jun", cast.jun)
        assert Member.objects.get(username="jun").check_password(GOOD)
        assert last_event() == (
            cast.ab.pk,
            "agency.member.password_set",
            {"member_id": cast.members["jun"].pk},
        )

    def test_an_administrator_may_for_the_own_people(self, cast, recorded):
        self.set(cast, "jun", cast.ada)
        assert recorded() == ["agency.member.password_set"]

    def test_nobody_else_may(self, cast, recorded):
        with pytest.raises(NotAllowed, match="member:manage is needed"):
            self.set(cast, "jun", cast.rosa)
        assert recorded() == []

    def test_not_of_somebody_who_belongs_to_another_agency_too(self, cast, recorded):
        """Else one agency's administrator could sign in to all of them."""
        with pytest.raises(NotAllowed, match="Cory Banks belongs to another agency too"):
            self.set(cast, "cory", cast.ada)
        assert recorded() == []

    def test_a_weak_one_is_refused(self, cast, recorded):
        with pytest.raises(commands.WeakPassword, match="too short"):
            self.set(cast, "jun", cast.jun, password="jun")
        assert recorded() == []


class TestTokens:
    PERMISSIONS = (Permission.CALL_READ, Permission.UNIT_READ)

    def create(self, cast, *, by=None, permissions=PERMISSIONS, lifetime=timedelta(days=1)):
        return commands.create_token(
            agency=cast.ab,
            name="Sensor bridge",
            permissions=permissions,
            lifetime=lifetime,
            by=by or cast.ada,
            at=clock.real_now(),
        )

    def test_a_token_holds_what_it_was_given_in_its_agency_only(self, cast, recorded):
        token, secret = self.create(cast)
        assert recorded() == ["agency.token.created"]
        assert queries.principal_of_token(secret) == Principal(
            actor=Actor("token", str(token.pk)),
            name="Sensor bridge",
            grants={cast.ab.pk: frozenset(self.PERMISSIONS)},
        )

    def test_the_secret_is_kept_nowhere(self, cast):
        token, secret = self.create(cast)
        token.refresh_from_db()
        assert bytes(token.digest) == queries.token_digest(secret)
        assert secret not in str(Token.objects.values().get()) + str(last_event())

    def test_nobody_gives_more_than_they_hold(self, cast, recorded):
        """An administrator reads the journal; a token of somebody who does not cannot."""
        holder = Principal(
            actor=Actor("member", "0"),
            name="Holder",
            grants={cast.ab.pk: frozenset({Permission.TOKEN_CREATE, Permission.CALL_READ})},
        )
        with pytest.raises(NotAllowed, match="more than you do: journal:read"):
            self.create(cast, by=holder, permissions=[Permission.JOURNAL_READ])
        assert recorded() == []

    def test_only_who_may_create_tokens_may(self, cast, recorded):
        with pytest.raises(NotAllowed, match="token:create"):
            self.create(cast, by=cast.rosa)
        assert recorded() == []

    def test_an_expired_token_opens_nothing(self, cast):
        _, secret = self.create(cast, lifetime=timedelta(0))
        assert queries.principal_of_token(secret) is None

    def test_a_revoked_token_opens_nothing(self, cast, recorded):
        token, secret = self.create(cast)
        commands.revoke_token(token=token, by=cast.ada, at=NOON)
        commands.revoke_token(token=token, by=cast.ada, at=NOON)
        assert queries.principal_of_token(secret) is None
        assert recorded() == ["agency.token.created", "agency.token.revoked"]

    def test_only_who_may_create_tokens_may_revoke_them(self, cast):
        token, secret = self.create(cast)
        with pytest.raises(NotAllowed):
            commands.revoke_token(token=token, by=cast.rosa, at=NOON)
        assert queries.principal_of_token(secret) is not None

    def test_an_unknown_secret_opens_nothing(self, cast):
        assert queries.principal_of_token("bb_guess") is None


class TestTheClock:
    def set(self, by=SYSTEM, rate=60.0):
        return commands.set_clock(rate=rate, operational=NOON, real=NOON.replace(year=2027), by=by)

    def test_operational_time_runs_from_there_at_its_rate(self, cast, recorded):
        self.set()
        clock = queries.operational_clock()
        assert clock.at(NOON.replace(year=2027) + timedelta(minutes=1)) == NOON + timedelta(hours=1)
        assert not clock.is_real
        assert recorded() == ["agency.clock.set"]

    def test_set_again_there_is_still_one_installation(self, cast):
        self.set()
        self.set(rate=2.0)
        assert Installation.objects.get().clock_rate == 2.0

    def test_no_member_may(self, cast, recorded):
        with pytest.raises(NotAllowed, match="command line"):
            self.set(by=cast.ada)
        assert recorded() == []

    def test_until_then_it_is_real_time(self, cast):
        Installation.objects.all().delete()
        assert queries.operational_clock().is_real


class TestPresence:
    def test_each_agency_of_the_member_is_told_and_no_other(self, cast):
        commands.record_sign_in(member=cast.members["cory"], by=cast.enter(cast.cory), at=NOON)
        told = Entry.objects.filter(name=events.SignedIn.name).values_list("agency_id", flat=True)
        assert sorted(told) == cast.cory.agencies()

    def test_a_refusal_is_told_to_the_agency_of_the_member_who_was_meant(self, cast):
        commands.record_sign_in_refused(username="nora", by=SYSTEM, at=NOON)
        assert not Entry.objects.filter(name=events.SignInRefused.name).exists(), "seen from AB"
        cast.enter(cast.nora)
        assert last_event() == (cast.mb.pk, "agency.member.sign_in_refused", {"username": "nora"})

    def test_what_a_stranger_typed_is_nobodys_to_read(self, cast):
        """It may well be a password."""
        commands.record_sign_in_refused(username="hunter2", by=SYSTEM, at=NOON)
        entry = Entry.objects.get(name=events.SignInRefused.name)
        assert entry.agency_id == 0
        assert not hasattr(entry, "payload")


def test_agencies_are_found_by_their_own_code(cast):
    assert Agency.objects.get(code="AB") == cast.ab
