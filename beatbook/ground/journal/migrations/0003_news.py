"""What the feed reads: which rows each sealed entry touches, whoever may read the entry itself.

The feed re-draws a unit's row for everybody who sees the unit, also when the entry that changed
it is of a class they may not read. So it looks past the policies, at codes only: never a payload.
"""

from django.db import migrations

NEWS = """
CREATE FUNCTION journal_news(after bigint, upto bigint)
RETURNS TABLE (agency_id bigint, need_to_know text, name text, codes jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT e.agency_id, e.need_to_know, e.name, e.codes
    FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.position > after AND s.position <= upto
    ORDER BY s.position
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_fences")]
    operations = [
        migrations.RunSQL(NEWS, "DROP FUNCTION journal_news(bigint, bigint)"),
    ]
