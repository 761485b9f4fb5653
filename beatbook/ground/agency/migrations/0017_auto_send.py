"""Whether a unit that is free goes to the call that is kept for it without being asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agency", "0016_language")]
    operations = [migrations.AddField("agency", "auto_send", models.BooleanField(default=False))]
