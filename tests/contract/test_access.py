"""What a principal may, and the roles that agencies start from."""

from __future__ import annotations

from beatbook.contract.access import ROLES, Actor, Permission, Principal

READ, TAKE = Permission.CALL_READ, Permission.CALL_TAKE
CORY = Principal(
    actor=Actor("member", "5"),
    name="Cory Banks",
    grants={2: frozenset({READ, TAKE}), 1: frozenset({READ})},
    classes=frozenset({"juvenile"}),
)


def test_a_permission_is_held_in_an_agency():
    assert CORY.may(TAKE, 2)
    assert not CORY.may(TAKE, 1)
    assert not CORY.may(READ, 3)


def test_agencies_are_told_by_what_is_held_there():
    assert CORY.agencies() == [1, 2]
    assert CORY.agencies(TAKE) == [2]
    assert CORY.may_somewhere(TAKE)
    assert not CORY.may_somewhere(Permission.MAP_EDIT)


def test_open_records_are_for_everybody_and_others_for_their_class():
    assert [CORY.sees_class(known) for known in ("open", "juvenile", "sealed")] == [
        True,
        True,
        False,
    ]


def test_an_actor_reads_back_from_what_the_journal_keeps():
    assert Actor.parse(str(CORY.actor)) == CORY.actor
    assert str(Actor.system("sealer")) == "system:sealer"


def test_every_role_may_read_what_it_may_change():
    readers = {
        "call": Permission.CALL_READ,
        "case_number": Permission.CALL_READ,
        "closure": Permission.MAP_READ,
        "unit": Permission.UNIT_READ,
    }
    for role in ROLES:
        for permission in role.permissions:
            needed = readers.get(permission.partition(":")[0])
            assert needed is None or needed in role.permissions, (role.code, permission)


def test_the_auditor_changes_nothing():
    [auditor] = [role for role in ROLES if role.code == "auditor"]
    assert {permission.partition(":")[2] for permission in auditor.permissions} == {"read"}


def test_permissions_are_in_alphabetical_order():
    names = list(Permission.__members__)
    assert names == sorted(names)
