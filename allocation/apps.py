from django.apps import AppConfig


class AllocationConfig(AppConfig):
    """The request and the decision."""

    name = "allocation"
    verbose_name = "Toewijzing"
