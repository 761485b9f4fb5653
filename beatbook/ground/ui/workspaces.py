"""What the frame of every page offers: workspaces in the navigation, errands in the account menu.

Each desk registers in its `AppConfig.ready`, and the frame shows what the reader may open:

    workspaces.register(Workspace("Dispatch", "console", Permission.CALL_DISPATCH, order=10))
    workspaces.offer_errand(Errand("Sign out", "sign_out", icon="log-out", changes=True))
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from beatbook.contract.access import Permission, Principal


@dataclass(frozen=True)
class Workspace:
    """`url_name` takes no arguments; `permission` None means every member who is signed in."""

    name: str
    url_name: str
    permission: Permission | None
    order: int = 100

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def open_to(self, principal: Principal) -> bool:
        return self.permission is None or principal.may_somewhere(self.permission)


@dataclass(frozen=True)
class Errand:
    """A small thing one does for oneself. `changes`: it is sent as a POST, not followed.

    `permission` None means every member who is signed in.
    """

    name: str
    url_name: str
    icon: str
    changes: bool = False
    permission: Permission | None = None
    order: int = 100

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_WORKSPACES: dict[str, Workspace] = {}
_ERRANDS: dict[str, Errand] = {}


def register(workspace: Workspace) -> None:
    """Put a workspace into the navigation. The same url_name again replaces the first."""
    _WORKSPACES[workspace.url_name] = workspace


def offer_errand(errand: Errand) -> None:
    """Put an errand into the account menu. The same url_name again replaces the first."""
    _ERRANDS[errand.url_name] = errand


def open_to(principal: Principal | None) -> list[Workspace]:
    """What this person may open, in the order of the navigation; nothing when signed out."""
    if principal is None:
        return []
    mine = [workspace for workspace in _WORKSPACES.values() if workspace.open_to(principal)]
    return sorted(mine, key=lambda workspace: (workspace.order, workspace.name))


def names() -> list[str]:
    """What every workspace and errand is called."""
    return [place.name for place in _WORKSPACES.values()] + [one.name for one in _ERRANDS.values()]


def address_of(url_name: str, principal: Principal) -> str:
    """Where this workspace is, for one desk to lead to another; "" where it may not be opened."""
    found = _WORKSPACES.get(url_name)
    return found.url if found and found.open_to(principal) else ""


def errands(principal: Principal) -> list[Errand]:
    """What this person is offered, in the order of the menu."""
    mine = [
        errand
        for errand in _ERRANDS.values()
        if errand.permission is None or principal.may_somewhere(errand.permission)
    ]
    return sorted(mine, key=lambda errand: (errand.order, errand.name))
