"""Restricted incidents: their numbers are no gaps, and who had a part in them is restricted too."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_fences")]
    operations = [migrations.RunSQL(MISSING), migrations.RunSQL(INVOLVED)]
