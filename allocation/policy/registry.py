"""Every variant of the rules, by the id that receipts carry."""

from __future__ import annotations

from types import ModuleType

from allocation.policy.variants import national

VARIANTS: dict[str, ModuleType] = {"national": national}
