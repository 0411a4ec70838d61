"""The report of a take-over: what came in, what did not and why, what is lacking, what to check. Never a score."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, and for what was not taken over the reason."""

    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A plain list in Dutch, safe to store beside the request."""

    taken: tuple[Line, ...]
    skipped: tuple[Line, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, list[object]]:
        return {
            "taken": [line.what for line in self.taken],
            "skipped": [{"what": line.what, "why": line.why} for line in self.skipped],
            "missing": list(self.missing),
            "warnings": list(self.warnings),
        }


@dataclass(slots=True)
class Notes:
    """Gathers the report while the dossier is read."""

    taken: list[Line] = field(default_factory=list)
    skipped: list[Line] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def take(self, what: str) -> None:
        self.taken.append(Line(what))

    def skip(self, what: str, why: str) -> None:
        self.skipped.append(Line(what, why))

    def miss(self, what: str) -> None:
        self.missing.append(what)

    def warn(self, what: str) -> None:
        self.warnings.append(what)

    def finish(self) -> TakeOver:
        return TakeOver(tuple(self.taken), tuple(self.skipped), tuple(self.missing), tuple(self.warnings))
