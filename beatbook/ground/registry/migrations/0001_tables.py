"""What the agency keeps on record, and the series that numbers are drawn from.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from beatbook.ground.agency.tenancy import Protect

# Only agencies of the running scope: nobody draws, or counts, a neighbor's numbers.
SERIES = """
CREATE FUNCTION registry_open_series(agency bigint, for_year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE series text := format('incident_number_%s_%s', agency, for_year);
BEGIN
    IF NOT agency = ANY (beatbook_agencies()) THEN
        RAISE EXCEPTION 'Agency % is outside the running scope.', agency;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext(series));
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I CACHE 1', series);
END $$;

CREATE FUNCTION registry_next_serial(agency bigint, for_year integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE series text := format('incident_number_%s_%s', agency, for_year);
BEGIN
    IF NOT agency = ANY (beatbook_agencies()) THEN
        RAISE EXCEPTION 'Agency % is outside the running scope.', agency;
    END IF;
    IF to_regclass(series) IS NULL THEN
        PERFORM registry_open_series(agency, for_year);
    END IF;
    RETURN nextval(series);
END $$;

CREATE FUNCTION registry_series()
RETURNS TABLE (agency_id bigint, year integer, last_serial bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT split_part(sequencename, '_', 3)::bigint, split_part(sequencename, '_', 4)::integer,
           coalesce(last_value, 0)
    FROM pg_sequences
    WHERE sequencename ~ '^incident_number_[0-9]+_[0-9]+$'
      AND split_part(sequencename, '_', 3)::bigint = ANY (beatbook_agencies())
$$;
"""

# Past the class policies, so that a number somebody may not see is not reported as lost.
MISSING = """
CREATE FUNCTION registry_missing_serials()
RETURNS TABLE (agency_id bigint, year integer, serial bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.agency_id, s.year, n.serial
    FROM registry_series() s, generate_series(1, s.last_serial) AS n (serial)
    WHERE NOT EXISTS (
        SELECT FROM registry_incident i
        WHERE i.agency_id = s.agency_id AND i.year = s.year AND i.serial = n.serial)
$$;
"""

# The incident's own policy decides inside the subquery.
INVOLVED = """
ALTER POLICY registry_involvement_by_agency ON registry_involvement
    USING (agency_id = ANY ((SELECT beatbook_agencies())::bigint[])
           AND EXISTS (SELECT FROM registry_incident i WHERE i.id = incident_id));
"""

# The incident's own policy decides inside the subquery, as it does for who had a part in it.
CASE_NUMBERS = """
ALTER POLICY registry_casenumber_by_agency ON registry_casenumber
    USING (agency_id = ANY ((SELECT beatbook_agencies())::bigint[])
           AND EXISTS (SELECT FROM registry_incident i WHERE i.id = incident_id));
"""

CASE_SERIES = """
CREATE FUNCTION registry_open_case_series(agency bigint, for_year integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE series text := format('case_number_%s_%s', agency, for_year);
BEGIN
    IF NOT agency = ANY (beatbook_agencies()) THEN
        RAISE EXCEPTION 'Agency % is outside the running scope.', agency;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext(series));
    EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I CACHE 1', series);
END $$;

CREATE FUNCTION registry_next_case_serial(agency bigint, for_year integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE series text := format('case_number_%s_%s', agency, for_year);
BEGIN
    IF NOT agency = ANY (beatbook_agencies()) THEN
        RAISE EXCEPTION 'Agency % is outside the running scope.', agency;
    END IF;
    IF to_regclass(series) IS NULL THEN
        PERFORM registry_open_case_series(agency, for_year);
    END IF;
    RETURN nextval(series);
END $$;

-- Past the class policies, so that a number somebody may not see is not reported as lost.
CREATE FUNCTION registry_missing_case_serials()
RETURNS TABLE (agency_id bigint, year integer, serial bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.agency_id, s.year, n.serial
    FROM (SELECT split_part(sequencename, '_', 3)::bigint AS agency_id,
                 split_part(sequencename, '_', 4)::integer AS year, last_value
          FROM pg_sequences WHERE sequencename ~ '^case_number_[0-9]+_[0-9]+$') s,
         generate_series(1, coalesce(s.last_value, 0)) AS n (serial)
    WHERE s.agency_id = ANY (beatbook_agencies()) AND NOT EXISTS (
        SELECT FROM registry_casenumber c
        WHERE c.agency_id = s.agency_id AND c.year = s.year AND c.serial = n.serial)
$$;
"""

# The alert's own policy decides inside the subquery.
ACKNOWLEDGEMENTS = """
ALTER POLICY registry_alertacknowledgement_by_agency ON registry_alertacknowledgement
    USING (agency_id = ANY ((SELECT beatbook_agencies())::bigint[])
           AND EXISTS (SELECT FROM registry_alert a WHERE a.id = alert_id));
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agency", "0001_tables"),
        ("agency", "__first__"),
        ("files", "0001_tables"),
    ]

    replaces = [("registry", "0010_photos")]

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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
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
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="registry.alert",
                    ),
                ),
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["agency", "-issued_at", "-id"],
                        name="alerts_in_force",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at__isnull", False)),
                        fields=["agency", "-issued_at", "-id"],
                        name="alerts_ended",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), models.Q(("plate_key", ""), _negated=True)
                        ),
                        fields=["agency", "plate_key"],
                        name="alerts_by_plate",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), models.Q(("person_key", ""), _negated=True)
                        ),
                        fields=["agency", "person_key"],
                        name="alerts_by_person",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ended_at__isnull", True), models.Q(("address_key", ""), _negated=True)
                        ),
                        fields=["agency", "address_key"],
                        name="alerts_by_address",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                        name="alert_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("about", "person"), models.Q(("person_key", ""), _negated=True)
                            ),
                            models.Q(
                                ("about", "vehicle"), models.Q(("plate_key", ""), _negated=True)
                            ),
                            models.Q(
                                ("about", "place"), models.Q(("address_key", ""), _negated=True)
                            ),
                            ("about", "description"),
                            _connector="OR",
                        ),
                        name="alert_says_about_whom_or_what",
                    ),
                ],
            },
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
                ("acknowledged_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("alert", "member"), name="one_acknowledgement_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
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
                ("address", models.CharField(max_length=300)),
                ("address_key", models.CharField(max_length=300)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "address_key"), name="one_place_per_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PremiseNote",
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
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="registry.place"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hazard", "Hazard"),
                            ("access", "Way in"),
                            ("medical", "Medical"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("verified_on", models.DateField()),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=60)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["place"],
                        name="standing_notes",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by", "")),
                            models.Q(
                                ("removed_at__isnull", False),
                                models.Q(("removed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="premise_note_removed_by_whom",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Incident",
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
                ("kind", models.CharField(choices=[("call", "Call")], max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("serial", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=16, unique=True)),
                ("need_to_know", models.CharField(default="open", max_length=30)),
                ("headline", models.CharField(max_length=120)),
                ("location", models.CharField(max_length=300)),
                ("address_key", models.CharField(max_length=300)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("cell", models.BigIntegerField(null=True)),
                ("beat", models.CharField(blank=True, max_length=20)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("historical", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "-opened_at", "-id"], name="incidents_newest_first"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["agency"],
                        name="open_incidents",
                    ),
                    models.Index(
                        fields=["agency", "address_key", "-opened_at"], name="incidents_at_address"
                    ),
                    models.Index(fields=["cell", "-opened_at"], name="incidents_in_cell"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "year", "serial"), name="one_incident_per_serial"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lat__isnull", True), ("lon__isnull", True)),
                            models.Q(
                                ("lat__isnull", False),
                                ("lat__range", (-90, 90)),
                                ("lon__isnull", False),
                                ("lon__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="incident_point_whole_and_on_earth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="incident_closed_after_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNumber",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_numbers",
                        to="registry.incident",
                    ),
                ),
                ("number", models.CharField(max_length=30)),
                ("compact", models.CharField(max_length=30)),
                ("squeezed", models.CharField(max_length=30)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("serial", models.PositiveIntegerField(null=True)),
                ("issued_by_agency", models.CharField(blank=True, max_length=80)),
                ("drawn_at", models.DateTimeField()),
                ("drawn_by", models.CharField(max_length=60)),
                ("voided_at", models.DateTimeField(null=True)),
                ("voided_by", models.CharField(blank=True, max_length=60)),
                ("voided_why", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "compact"], name="case_numbers_compact"),
                    models.Index(fields=["agency", "squeezed"], name="case_numbers_squeezed"),
                    models.Index(fields=["agency", "serial"], name="case_numbers_serial"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "year", "serial"), name="one_case_number_per_serial"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("serial__isnull", False)),
                        fields=("agency", "number"),
                        name="one_own_case_per_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("serial__isnull", False), ("voided_at__isnull", True)),
                        fields=("incident",),
                        name="one_standing_own_case_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("issued_by_agency", ""),
                                ("serial__isnull", False),
                                ("year__isnull", False),
                            ),
                            models.Q(
                                ("serial__isnull", True),
                                ("year__isnull", True),
                                models.Q(("issued_by_agency", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_number_drawn_or_issued_elsewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("voided_at__isnull", True), ("voided_by", ""), ("voided_why", "")
                            ),
                            models.Q(
                                ("voided_at__isnull", False),
                                models.Q(("voided_by", ""), _negated=True),
                                models.Q(("voided_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_number_voided_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
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
                ("name", models.CharField(blank=True, max_length=120)),
                ("name_key", models.CharField(blank=True, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "name_key"], name="persons_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "phone", "name"), name="one_person_as_told"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vehicle",
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
                ("plate", models.CharField(max_length=16)),
                ("plate_key", models.CharField(blank=True, max_length=16)),
                ("state", models.CharField(blank=True, max_length=3)),
                ("description", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "plate_key"], name="vehicles_by_plate")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "plate", "state"), name="one_vehicle")
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="registry.incident"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("caller", "Caller"), ("vehicle", "Vehicle involved")],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.person"
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="registry.vehicle",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("vehicle__isnull", True)),
                            models.Q(("person__isnull", True), ("vehicle__isnull", False)),
                            _connector="OR",
                        ),
                        name="involves_one_person_or_vehicle",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
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
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="registry.incident",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("plate", "Plate"), ("vin", "VIN"), ("person", "Person")],
                        max_length=8,
                    ),
                ),
                ("asked", models.CharField(max_length=120)),
                ("purpose", models.CharField(max_length=120)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("clear", "No record"),
                            ("valid", "Valid"),
                            ("expired", "Expired"),
                            ("suspended", "Suspended or revoked"),
                            ("not_on_file", "Not on file"),
                            ("hit", "Possible hit"),
                            ("unable", "Could not be checked"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answered_by", models.CharField(blank=True, max_length=60)),
                ("answered_at", models.DateTimeField(null=True)),
                ("confirm_by", models.DateTimeField(null=True)),
                ("overdue_at", models.DateTimeField(null=True)),
                ("is_confirmed", models.BooleanField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(("confirm_by__isnull", False), ("is_confirmed__isnull", True)),
                            _connector="OR",
                        ),
                        fields=["agency", "asked_at"],
                        name="open_checks",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True), ("answered_by", ""), ("result", "")
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answered_by", ""), _negated=True),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="check_answered_by_whom_and_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirm_by__isnull", False), ("result", "hit")),
                            models.Q(
                                models.Q(("result", "hit"), _negated=True),
                                ("confirm_by__isnull", True),
                                ("is_confirmed__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="check_hit_is_to_be_confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tow",
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
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="registry.incident",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordered", "Ordered"),
                            ("private", "Private property"),
                            ("repossession", "Repossession"),
                        ],
                        max_length=12,
                    ),
                ),
                ("plate", models.CharField(blank=True, max_length=10)),
                ("plate_key", models.CharField(blank=True, max_length=10)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("vin", models.CharField(blank=True, max_length=17)),
                ("description", models.CharField(blank=True, max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(max_length=200)),
                ("authority", models.CharField(max_length=120)),
                ("company", models.CharField(blank=True, max_length=120)),
                ("requested_at", models.DateTimeField()),
                ("requested_by", models.CharField(max_length=60)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("taken_to", models.CharField(blank=True, max_length=200)),
                ("inventory", models.TextField(blank=True)),
                ("owner_notified_at", models.DateTimeField(null=True)),
                ("owner_notice", models.CharField(blank=True, max_length=200)),
                ("hold_reason", models.CharField(blank=True, max_length=200)),
                ("released_at", models.DateTimeField(null=True)),
                ("released_to", models.CharField(blank=True, max_length=120)),
                ("released_by", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["agency", "-requested_at", "-id"], name="tows_newest_first"
                    ),
                    models.Index(fields=["agency", "plate_key"], name="tows_by_plate"),
                    models.Index(fields=["agency", "vin"], name="tows_by_vin"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("plate_key", ""), _negated=True),
                            models.Q(("vin", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="tow_names_a_vehicle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("released_at__isnull", True),
                                ("released_by", ""),
                                ("released_to", ""),
                            ),
                            models.Q(
                                ("hold_reason", ""),
                                ("released_at__isnull", False),
                                models.Q(("released_to", ""), _negated=True),
                                models.Q(("released_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tow_released_to_whom_and_not_on_hold",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
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
                ("plate", models.CharField(blank=True, max_length=10)),
                ("plate_key", models.CharField(blank=True, max_length=10)),
                ("state", models.CharField(blank=True, max_length=2)),
                ("vin", models.CharField(blank=True, max_length=17)),
                ("description", models.CharField(max_length=200)),
                ("address", models.CharField(max_length=300)),
                ("lat", models.FloatField(null=True)),
                ("lon", models.FloatField(null=True)),
                ("beat", models.CharField(blank=True, max_length=20)),
                ("odometer", models.PositiveIntegerField(null=True)),
                ("valves", models.CharField(blank=True, max_length=80)),
                ("tagged_at", models.DateTimeField()),
                ("tagged_by", models.CharField(max_length=60)),
                ("recheck_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True,
                        choices=[("moved", "Moved"), ("cited", "Cited"), ("towed", "Towed")],
                        max_length=8,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, max_length=60)),
                (
                    "tow",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.tow"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["agency", "recheck_at"],
                        name="tags_to_recheck",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("ended_by", ""), ("ended_how", "")
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                models.Q(("ended_how", ""), _negated=True),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="tag_ended_how_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recheck_at__gt", models.F("tagged_at"))),
                        name="tag_is_rechecked_later",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TagPhoto",
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
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="registry.tag",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="files.storedfile"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tag", "file"), name="one_photo_once_per_tag")
                ],
            },
        ),
        Protect("registry_place"),
        Protect("registry_premisenote"),
        Protect("registry_incident", classed=True),
        Protect("registry_person"),
        Protect("registry_vehicle"),
        Protect("registry_involvement"),
        migrations.RunSQL(SERIES),
        migrations.RunSQL(MISSING),
        migrations.RunSQL(INVOLVED),
        Protect("registry_casenumber"),
        migrations.RunSQL(CASE_NUMBERS),
        migrations.RunSQL(CASE_SERIES),
        Protect("registry_alert", classed=True),
        Protect("registry_alertacknowledgement"),
        migrations.RunSQL(ACKNOWLEDGEMENTS),
        Protect("registry_check"),
        Protect("registry_tow"),
        Protect("registry_tag"),
        Protect("registry_tagphoto"),
    ]
