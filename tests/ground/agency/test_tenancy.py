"""The second fence: with no filter in any query, another agency's rows are not there.

The tests walk every model above the agency, so a new table is fenced or fails here.
"""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from beatbook.ground.agency.models import Agency, Installation, Member, Membership, Role
from beatbook.ground.journal import scope

# The map belongs to the installation, and so do the names of its agencies.
OF_THE_INSTALLATION = {"agency_agency", "agency_installation"}
OF_THE_MAP = {
    "geo_map",
    "geo_street",
    "geo_intersection",
    "geo_address",
    "geo_addressrange",
    "geo_milepost",
    "geo_namedplace",
}
BELOW_THE_AGENCY = {"journal", "work", "ui"}


def ours():
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("beatbook.")
        and model._meta.app_label not in BELOW_THE_AGENCY
        and model._meta.managed
    ]


def fenced():
    return [
        model
        for model in ours()
        if model._meta.db_table not in OF_THE_INSTALLATION | OF_THE_MAP | {"agency_member"}
    ]


def table(model):
    return model._meta.db_table


@pytest.mark.parametrize("model", fenced(), ids=table)
def test_every_table_above_the_agency_says_whose_its_rows_are(model):
    assert "agency" in {field.name for field in model._meta.get_fields()}, table(model)


@pytest.mark.parametrize("model", [*fenced(), Member], ids=table)
def test_every_table_above_the_agency_has_its_policy(db, model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relrowsecurity, p.qual, p.with_check FROM pg_class c"
            " LEFT JOIN pg_policies p ON p.tablename = c.relname WHERE c.relname = %s",
            [table(model)],
        )
        rows = cursor.fetchall()
    assert all(secured for secured, _, _ in rows), "row-level security is on"
    assert any("beatbook_agencies()" in (seen or "") for _, seen, _ in rows)


@pytest.mark.parametrize("model", fenced(), ids=table)
def test_the_neighbor_sees_no_row_of_ours_though_no_query_filters(cast, model):
    for principal in (cast.nora, cast.tess):
        cast.enter(principal)
        theirs = {row.agency_id for row in model._base_manager.all()}
        assert theirs <= set(principal.agencies())


@pytest.mark.parametrize("model", fenced(), ids=table)
def test_without_a_scope_there_are_no_rows(cast, model):
    scope.enter([])
    assert model._base_manager.count() == 0


def test_there_is_data_that_could_leak(cast):
    """The tests above prove nothing on empty tables."""
    cast.enter(cast.cory)
    for model in (Role, Membership):
        assert {row.agency_id for row in model.objects.all()} >= {cast.ab.pk, cast.mb.pk}


def test_members_are_seen_by_who_shares_an_agency_with_them(cast):
    cast.enter(cast.nora)
    names = set(Member.objects.values_list("username", flat=True))
    assert {"nora", "cory"} <= names
    assert not names & {"tess", "jun", "ada"}


def test_nothing_can_be_written_into_another_agency(cast):
    cast.enter(cast.nora)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Role.objects.create(
            agency=cast.ab, code="spy", name="Spy", description="", permissions=["call:read"]
        )
    moved = Role.objects.filter(code="officer")
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        moved.update(agency=cast.ab)


def test_what_is_not_seen_cannot_be_changed_or_removed(cast):
    cast.enter(cast.nora)
    assert Role.objects.filter(agency=cast.ab).update(name="Mine") == 0
    assert Role.objects.filter(agency=cast.ab).delete() == (0, {})


def test_names_of_agencies_are_for_everybody(cast):
    cast.enter(cast.nora)
    assert set(Agency.objects.values_list("code", flat=True)) == {"AB", "MB", "AC"}
    assert Installation.objects.count() <= 1


@pytest.mark.parametrize("role", ["web", "worker", "sealer"])
def test_no_running_role_owns_a_table_or_goes_round_the_fence(credentials, role):
    with psycopg.connect(credentials.dsn(role)) as session:
        owned = session.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND tableowner = current_user"
        ).fetchall()
        attributes = session.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
    assert owned == []
    assert attributes == (False, False, False, False)
