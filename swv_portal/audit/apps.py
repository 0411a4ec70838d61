from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Proof of what was seen and done."""

    name = "swv_portal.audit"
    label = "audit"
    verbose_name = "Controlespoor"
