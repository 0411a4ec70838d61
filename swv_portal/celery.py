"""The worker and its timetable."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv_portal.settings.local")

app = Celery("swv_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
