from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_news")]
    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["agency_id", "at", "id"], name="entry_of_agency"),
        ),
    ]
