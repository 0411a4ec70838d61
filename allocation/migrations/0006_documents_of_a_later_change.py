from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("allocation", "0005_consent_on_a_choice")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("report", "onderwijskundig rapport"),
                    ("iq_report", "verslag intelligentieonderzoek"),
                    ("delay_report", "uitdraai toetsresultaten"),
                    ("se_report", "verslag sociaal-emotioneel onderzoek"),
                    ("parents_view", "zienswijze of instemming van de ouders"),
                    ("plan", "ontwikkelingsperspectief of handelingsplan"),
                    ("lwoo_decision", "aanwijzing voor lwoo"),
                    ("tlv", "toelaatbaarheidsverklaring (voortgezet) speciaal onderwijs"),
                    ("other", "ander document"),
                ],
                max_length=14,
                verbose_name="soort",
            ),
        ),
    ]
