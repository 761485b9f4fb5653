"""Who is asking: principals from members, tokens and the system itself."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Prefetch, QuerySet

from beatbook.contract.access import Actor, Permission, Principal
from beatbook.contract.values import MemberClass
from beatbook.core.clock import OperationalClock
from beatbook.ground.agency.models import (
    Agency,
    Installation,
    Member,
    Membership,
    Role,
    Token,
)
from beatbook.ground.journal import scope


def principal_of(member_id: int) -> Principal | None:
    """Enter the member's scope for the running transaction and say what is granted there.

    None, and no scope, when the member is gone or was made inactive.
    """
    grants: dict[int, set[Permission]] = defaultdict(set)
    classes: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM agency_enter(%s)", [member_id])
        for agency_id, permissions, held_classes in cursor.fetchall():
            grants[agency_id].update(map(Permission, permissions))
            classes.update(held_classes)
    member = Member.objects.filter(pk=member_id, is_active=True).first()
    if member is None:
        scope.enter([])
        return None
    return Principal(
        actor=Actor("member", str(member.pk)),
        name=member.name,
        grants={agency: frozenset(held) for agency, held in grants.items()},
        member_id=member.pk,
        member_class=MemberClass(member.member_class),
        classes=frozenset(classes),
        language=member.language,
    )


def home_of(principal: Principal | None) -> Agency | None:
    """The agency whose name and time zone a member's pages carry: the first that took them on."""
    if principal is None or principal.member_id is None:
        return None
    current = Agency.objects.filter(
        membership__member_id=principal.member_id, membership__ended_at=None
    )
    return current.order_by("membership__pk").first()


def members_of(agency: Agency) -> QuerySet[Member]:
    """Everybody who ever belonged to the agency, with the memberships that run in ``held``."""
    running = Membership.objects.filter(agency=agency, ended_at=None).select_related("role")
    return (
        Member.objects.filter(pk__in=Membership.objects.filter(agency=agency).values("member_id"))
        .prefetch_related(
            Prefetch("membership_set", running.order_by("role__name"), to_attr="held")
        )
        .order_by("-is_active", "name", "pk")
    )


def roles_of(agency: Agency) -> QuerySet[Role]:
    return Role.objects.filter(agency=agency).order_by("name")


def member_id(username: str) -> int | None:
    """Whose sign-in name this is, seen from outside any scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency_member_id(%s)", [username])
        row = cursor.fetchone()
        return row[0] if row else None


def agencies_of(member_id: int) -> list[int]:
    """Ids of the agencies where the member has a running membership, seen from outside any scope.

    For deciding, never for showing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency_agencies_of(%s)", [member_id])
        return [row[0] for row in cursor.fetchall()]


def principal_of_token(secret: str) -> Principal | None:
    """Enter the token's scope; None when it is unknown, expired or revoked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM agency_token_id(%s)", [token_digest(secret)])
        row = cursor.fetchone()
    if row is None:
        return None
    scope.enter([row[1]])
    token = Token.objects.get(pk=row[0])
    return Principal(
        actor=Actor("token", str(token.pk)),
        name=token.name,
        grants={token.agency_id: frozenset(map(Permission, token.permissions))},
    )


def token_digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def system(name: str, agencies: Iterable[Agency | int] = ()) -> Principal:
    """The program itself as an actor, with every permission in the agencies named."""
    ids = [agency if isinstance(agency, int) else agency.pk for agency in agencies]
    return Principal(
        actor=Actor.system(name),
        name=name,
        grants={agency_id: frozenset(Permission) for agency_id in ids},
    )


def operational_clock() -> OperationalClock:
    """The installation's clock; real time until somebody sets another."""
    installation = Installation.objects.first()
    return installation.clock if installation else OperationalClock()


def actor_names(actors: Iterable[Actor]) -> dict[Actor, str]:
    """What to call each actor on a screen: a member's short name, a token's name, or the system."""
    wanted = set(actors)
    members = [int(actor.id) for actor in wanted if actor.kind == "member"]
    tokens = [int(actor.id) for actor in wanted if actor.kind == "token"]
    names = {actor: actor.id for actor in wanted}
    for member in Member.objects.filter(pk__in=members) if members else ():
        names[Actor("member", str(member.pk))] = member.short_name
    for token in Token.objects.filter(pk__in=tokens) if tokens else ():
        names[Actor("token", str(token.pk))] = token.name
    return names
