"""Policies of the calls duty's tables."""

from django.db import migrations

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial"), ("agency", "0002_fences")]
    operations = [
        Protect("calls_calltype"),
        Protect("calls_disposition"),
        Protect("calls_call", classed=True),
        Protect("calls_note", classed=True),
    ]
