"""Policies, and the number series: one sequence per agency and year, made by the owner's hand."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("agency", "0002_fences")]
    operations = [
        Protect("registry_place"),
        Protect("registry_premisenote"),
        Protect("registry_incident", classed=True),
        Protect("registry_person"),
        Protect("registry_vehicle"),
        Protect("registry_involvement"),
        migrations.RunSQL(SERIES),
    ]
