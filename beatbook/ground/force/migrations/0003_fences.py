"""Policies, and the track of positions partitioned by day."""

from django.db import migrations

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

CREATE FUNCTION force_open_position_day(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    partition text := format('force_position_%s', to_char(day, 'YYYYMMDD'));
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('force_position'));
    IF to_regclass(partition) IS NULL THEN
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF force_position FOR VALUES FROM (%L) TO (%L)',
            partition, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
END $$;

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
    RETURN dropped;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("force", "0002_assignments"), ("agency", "0002_fences")]
    operations = [
        migrations.RunSQL(TRACK),
        Protect("force_position"),
        Protect("force_unit"),
        Protect("force_unitstate"),
        Protect("force_rosterentry"),
        Protect("force_qualification"),
        Protect("force_lastposition"),
        Protect("force_assignment", columns=("agency_id", "unit_agency_id")),
    ]
