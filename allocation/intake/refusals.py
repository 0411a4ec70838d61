"""Why a file is not accepted, in plain Dutch, with what to do about it."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """The kind of reason, for counting and tests. It says nothing about the pupil."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NAME = "name"
    KIND = "kind"
    MISMATCH = "mismatch"
    LOCKED = "locked"
    BROKEN = "broken"
    ACTIVE = "active"
    BOMB = "bomb"
    BSN = "bsn"
    NOT_OSO = "not_oso"
    PROFILE = "profile"
    UNSAFE = "unsafe"


class RefusedDocument(ValueError):
    """A document we do not keep. The message is a sentence about the file, for the person who sent it."""

    def __init__(self, code: Refusal, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class RefusedDossier(ValueError):
    """An OSO dossier we do not read. The message says why and who can solve it; never a score, a name or a number."""

    def __init__(self, code: Refusal, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
