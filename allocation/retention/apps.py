from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long data of pupils is kept, how it is destroyed, and what a pupil may ask."""

    name = "allocation.retention"
    label = "retention"
    verbose_name = "Bewaren en vernietigen"
