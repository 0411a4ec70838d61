from django.apps import AppConfig


class LicensesConfig(AppConfig):
    """Which location may offer lwoo, since when, on what basis."""

    name = "licenses"
    verbose_name = "Licenties"
