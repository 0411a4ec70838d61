"""The support budget for lwoo and pro of one SWV in one calendar year (WVO 2020 art. 5.13, 5.14). Exact, in cents."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from allocation.policy.amounts import Amounts
from allocation.policy.divide import divide

BUDGET = "WVO 2020 art. 5.13 lid 1, 3, 4 en 5"
DEDUCTION = "WVO 2020 art. 5.13 lid 6 en 7"
EXCESS = "WVO 2020 art. 5.14"
COUNT_DAY = "WVO 2020 art. 5.8"


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """One school with a location in the area on 1 October of the year before: all pupils, and how many lwoo and pro."""

    id: str
    pupils: int
    lwoo: int = 0
    pro: int = 0

    def __post_init__(self) -> None:
        if min(self.pupils, self.lwoo, self.pro) < 0 or self.lwoo + self.pro > self.pupils:
            raise ValueError(
                f"{self.id}: lwoo en pro samen zijn meer dan het aantal leerlingen, of een aantal is negatief"
            )

    @property
    def bearing(self) -> int:
        """The pupils that count in dividing an excess: without lwoo-designated and pro pupils (art. 5.14)."""
        return self.pupils - self.lwoo - self.pro


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingFacts:
    """What the formula needs. Shares of 2012 are parts of all pupils; the counts are of 1 October of the year before.

    `lwoo_on_licensed`: designated pupils on a licensed location in the area; `pro`: pupils on pro locations in it.
    """

    year: int
    pupils: int
    share_lwoo_2012: Fraction
    share_pro_2012: Fraction
    lwoo_on_licensed: int
    pro: int
    schools: tuple[SchoolCount, ...] = ()

    def __post_init__(self) -> None:
        if min(self.pupils, self.lwoo_on_licensed, self.pro) < 0:
            raise ValueError("een aantal leerlingen is negatief")
        if min(self.share_lwoo_2012, self.share_pro_2012) < 0 or self.share_lwoo_2012 + self.share_pro_2012 > 1:
            raise ValueError("de aandelen van 2012 liggen niet tussen 0 en 1")
        if len({school.id for school in self.schools}) < len(self.schools):
            raise ValueError("een school staat er dubbel in")


@dataclass(frozen=True, slots=True)
class Reduction:
    """What the minister takes from one school when the budget is exceeded, in euro cents."""

    school: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Euro cents. Either `to_swv` or `excess` is zero. `undivided`: an excess no school can bear."""

    budget: int
    deduction: int
    to_swv: int
    excess: int
    reductions: tuple[Reduction, ...]
    undivided: int
    sources: tuple[str, ...]


def fund(facts: FundingFacts, amounts: Amounts) -> Funding:
    """Budget, deduction and what is left, or what each school pays when too many pupils were designated."""
    budget = _cents(
        facts.pupils
        * (
            facts.share_lwoo_2012 * amounts.lwoo_cents
            + facts.share_pro_2012 * amounts.pro_cents
            + amounts.regional_cents
        )
    )
    deduction = facts.lwoo_on_licensed * amounts.lwoo_cents + facts.pro * amounts.pro_cents
    excess = max(0, deduction - budget)
    shares = divide(excess, [school.bearing for school in facts.schools])
    return Funding(
        budget=budget,
        deduction=deduction,
        to_swv=max(0, budget - deduction),
        excess=excess,
        reductions=tuple(Reduction(school.id, cents) for school, cents in zip(facts.schools, shares, strict=True)),
        undivided=excess - sum(shares),
        sources=_sources(amounts, exceeded=excess > 0),
    )


def first_exceeding_count(facts: FundingFacts, amounts: Amounts) -> int:
    """From how many lwoo and pro pupils together, in the present proportion, the deduction exceeds the budget."""
    found = fund(facts, amounts)
    counted = facts.lwoo_on_licensed + facts.pro
    price = Fraction(found.deduction, counted) if counted else Fraction(min(amounts.lwoo_cents, amounts.pro_cents))
    return int(found.budget / price) + 1


def _sources(amounts: Amounts, *, exceeded: bool) -> tuple[str, ...]:
    about = f"{amounts.citation} (schatting)" if amounts.is_estimate else amounts.citation
    return (BUDGET, DEDUCTION, COUNT_DAY, about, *((EXCESS,) if exceeded else ()))


def _cents(amount: Fraction) -> int:
    """Rounded to whole cents, half a cent upwards."""
    return int(amount + Fraction(1, 2))
