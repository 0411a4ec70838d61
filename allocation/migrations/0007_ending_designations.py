from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("allocation", "0006_documents_of_a_later_change")]

    operations = [
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("valid_until__isnull", False)),
                fields=["swv", "valid_until"],
                name="decision_ending",
            ),
        ),
    ]
