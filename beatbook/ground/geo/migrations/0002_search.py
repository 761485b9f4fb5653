"""Fuzzy look-ups of names, and the fence around agencies' areas."""

from django.db import migrations

from beatbook.ground.agency.tenancy import Protect

# The limit may be set on a function only once the library that owns it is loaded.
LOAD_LIBRARY = "SELECT show_limit()"

# Functions, because the threshold of <% is a setting and these carry their own. The planner takes
# <% for as cheap as =, and would rather read every name; it is 2 to 7 times dearer than the index
# even in a small town, so the index is asked alone and first.
LOOKUPS = """
CREATE FUNCTION geo_streets_like(wanted_map bigint, wanted text)
RETURNS SETOF geo_street LANGUAGE sql STABLE PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.36 SET enable_seqscan = off AS $$
    WITH alike AS MATERIALIZED (
        SELECT * FROM geo_street WHERE base LIKE wanted || '%' OR wanted <% base
    )
    SELECT * FROM alike WHERE map_id = wanted_map
    ORDER BY base = wanted DESC, base LIKE wanted || '%' DESC, word_similarity(wanted, base) DESC,
             length_m DESC
    LIMIT 40
$$;

CREATE FUNCTION geo_places_like(wanted_map bigint, wanted text)
RETURNS SETOF geo_namedplace LANGUAGE sql STABLE PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.5 SET enable_seqscan = off AS $$
    WITH alike AS MATERIALIZED (
        SELECT * FROM geo_namedplace WHERE key LIKE wanted || '%' OR wanted <% key
    )
    SELECT * FROM alike WHERE map_id = wanted_map
    ORDER BY key = wanted DESC, key LIKE wanted || '%' DESC, word_similarity(wanted, key) DESC
    LIMIT 20
$$;
"""
REMOVE_LOOKUPS = """
DROP FUNCTION geo_streets_like(bigint, text);
DROP FUNCTION geo_places_like(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("geo", "0001_initial"), ("agency", "0002_fences")]
    operations = [
        migrations.RunSQL(LOAD_LIBRARY, migrations.RunSQL.noop),
        migrations.RunSQL(LOOKUPS, REMOVE_LOOKUPS),
        Protect("geo_area"),
    ]
