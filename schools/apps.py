from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Who exists: organisations, people, pupils."""

    name = "schools"
    verbose_name = "Scholen en leerlingen"
