"""The navigation lists what one may open, and nothing else."""

from __future__ import annotations

import pytest

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.ground.ui import workspaces
from beatbook.ground.ui.workspaces import Workspace


def _principal(*permissions: Permission) -> Principal:
    return Principal(
        actor=Actor("member", "1"), name="T. Ellis", grants={1: frozenset(permissions)}
    )


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "_WORKSPACES", {})
    workspaces.register(Workspace("Records", "records", Permission.JOURNAL_READ, order=30))
    workspaces.register(Workspace("Home", "home", None, order=20))
    workspaces.register(Workspace("Dispatch", "console", Permission.CALL_DISPATCH, order=10))


def _names(principal: Principal | None) -> list[str]:
    return [workspace.name for workspace in workspaces.open_to(principal)]


@pytest.mark.usefixtures("only_ours")
def test_a_member_sees_in_order_what_a_permission_opens() -> None:
    assert _names(_principal(Permission.CALL_DISPATCH)) == ["Dispatch", "Home"]
    assert _names(_principal(Permission.JOURNAL_READ)) == ["Home", "Records"]


@pytest.mark.usefixtures("only_ours")
def test_nobody_signed_in_sees_nothing() -> None:
    assert _names(None) == []


@pytest.mark.usefixtures("only_ours")
def test_registering_again_replaces() -> None:
    workspaces.register(Workspace("Console", "console", None, order=1))
    assert _names(_principal()) == ["Console", "Home"]


@pytest.mark.usefixtures("only_ours")
def test_a_desk_leads_to_another_that_the_reader_may_open() -> None:
    reader = _principal(Permission.JOURNAL_READ)
    assert workspaces.address_of("home", reader) == "/"
    assert workspaces.address_of("console", reader) == ""
    assert workspaces.address_of("nowhere", reader) == ""
