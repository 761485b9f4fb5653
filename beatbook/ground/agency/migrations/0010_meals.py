"""How long a meal lasts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agency", "0009_alerts")]
    operations = [
        migrations.AddField("agency", "meal_s", models.PositiveIntegerField(default=1800)),
    ]
