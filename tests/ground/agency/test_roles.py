"""Roles of an installation that was set up before a permission existed."""

from importlib import import_module

from django.db import connection

from beatbook.ground.agency.models import Role

CLOSURES = import_module("beatbook.ground.agency.migrations.0004_closures")


def holders():
    held = Role.objects.filter(permissions__contains=["closure:set"])
    return sorted(held.values_list("code", flat=True))


def test_who_sends_units_may_close_streets_also_where_the_roles_are_older(cast):
    new = ["administrator", "dispatcher", "sergeant"]
    assert holders() == new
    with connection.cursor() as cursor:
        cursor.execute(CLOSURES.TAKE)
        assert holders() == []
        cursor.execute(CLOSURES.GRANT)
        cursor.execute(CLOSURES.GRANT)
    assert holders() == new
    for role in Role.objects.all():
        assert len(role.permissions) == len(set(role.permissions))
