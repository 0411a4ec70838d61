"""What every variant is: a name, typed options, and how lwoo is judged. pro is the same in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, TypeVar

from allocation.policy.algebra import Algebra, Standing
from allocation.policy.criteria.tracks import NATIONAL_LWOO, criteria
from allocation.policy.facts import Dossier, Track
from allocation.policy.findings import Finding
from allocation.policy.needs import Needs
from allocation.policy.numbers import Numbers
from allocation.policy.options import Field, Options, fields_of
from allocation.policy.sample import Draw

V = TypeVar("V")


class Sentences(NamedTuple):
    """What a criterion of a variant says for each outcome: not met, missing, undecided, met."""

    not_met: str
    missing: str
    undecided: str
    met: str

    def of(self, standing: Standing) -> str:
        return self[int(standing)]


class Variant:
    """One way to judge lwoo. As it stands it is the national way; a variant changes what it must, in its own file.

    A method composes and never branches on a value of a pupil: it runs on one dossier and on columns alike.
    Raise `revision` when the meaning of an option changes, and read older options in `upgraded`.
    """

    id: ClassVar[str]
    revision: ClassVar[int] = 1
    name: ClassVar[str]
    summary: ClassVar[str]
    tracks: ClassVar[frozenset[Track]] = frozenset({Track.LWOO})
    options: ClassVar[type[Options]] = Options
    designates: ClassVar[bool] = True
    # Whether an lwoo request may also come from a later year; only opting out can allow that.
    frees_route: ClassVar[bool] = False
    # Shown in documentation and tests, offered to nobody.
    is_example: ClassVar[bool] = False
    # Sentences for criteria of its own, and for shared criteria that mean something else here.
    staff: ClassVar[Mapping[str, Sentences]] = {}
    parents: ClassVar[Mapping[str, Sentences]] = {}
    # What its own criteria are called in a table of figures.
    labels: ClassVar[Mapping[str, str]] = {}

    def fields(self) -> tuple[Field, ...]:
        """The options as the administrator fills them in."""
        return fields_of(self.options)

    def upgraded(self, values: Mapping[str, Any], revision: int) -> Mapping[str, Any]:
        """Options of an older revision in the shape of this one."""
        if revision != self.revision:
            raise ValueError(f"{self.id}: no options of revision {revision} are known")
        return values

    def check(self, options: Any, law: Numbers) -> dict[str, str]:
        """What is wrong with these options together, per option, in Dutch. `law`: the national numbers of the day."""
        return {}

    def numbers(self, law: Numbers, options: Any) -> Numbers:
        """The numbers of this variant, from the national numbers of the day."""
        return law

    def criteria(self, algebra: Algebra[V], facts: Any, numbers: Numbers, options: Any) -> dict[str, V]:
        """Every criterion by name; always with pro_full, lwoo_full and both readings of lid 6."""
        return criteria(algebra, facts, numbers)

    def lwoo_parts(self, options: Any) -> tuple[str, str]:
        """The two criteria that make up lwoo: on capacity and on learning delay."""
        return NATIONAL_LWOO

    def social_emotional(self, dossier: Dossier, options: Any) -> bool | None:
        """Whether there are problems: as tested, unless the variant takes another answer."""
        return dossier.social_emotional

    def own_findings(
        self, dossier: Dossier, outcomes: Mapping[str, int], numbers: Numbers, options: Any
    ) -> tuple[Finding, ...]:
        """Findings on criteria that only this variant knows."""
        return ()

    def own_missing(self, dossier: Dossier, outcomes: Mapping[str, int]) -> tuple[str, ...]:
        """What is not known yet for criteria of its own, as codes."""
        return ()

    def needs(self, numbers: Numbers, options: Any) -> Needs:
        """What must be known of a pupil before this variant can say anything on lwoo."""
        return Needs(
            social_emotional_from=numbers.iq_bands["lwoo_iq_b"][0],
            domains=numbers.delay.lwoo_domains,
            core_domains=numbers.delay.lwoo_core_domains,
        )

    def draw(self, options: Any, key: str) -> Draw | None:
        """Whether a request falls in the sample that is looked into, if this variant has one."""
        return None

    def school_years(self, options: Any) -> int | None:
        """For how many whole school years a designation holds; None: without an end."""
        return None

    def renewal_months(self, options: Any) -> int | None:
        """How many months before its end a designation may be asked again; None: at any time."""
        return None

    def instead(self, options: Any) -> str:
        """What a school does where nobody is designated, in Dutch; empty where the SWV designates."""
        return ""
