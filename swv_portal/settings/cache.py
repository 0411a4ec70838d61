"""The cache all web processes share: it counts attempts to log in. On the Valkey that also carries the tasks."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit, urlunsplit

NUMBER = 1  # The broker uses database 0.


def shared_cache(*, cache_url: str, broker_url: str) -> dict[str, Any]:
    """The setting CACHES: what CACHE_URL says, else the broker's server; without either each process its own."""
    url = cache_url or _beside(broker_url)
    if not url:
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    return {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "KEY_PREFIX": "swv"}}


def _beside(broker_url: str) -> str:
    parts = urlsplit(broker_url)
    if parts.scheme == "redis+socket":
        return f"unix://{parts.path}?db={NUMBER}"
    if parts.scheme in {"redis", "rediss"}:
        return urlunsplit(parts._replace(path=f"/{NUMBER}"))
    return ""
