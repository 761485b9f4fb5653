"""The calls duty's tables.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("agency", "__first__"),
        ("force", "0001_tables"),
        ("registry", "0001_tables"),
    ]

    replaces = [("calls", "0018_transfers")]

    operations = [
        migrations.CreateModel(
            name="CallType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("priority", models.PositiveSmallIntegerField()),
                ("target_s", models.PositiveIntegerField()),
                ("units", models.PositiveSmallIntegerField(default=1)),
                (
                    "alone",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "assist",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "qualifications",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("safety_check_s", models.PositiveIntegerField(null=True)),
                ("police", models.BooleanField(default=False)),
                ("verbal", models.BooleanField(default=False)),
                ("eido", models.CharField(blank=True, max_length=20)),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("questions", models.JSONField(blank=True, default=list)),
                ("hint", models.CharField(blank=True, max_length=300)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "code"), name="one_call_type_per_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__range", (1, 5))), name="priority_1_to_5"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 1)), name="plan_asks_for_a_unit"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alone__len__gt", 0)), name="somebody_goes_alone"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alone__overlap", models.F("assist")), _negated=True),
                        name="class_alone_or_assisting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z][A-Z0-9-]{1,19}$")),
                        name="call_type_can_be_typed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("code", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=60)),
                ("without_arrival", models.BooleanField(default=False)),
                ("needs_case_number", models.BooleanField(default=False)),
                ("owes_report", models.BooleanField(default=False)),
                (
                    "eido",
                    models.CharField(
                        choices=[
                            ("01", "Report taken"),
                            ("02", "No report taken"),
                            ("03", "Arrest"),
                            ("04", "Citation issued"),
                            ("05", "Settled by phone contact"),
                            ("06", "Broadcast, attempt to locate"),
                            ("07", "Civil"),
                            ("08", "Follow-up report taken"),
                            ("09", "Summons or infraction issued"),
                            ("10", "Event canceled"),
                            ("11", "Field interview"),
                            ("12", "Property seized or found"),
                            ("13", "Information, administrative"),
                            ("14", "Gone on arrival, unable to locate"),
                            ("15", "Referred to a partner agency"),
                            ("16", "Transport or escort given"),
                            ("17", "False alarm"),
                            ("18", "Settled by contact"),
                            ("20", "Building secure"),
                            ("21", "Unit canceled en route"),
                            ("22", "Canceled, duplicate call"),
                            ("32", "Canceled before arrival"),
                            ("35", "Standby, no services provided"),
                            ("36", "Standby, operational support"),
                        ],
                        max_length=2,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "code"), name="one_disposition_per_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "eido__in",
                                [
                                    "01",
                                    "02",
                                    "03",
                                    "04",
                                    "05",
                                    "06",
                                    "07",
                                    "08",
                                    "09",
                                    "10",
                                    "11",
                                    "12",
                                    "13",
                                    "14",
                                    "15",
                                    "16",
                                    "17",
                                    "18",
                                    "20",
                                    "21",
                                    "22",
                                    "32",
                                    "35",
                                    "36",
                                ],
                            )
                        ),
                        name="disposition_told_to_others",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("owes_report", False), ("needs_case_number", True), _connector="OR"
                        ),
                        name="a_report_has_a_case_number",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "incident",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="registry.incident",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="calls.calltype"
                    ),
                ),
                ("priority", models.PositiveSmallIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("phone", "Phone"),
                            ("911_transfer", "911 transfer"),
                            ("radio", "Radio"),
                            ("walk_in", "Walk-in"),
                            ("telephone_report", "Telephone report"),
                            ("online", "Online"),
                            ("alarm", "Alarm"),
                            ("other_agency", "Other agency"),
                            ("on_view", "On view"),
                            ("scheduled", "Scheduled"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("active", "Active"),
                            ("closed", "Closed"),
                            ("merged", "Merged"),
                            ("held", "Held"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("caller", models.CharField(blank=True, max_length=120)),
                ("callback", models.CharField(blank=True, max_length=40)),
                ("received_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("first_dispatched_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "disposition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="calls.disposition",
                    ),
                ),
                ("reopened_at", models.DateTimeField(null=True)),
                ("taken_by", models.CharField(max_length=60)),
                ("staging", models.CharField(blank=True, max_length=300)),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("in_progress", "in progress"),
                                ("weapon", "weapon"),
                                ("injury", "injury"),
                                ("person_down", "person down"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("wait_seen_at", models.DateTimeField(null=True)),
                (
                    "stacked_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="force.unit",
                    ),
                ),
                ("stacked_beat", models.CharField(blank=True, max_length=12)),
                ("stacked_place", models.IntegerField(null=True)),
                ("stacked_until", models.DateTimeField(null=True)),
                ("priority_before", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "closed"), _negated=True),
                        fields=["agency", "status"],
                        name="calls_on_board",
                    ),
                    models.Index(
                        condition=models.Q(("stacked_unit__isnull", False)),
                        fields=["stacked_unit", "stacked_place"],
                        name="calls_stacked",
                    ),
                    models.Index(
                        fields=["agency", "-received_at", "-incident"], name="calls_newest_first"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("priority__range", (1, 5))), name="call_priority"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status", "closed")),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="closed_calls_say_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "closed"), _negated=True),
                            ("disposition__isnull", False),
                            _connector="OR",
                        ),
                        name="closed_calls_say_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("received_at")),
                            _connector="OR",
                        ),
                        name="closed_after_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stacked_beat", ""),
                                ("stacked_unit__isnull", True),
                                ("stacked_until__isnull", True),
                            ),
                            models.Q(
                                ("stacked_beat", ""),
                                ("stacked_unit__isnull", False),
                                ("stacked_until__isnull", False),
                            ),
                            models.Q(
                                ("stacked_unit__isnull", True),
                                ("stacked_until__isnull", False),
                                models.Q(("stacked_beat", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="stacked_for_a_unit_or_a_beat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stacked_until__isnull", True), ("status", "waiting"), _connector="OR"
                        ),
                        name="stacked_while_it_waits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FurtherDisposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further",
                        to="calls.call",
                    ),
                ),
                (
                    "disposition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="calls.disposition"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "disposition"), name="one_further_disposition_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="calls.call",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("struck_at", models.DateTimeField(null=True)),
                ("struck_by", models.CharField(blank=True, max_length=60)),
                ("struck_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="note_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at__isnull", True), ("struck_by", "")),
                            models.Q(
                                ("struck_at__isnull", False),
                                models.Q(("struck_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="note_struck_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="calls.call",
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("police", "Police"),
                            ("fire", "Fire"),
                            ("ems", "EMS"),
                            ("tow", "Tow"),
                            ("animal_control", "Animal control"),
                            ("public_works", "Public works"),
                            ("locksmith", "Locksmith"),
                            ("key_holder", "Key-holder"),
                            ("mutual_aid", "Mutual aid"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "to be asked"),
                            ("asked", "asked"),
                            ("accepted", "accepted"),
                            ("en_route", "en route"),
                            ("on_scene", "on scene"),
                            ("safe", "said safe"),
                            ("cleared", "cleared"),
                            ("canceled", "canceled"),
                        ],
                        default="requested",
                        max_length=10,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("requested_at", models.DateTimeField()),
                ("wanted_by", models.CharField(blank=True, max_length=12)),
                ("asked_at", models.DateTimeField(null=True)),
                ("asked_of", models.CharField(blank=True, max_length=120)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("accepted_by", models.CharField(blank=True, max_length=120)),
                ("their_number", models.CharField(blank=True, max_length=40)),
                ("en_route_at", models.DateTimeField(null=True)),
                ("on_scene_at", models.DateTimeField(null=True)),
                ("safe_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("chase_at", models.DateTimeField(null=True)),
                ("overdue_at", models.DateTimeField(null=True)),
                ("canceled_reason", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["canceled", "cleared"]), _negated=True),
                        fields=("call", "service"),
                        name="one_request_per_service",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "canceled"), _negated=True),
                            models.Q(("canceled_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="canceled_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Center",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("sends_as", models.CharField(max_length=200)),
                ("known_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("agency"),
                        django.db.models.functions.text.Upper("sends_as"),
                        name="one_center_sends_as",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="center_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counterpart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counterparts",
                        to="calls.call",
                    ),
                ),
                (
                    "center",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="calls.center"
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("compact", models.CharField(max_length=40)),
                ("squeezed", models.CharField(max_length=40)),
                ("received_at", models.DateTimeField(null=True)),
                ("told", models.JSONField(default=dict)),
                ("told_at", models.DateTimeField(null=True)),
                ("known_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "compact"], name="their_numbers_compact"),
                    models.Index(fields=["agency", "squeezed"], name="their_numbers_squeezed"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("center", "number"), name="one_call_per_their_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="calls.call",
                    ),
                ),
                ("center", models.CharField(max_length=80)),
                ("whom", models.CharField(blank=True, max_length=120)),
                (
                    "means",
                    models.CharField(
                        choices=[("phone", "phone"), ("radio", "radio"), ("cad", "CAD")],
                        max_length=5,
                    ),
                ),
                ("said", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("closed", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["call"], name="transfers_of_call")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("center", ""), _negated=True),
                            models.Q(("said", ""), _negated=True),
                        ),
                        name="transferred_to_whom_with_what_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="calls.call",
                    ),
                ),
                ("question", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=120)),
                (
                    "reply",
                    models.CharField(
                        choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "question"), name="one_answer_per_question"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="calls.call",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="calls.call",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                (
                    "assignments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "requests",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=["into"],
                        name="merged_into_call",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True)),
                        fields=("call",),
                        name="merged_into_one_call",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("call", models.F("into")), _negated=True),
                        name="not_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.call",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="calls.call",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["other"], name="linked_from")],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "other"), name="linked_once"),
                    models.CheckConstraint(
                        condition=models.Q(("call__lt", models.F("other"))), name="linked_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwedReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owed_reports",
                        to="calls.call",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("owed", "owed"), ("written", "written"), ("waived", "waived")],
                        default="owed",
                        max_length=8,
                    ),
                ),
                ("owed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(blank=True, max_length=60)),
                ("waived_why", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "owed")),
                        fields=["agency", "owed_at"],
                        name="reports_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "owed")),
                        fields=("call",),
                        name="one_report_owed_per_call",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True), ("settled_by", ""), ("state", "owed")
                            ),
                            models.Q(
                                models.Q(("state", "owed"), _negated=True),
                                ("settled_at__isnull", False),
                                models.Q(("settled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="report_settled_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waived"), _negated=True),
                            models.Q(("waived_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="report_waived_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("police", "Police"),
                            ("fire", "Fire"),
                            ("ems", "EMS"),
                            ("tow", "Tow"),
                            ("animal_control", "Animal control"),
                            ("public_works", "Public works"),
                            ("locksmith", "Locksmith"),
                            ("key_holder", "Key-holder"),
                            ("mutual_aid", "Mutual aid"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("place", models.BigIntegerField()),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("agency", "service", "place"),
                        name="one_company_per_place_in_line",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("agency", "service", "name"),
                        name="one_company_per_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="calls.company",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="calls.request",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("no_answer", "did not answer"),
                            ("passed", "passed over"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
                ("returned_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-at", "-id"], name="turns_newest_first"),
                    models.Index(fields=["request"], name="turns_of_request"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                (
                    "call_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="calls.calltype"
                    ),
                ),
                ("location", models.CharField(max_length=300)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("note", models.TextField(blank=True)),
                ("rule", models.CharField(max_length=200)),
                ("starts", models.CharField(max_length=16)),
                ("next_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=60)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["agency", "next_at"],
                        name="schedules_that_go_on",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(("lat__isnull", False), ("lon__isnull", False)),
                            _connector="OR",
                        ),
                        name="schedule_point_whole",
                    )
                ],
            },
        ),
        Protect("calls_calltype"),
        Protect("calls_disposition"),
        Protect("calls_call", classed=True),
        Protect("calls_note", classed=True),
        Protect("calls_request", classed=True),
        Protect("calls_furtherdisposition", classed=True),
        Protect("calls_answer", classed=True),
        Protect("calls_merge", classed=True),
        Protect("calls_link", classed=True),
        Protect("calls_owedreport", classed=True),
        Protect("calls_company"),
        Protect("calls_turn", classed=True),
        Protect("calls_schedule", classed=True),
        Protect("calls_center"),
        Protect("calls_counterpart", classed=True),
        Protect("calls_transfer", classed=True),
    ]
