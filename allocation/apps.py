from importlib import import_module

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    """The request and the decision."""

    name = "allocation"
    verbose_name = "Toewijzing"

    def ready(self) -> None:
        """Read the law at start-up: the portal does not start on a file of the law that is wrong."""
        import_module("allocation.policy.decide")
