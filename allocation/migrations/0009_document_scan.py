from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents that were there already are looked through too: the sweep finds them."""

    dependencies = [("allocation", "0008_assignments")]

    operations = [
        migrations.AddField(
            "document",
            "scan",
            models.CharField(
                choices=[
                    ("waiting", "wacht op controle"),
                    ("running", "wordt gecontroleerd"),
                    ("clean", "gecontroleerd"),
                    ("unread", "zelf controleren"),
                    ("refused", "geweigerd"),
                    ("failed", "controle mislukt"),
                ],
                default="waiting",
                max_length=8,
                verbose_name="controle",
            ),
        ),
        migrations.AddField(
            "document", "scan_told", models.TextField(blank=True, verbose_name="uitkomst van de controle")
        ),
        migrations.AddField("document", "scan_attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField(
            "document",
            "scan_touched_at",
            models.DateTimeField(null=True, verbose_name="controle laatst bewogen"),
        ),
        migrations.AddIndex(
            "document",
            models.Index(
                condition=models.Q(("scan__in", ["waiting", "running"])),
                fields=["scan_touched_at"],
                name="document_to_scan",
            ),
        ),
    ]
