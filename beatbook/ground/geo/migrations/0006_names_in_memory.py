"""Names that are only nearly right are looked up in memory: the trigrams go."""

from django.db import migrations

REMOVE_LOOKUPS = """
DROP FUNCTION geo_streets_like(bigint, text);
DROP FUNCTION geo_places_like(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [("geo", "0005_real_streets")]
    operations = [
        migrations.RunSQL(REMOVE_LOOKUPS, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="street", name="street_base_trigrams"),
        migrations.RemoveIndex(model_name="namedplace", name="named_place_key_trigrams"),
    ]
