"""A reproducible random sample: anyone with the seed can compute again why a request was chosen, or was not."""

from __future__ import annotations

import hashlib

import msgspec

SCALE = 10_000


class Draw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The draw of one request: a number from 0 to 9999 out of SHA-256 of "seed|key". Below `below` it is chosen."""

    seed: str
    key: str
    number: int
    below: int

    @property
    def chosen(self) -> bool:
        return self.number < self.below


def draw(*, seed: str, key: str, percent: int) -> Draw:
    """Draw for the request with this number; `percent` of all requests are chosen."""
    digest = hashlib.sha256(f"{seed}|{key}".encode()).digest()
    return Draw(seed, key, int.from_bytes(digest[:8], "big") % SCALE, percent * SCALE // 100)
