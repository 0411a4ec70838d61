from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Who exists: organisations, people, pupils."""

    name = "schools"
    verbose_name = "Scholen en leerlingen"

    def ready(self) -> None:
        """Importing registers the checks."""
        from . import checks  # noqa: F401
