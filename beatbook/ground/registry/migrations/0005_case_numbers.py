"""Case numbers: their table, its policy, and a series for each agency and year."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from beatbook.ground.agency.tenancy import Protect

# The incident's own policy decides inside the subquery, as it does for who had a part in it.
FENCE = """
ALTER POLICY registry_casenumber_by_agency ON registry_casenumber
    USING (agency_id = ANY ((SELECT beatbook_agencies())::bigint[])
           AND EXISTS (SELECT FROM registry_incident i WHERE i.id = incident_id));
"""
SERIES = """
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
STANDING_OWN = Q(serial__isnull=False, voided_at__isnull=True)
DRAWN = Q(serial__isnull=False, year__isnull=False, issued_by_agency="")
ISSUED_ELSEWHERE = Q(serial__isnull=True, year__isnull=True) & ~Q(issued_by_agency="")
STANDING = Q(voided_at__isnull=True, voided_by="", voided_why="")
VOIDED = Q(voided_at__isnull=False) & ~Q(voided_by="") & ~Q(voided_why="")

CASE_NUMBER = migrations.CreateModel(
    "CaseNumber",
    fields=[
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
        ("agency", models.ForeignKey("agency.agency", django.db.models.deletion.PROTECT)),
        (
            "incident",
            models.ForeignKey(
                "registry.incident",
                django.db.models.deletion.PROTECT,
                related_name="case_numbers",
            ),
        ),
    ],
    options={
        "constraints": [
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="one_case_number_per_serial"
            ),
            models.UniqueConstraint(
                fields=["agency", "number"],
                condition=Q(serial__isnull=False),
                name="one_own_case_per_number",
            ),
            models.UniqueConstraint(
                fields=["incident"], condition=STANDING_OWN, name="one_standing_own_case_number"
            ),
            models.CheckConstraint(
                condition=DRAWN | ISSUED_ELSEWHERE, name="case_number_drawn_or_issued_elsewhere"
            ),
            models.CheckConstraint(
                condition=STANDING | VOIDED, name="case_number_voided_by_whom_and_why"
            ),
        ],
        "indexes": [
            models.Index(fields=["agency", "compact"], name="case_numbers_compact"),
            models.Index(fields=["agency", "squeezed"], name="case_numbers_squeezed"),
            models.Index(fields=["agency", "serial"], name="case_numbers_serial"),
        ],
    },
)


class Migration(migrations.Migration):
    dependencies = [("agency", "0007_case_numbers"), ("registry", "0004_whole_points")]
    operations = [
        CASE_NUMBER,
        Protect("registry_casenumber"),
        migrations.RunSQL(FENCE),
        migrations.RunSQL(SERIES),
    ]
