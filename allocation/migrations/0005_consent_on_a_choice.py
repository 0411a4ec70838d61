from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("allocation", "0004_frameworks_and_routes")]

    operations = [
        migrations.AddField(
            model_name="boardconsent",
            name="choice_seal",
            field=models.CharField(default="", max_length=64, verbose_name="zegel van de keuze"),
            preserve_default=False,
        ),
    ]
