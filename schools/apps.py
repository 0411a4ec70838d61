from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Who exists: organisations, people, pupils."""

    name = "schools"
    verbose_name = "Scholen en leerlingen"

    def ready(self) -> None:
        """Importing registers the checks; logging in is told to the audit trail."""
        from . import checks, login_audit  # noqa: F401

        login_audit.listen()
