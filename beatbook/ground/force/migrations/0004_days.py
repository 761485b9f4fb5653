"""Days of the track: no way round the fence by a partition's name, and every day can be opened.

Policies of the parent do not hold for who reads a partition directly, so each partition has row
security without any policy: nobody but its owner reads it, and everybody else goes by the parent.
Fixes that came before their day was opened lie in ``force_position_other`` and move over.
"""

from django.db import migrations

FENCE_OTHER = "ALTER TABLE force_position_other ENABLE ROW LEVEL SECURITY"

OPEN_DAY = """
CREATE OR REPLACE FUNCTION force_open_position_day(day date) RETURNS void
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
CREATE OR REPLACE FUNCTION force_drop_position_days(before date) RETURNS integer
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


class Migration(migrations.Migration):
    dependencies = [("force", "0003_fences")]
    operations = [
        migrations.RunSQL(FENCE_OTHER),
        migrations.RunSQL(OPEN_DAY),
        migrations.RunSQL(DROP_DAYS),
    ]
