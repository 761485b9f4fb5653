"""Units, crews and shifts, and the track of positions partitioned by day.

Policies of the parent do not hold for who reads a partition directly, so each partition has row
security without any policy: nobody but its owner reads it, and everybody else goes by the parent.
Fixes that came before their day was opened lie in ``force_position_other`` and move over.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import beatbook.contract.values
from beatbook.ground.agency.tenancy import Protect

# Partitions belong to the owner; the worker asks for them, and for old days to go, by function.
TRACK = """
CREATE TABLE force_position (
    unit_id bigint NOT NULL,
    agency_id bigint NOT NULL,
    lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon double precision NOT NULL CHECK (lon BETWEEN -180 AND 180),
    at timestamptz NOT NULL,
    received timestamptz NOT NULL,
    accuracy_m double precision,
    heading double precision,
    speed_mph double precision,
    PRIMARY KEY (unit_id, at)
) PARTITION BY RANGE (at);
CREATE TABLE force_position_other PARTITION OF force_position DEFAULT;
"""

FENCE_OTHER = "ALTER TABLE force_position_other ENABLE ROW LEVEL SECURITY"

OPEN_DAY = """
CREATE FUNCTION force_open_position_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    partition text := format('force_position_%s', to_char(day, 'YYYYMMDD'));
    begins timestamptz := day::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('force_position'));
    IF to_regclass(partition) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Nobody may put a fix of this day into the rest while it moves.
    LOCK TABLE force_position IN SHARE ROW EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE force_position INCLUDING ALL)', partition);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
    EXECUTE format(
        'WITH moved AS (DELETE FROM force_position_other WHERE at >= $1 AND at < $2 RETURNING *)
         INSERT INTO %I SELECT * FROM moved', partition) USING begins, ends;
    EXECUTE format('ALTER TABLE force_position ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                   partition, begins, ends);
END $$;
"""

DROP_DAYS = """
CREATE FUNCTION force_drop_position_days(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    partition text;
    dropped integer := 0;
BEGIN
    FOR partition IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'force_position'::regclass
          AND c.relname ~ '^force_position_[0-9]{8}$'
          AND to_date(right(c.relname, 8), 'YYYYMMDD') < before
    LOOP
        EXECUTE format('DROP TABLE %I', partition);
        dropped := dropped + 1;
    END LOOP;
    DELETE FROM force_position_other WHERE at < before::timestamp AT TIME ZONE 'UTC';
    RETURN dropped;
END $$;
"""

# Nobody is planned on two units at once. Deferred while two swap places.
ONCE = """
ALTER TABLE force_plannedshift ADD CONSTRAINT force_member_planned_once EXCLUDE USING gist (
    int8range(member_id, member_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&
) DEFERRABLE INITIALLY IMMEDIATE;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("agency", "__first__"),
        ("registry", "0001_tables"),
    ]

    replaces = [("force", "0019_cancellations")]

    operations = [
        migrations.CreateModel(
            name="Unit",
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
                ("callsign", models.CharField(max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("car", "Car"),
                            ("foot", "Foot"),
                            ("bike", "Bike"),
                            ("motorcycle", "Motorcycle"),
                            ("boat", "Boat"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "member_class",
                    models.CharField(
                        choices=[
                            ("sworn", "Sworn"),
                            ("non_sworn", "Non-sworn"),
                            ("volunteer", "Volunteer"),
                            ("civilian", "Civilian"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "capabilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("home_beat", models.CharField(blank=True, max_length=20)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("agency", "callsign"),
                        name="one_unit_per_callsign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("callsign__regex", "^[A-Z0-9-]{2,12}$")),
                        name="callsign_can_be_typed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    beatbook.contract.values.UnitKind["CAR"],
                                    beatbook.contract.values.UnitKind["FOOT"],
                                    beatbook.contract.values.UnitKind["BIKE"],
                                    beatbook.contract.values.UnitKind["MOTORCYCLE"],
                                    beatbook.contract.values.UnitKind["BOAT"],
                                ],
                            )
                        ),
                        name="known_unit_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "member_class__in",
                                [
                                    beatbook.contract.values.MemberClass["SWORN"],
                                    beatbook.contract.values.MemberClass["NON_SWORN"],
                                    beatbook.contract.values.MemberClass["VOLUNTEER"],
                                    beatbook.contract.values.MemberClass["CIVILIAN"],
                                ],
                            )
                        ),
                        name="known_unit_class",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitState",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="state",
                        serialize=False,
                        to="force.unit",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("AV", "available"),
                            ("DP", "dispatched"),
                            ("ER", "en route"),
                            ("ST", "staging"),
                            ("OS", "on scene"),
                            ("TR", "transporting"),
                            ("CA", "conditionally available"),
                            ("BZ", "busy"),
                            ("OO", "out of service"),
                            ("OD", "off duty"),
                        ],
                        default="OD",
                        max_length=2,
                    ),
                ),
                ("since", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=120)),
                ("until", models.DateTimeField(null=True)),
                ("sendable", models.BooleanField(default=False)),
                (
                    "meal",
                    models.CharField(
                        blank=True,
                        choices=[("", "none"), ("asked", "asked for"), ("granted", "granted")],
                        max_length=8,
                    ),
                ),
                ("meal_since", models.DateTimeField(null=True)),
                (
                    "seen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("emergency_at", models.DateTimeField(null=True)),
                (
                    "backup",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "none"),
                            ("routine", "back-up"),
                            ("urgent", "URGENT back-up"),
                        ],
                        max_length=8,
                    ),
                ),
                ("backup_at", models.DateTimeField(null=True)),
                ("backup_seen_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["BZ", "CA", "OO"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="busy_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sendable", False),
                            ("status__in", ["DP", "ER", "OS", "ST", "TR"]),
                            _connector="OR",
                        ),
                        name="sendable_from_a_call",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("backup", ""),
                                ("backup_at__isnull", True),
                                ("backup_seen_at__isnull", True),
                            ),
                            models.Q(
                                models.Q(("backup", ""), _negated=True),
                                ("backup_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="backup_wanted_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RosterEntry",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="force.unit"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "-starts_at"], name="roster_of_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__isnull", True),
                            ("ends_at__gte", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="roster_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at__isnull", True)),
                        fields=("member",),
                        name="member_crews_one_unit_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("expires_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "member", "code"), name="one_qualification_per_member"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.agency",
                    ),
                ),
                (
                    "unit_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agency.agency",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="force.unit"),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="registry.incident"
                    ),
                ),
                ("assigned_at", models.DateTimeField()),
                ("en_route_at", models.DateTimeField(null=True)),
                ("staging_at", models.DateTimeField(null=True)),
                ("on_scene_at", models.DateTimeField(null=True)),
                ("transporting_at", models.DateTimeField(null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
                ("assigned_by", models.CharField(max_length=60)),
                ("safety_check_s", models.PositiveIntegerField(null=True)),
                ("primary", models.BooleanField(default=False)),
                (
                    "part",
                    models.CharField(default=beatbook.contract.values.Part["ALONE"], max_length=10),
                ),
                (
                    "hold",
                    models.CharField(
                        blank=True,
                        choices=[("", "none"), ("wait", "stage"), ("stand_off", "stand off")],
                        max_length=10,
                    ),
                ),
                ("waits_for", models.CharField(blank=True, max_length=60)),
                ("transport_to", models.CharField(blank=True, max_length=120)),
                ("transport_who", models.CharField(blank=True, max_length=120)),
                ("odometer_from", models.PositiveIntegerField(null=True)),
                ("odometer_to", models.PositiveIntegerField(null=True)),
                ("transport_arrived_at", models.DateTimeField(null=True)),
                ("travel_s", models.PositiveIntegerField(null=True)),
                (
                    "left_early",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("N", "not needed any more"),
                            ("M", "sent to something more urgent"),
                            ("U", "could not get there"),
                            ("W", "the wrong unit was sent"),
                        ],
                        max_length=1,
                    ),
                ),
                ("shown_at", models.DateTimeField(null=True)),
                ("called_off", models.BooleanField(default=False)),
                ("call_off_read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["incident", "assigned_at"], name="assignments_of_incident"
                    ),
                    models.Index(
                        fields=["unit", "-assigned_at", "-id"], name="assignments_of_unit"
                    ),
                    models.Index(
                        condition=models.Q(
                            ("call_off_read_at__isnull", True),
                            ("called_off", True),
                            ("shown_at__isnull", False),
                        ),
                        fields=["unit", "cleared_at"],
                        name="cancellations_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at__isnull", True)),
                        fields=("unit",),
                        name="one_active_assignment_per_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("primary", True)),
                        fields=("incident",),
                        name="one_primary_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("odometer_to__isnull", True),
                            ("odometer_to__gte", models.F("odometer_from")),
                            _connector="OR",
                        ),
                        name="odometer_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cleared_at__isnull", True),
                            ("cleared_at__gte", models.F("assigned_at")),
                            _connector="OR",
                        ),
                        name="cleared_after_assigned",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusLetters",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("AV", "available"),
                            ("DP", "dispatched"),
                            ("ER", "en route"),
                            ("ST", "staging"),
                            ("OS", "on scene"),
                            ("TR", "transporting"),
                            ("CA", "conditionally available"),
                            ("BZ", "busy"),
                            ("OO", "out of service"),
                            ("OD", "off duty"),
                        ],
                        max_length=2,
                    ),
                ),
                ("letters", models.CharField(max_length=4)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "status"), name="own_letters_of_a_status"
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "letters"), name="letters_mean_one_status"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("letters__regex", "^[A-Z0-9]{1,4}$")),
                        name="letters_can_be_typed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineUpReading",
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
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "-at", "-id"], name="line_ups_newest_first")
                ],
            },
        ),
        migrations.CreateModel(
            name="LineUpHearer",
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
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="force.lineupreading"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reading", "member"), name="heard_once_a_reading"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LastPosition",
            fields=[
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("at", models.DateTimeField()),
                ("received", models.DateTimeField()),
                ("accuracy_m", models.FloatField(null=True)),
                ("heading", models.FloatField(null=True)),
                ("speed_mph", models.FloatField(null=True)),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="last_position",
                        serialize=False,
                        to="force.unit",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["received"], name="positions_newly_received")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lat__range", (-90, 90)), ("lon__range", (-180, 180))),
                        name="last_position_on_earth",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                ("at", models.DateTimeField()),
                ("received", models.DateTimeField()),
                ("accuracy_m", models.FloatField(null=True)),
                ("heading", models.FloatField(null=True)),
                ("speed_mph", models.FloatField(null=True)),
                ("unit_id", models.BigIntegerField()),
                ("agency_id", models.BigIntegerField()),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "unit_id",
                        "at",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
            ],
            options={
                "db_table": "force_position",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Equipment",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("vehicle", "vehicle"),
                            ("radio", "radio"),
                            ("camera", "body camera"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=30)),
                ("plate", models.CharField(blank=True, max_length=16)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("agency", "kind", "name"),
                        name="one_equipment_per_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "vehicle"), ("plate", ""), _connector="OR"),
                        name="vehicles_have_plates",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OdometerReading",
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
                    "equipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="force.equipment",
                    ),
                ),
                ("miles", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["equipment", "-at", "-id"], name="odometer_of_vehicle")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedShift",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="force.unit"),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "starts_at"], name="planned_shifts_by_start")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="planned_shift_takes_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffingMinimum",
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
                ("name", models.CharField(max_length=30)),
                ("starts", models.TimeField()),
                ("ends", models.TimeField()),
                ("members", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "name"), name="one_minimum_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(("members__gte", 1)), name="minimum_asks_for_somebody"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shift",
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
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="force.unit"),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "fuel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full", "full"),
                            ("3/4", "three quarters"),
                            ("1/2", "half"),
                            ("1/4", "a quarter"),
                            ("empty", "nearly empty"),
                        ],
                        max_length=8,
                    ),
                ),
                ("damage", models.CharField(blank=True, max_length=300)),
                ("ride_along", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("unit",),
                        name="one_running_shift_per_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="shift_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="force.shift",
                    ),
                ),
                (
                    "equipment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="force.equipment"
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("returned_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("returned_at__isnull", True)),
                        fields=("equipment",),
                        name="equipment_out_once",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="LineUpReading",
            name="members",
            field=models.ManyToManyField(through="force.LineUpHearer", to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(TRACK),
        Protect("force_position"),
        Protect("force_unit"),
        Protect("force_unitstate"),
        Protect("force_rosterentry"),
        Protect("force_qualification"),
        Protect("force_lastposition"),
        Protect("force_assignment", columns=("agency_id", "unit_agency_id")),
        migrations.RunSQL(FENCE_OTHER),
        migrations.RunSQL(OPEN_DAY),
        migrations.RunSQL(DROP_DAYS),
        migrations.RunSQL(ONCE),
        Protect("force_equipment"),
        Protect("force_odometerreading"),
        Protect("force_plannedshift"),
        Protect("force_staffingminimum"),
        Protect("force_shift"),
        Protect("force_issue"),
        Protect("force_lineupreading"),
        Protect("force_lineuphearer"),
        Protect("force_statusletters"),
    ]
