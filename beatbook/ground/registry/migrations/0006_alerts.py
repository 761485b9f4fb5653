"""Alerts, and who has said that they got one: their tables and policies."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect

# The alert's own policy decides inside the subquery.
FENCE = """
ALTER POLICY registry_alertacknowledgement_by_agency ON registry_alertacknowledgement
    USING (agency_id = ANY ((SELECT beatbook_agencies())::bigint[])
           AND EXISTS (SELECT FROM registry_alert a WHERE a.id = alert_id));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agency", "0009_alerts"),
        ("registry", "0005_case_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bolo", "Be on the lookout"),
                            ("atl", "Attempt to locate"),
                            ("safety", "Officer safety"),
                            ("trespass", "Trespass in force"),
                            ("order", "Protective order"),
                            ("warrant", "Pointer to a warrant"),
                            ("welfare", "Medical or welfare"),
                            ("stolen", "Stolen or recovered"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("person", "A person"),
                            ("vehicle", "A vehicle"),
                            ("place", "A place"),
                            ("description", "Whoever fits the description"),
                        ],
                        max_length=12,
                    ),
                ),
                ("is_broadcast", models.BooleanField()),
                ("text", models.TextField()),
                ("source", models.CharField(max_length=120)),
                ("verified_at", models.DateTimeField()),
                ("person", models.CharField(blank=True, max_length=120)),
                ("person_key", models.CharField(blank=True, max_length=120)),
                ("plate", models.CharField(blank=True, max_length=10)),
                ("plate_key", models.CharField(blank=True, max_length=10)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("address_key", models.CharField(blank=True, max_length=300)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("issued_at", models.DateTimeField()),
                ("issued_by", models.CharField(max_length=60)),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("expired", "Expired"),
                            ("canceled", "Canceled"),
                            ("corrected", "Corrected"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=60)),
                ("ended_why", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="registry.alert",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AlertAcknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("acknowledged_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="registry.alert",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["agency", "-issued_at", "-id"],
                name="alerts_in_force",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", False)),
                fields=["agency", "-issued_at", "-id"],
                name="alerts_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("plate_key", ""), _negated=True)
                ),
                fields=["agency", "plate_key"],
                name="alerts_by_plate",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("person_key", ""), _negated=True)
                ),
                fields=["agency", "person_key"],
                name="alerts_by_person",
            ),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("address_key", ""), _negated=True)
                ),
                fields=["agency", "address_key"],
                name="alerts_by_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                name="alert_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_by", ""),
                        ("ended_how", ""),
                        ("ended_why", ""),
                    ),
                    models.Q(
                        ("ended_at__isnull", False),
                        models.Q(("ended_how", ""), _negated=True),
                        models.Q(("ended_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="alert_ended_how_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", "person"), models.Q(("person_key", ""), _negated=True)),
                    models.Q(("about", "vehicle"), models.Q(("plate_key", ""), _negated=True)),
                    models.Q(("about", "place"), models.Q(("address_key", ""), _negated=True)),
                    ("about", "description"),
                    _connector="OR",
                ),
                name="alert_says_about_whom_or_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="alertacknowledgement",
            constraint=models.UniqueConstraint(
                fields=("alert", "member"), name="one_acknowledgement_each"
            ),
        ),
        Protect("registry_alert", classed=True),
        Protect("registry_alertacknowledgement"),
        migrations.RunSQL(FENCE),
    ]
