"""Reads the facts of a support budget from JSON, with every mistake named at its place, and writes the result back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from allocation.policy.amounts import Amounts, amounts_of
from allocation.policy.funding import Funding, FundingFacts, SchoolCount

LARGEST_FILE = 20_000_000
REQUIRED = ("year", "pupils", "share_lwoo_2012", "share_pro_2012", "lwoo_on_licensed", "pro")
OPTIONAL = ("amounts", "schools")
AMOUNTS = ("lwoo", "pro", "regional")
SCHOOL = ("id", "pupils", "lwoo", "pro")
MOST = 10_000_000


class BadFunding(ValueError):
    """The file cannot be used; `problems` names each place and reason, in Dutch."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_funding(content: bytes) -> tuple[FundingFacts, Amounts]:
    """The facts and the amounts: those given, as an estimate, or the published ones.

    Raises BadFunding, NoAmountsError.
    """
    reader = _Reader(_parsed(content))
    facts = reader.facts()
    amounts = reader.amounts()
    if reader.problems or facts is None:
        raise BadFunding(reader.problems)
    return facts, amounts or amounts_of(facts.year)


def write_funding(found: Funding) -> dict[str, Any]:
    """The result with amounts as text to the cent; `undivided` only where schools cannot bear the excess."""
    told: dict[str, Any] = {
        "budget": euros(found.budget),
        "deduction": euros(found.deduction),
        "to_swv": euros(found.to_swv),
        "excess": euros(found.excess),
        "schools": [{"id": one.school, "reduction": euros(one.cents)} for one in found.reductions],
        "sources": list(found.sources),
    }
    return told | ({"undivided": euros(found.undivided)} if found.undivided else {})


def euros(cents: int) -> str:
    """640732.50"""
    return f"{cents // 100}.{cents % 100:02d}"


def _parsed(content: bytes) -> Mapping[str, Any]:
    if len(content) > LARGEST_FILE:
        raise BadFunding(["Het bestand is te groot."])
    try:
        values = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as problem:
        line = f" (regel {problem.lineno})" if isinstance(problem, json.JSONDecodeError) else ""
        raise BadFunding([f"Het bestand is geen json{line}."]) from None
    if not isinstance(values, dict):
        raise BadFunding(["Het bestand moet namen met waarden bevatten."])
    return values


class _Reader:
    """Collects every mistake before it gives up."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values, self.problems = values, self._names(values, (*REQUIRED, *OPTIONAL), REQUIRED, "")

    def facts(self) -> FundingFacts | None:
        year, pupils, lwoo, pro = (self._whole(name) for name in ("year", "pupils", "lwoo_on_licensed", "pro"))
        shares = [self._share(name) for name in ("share_lwoo_2012", "share_pro_2012")]
        schools = self._schools()
        if self.problems:
            return None
        try:
            return FundingFacts(
                year=year,
                pupils=pupils,
                share_lwoo_2012=shares[0],
                share_pro_2012=shares[1],
                lwoo_on_licensed=lwoo,
                pro=pro,
                schools=tuple(schools),
            )
        except ValueError as problem:
            self.problems.append(f"Dit kan niet: {problem}.")
            return None

    def amounts(self) -> Amounts | None:
        given = self._values.get("amounts")
        if given is None:
            return None
        if not isinstance(given, dict):
            self.problems.append("amounts: geef lwoo, pro en regional.")
            return None
        self.problems += self._names(given, AMOUNTS, AMOUNTS, "amounts.")
        cents = [self._euros(f"amounts.{name}", given[name]) for name in AMOUNTS if name in given]
        if self.problems or len(cents) < len(AMOUNTS):
            return None
        lwoo, pro, regional = cents
        return Amounts(lwoo, pro, regional, "opgegeven bedragen", "L", is_estimate=True)

    def _schools(self) -> list[SchoolCount]:
        given = self._values.get("schools", [])
        if not isinstance(given, list):
            self.problems.append("schools: geef een lijst van scholen.")
            return []
        return [school for place, one in enumerate(given, start=1) if (school := self._school(place, one))]

    def _school(self, place: int, one: Any) -> SchoolCount | None:
        where = f"schools[{place}]."
        if not isinstance(one, dict):
            self.problems.append(f"{where[:-1]}: geef id, pupils, lwoo en pro.")
            return None
        mistakes = self._names(one, SCHOOL, ("id", "pupils"), where)
        self.problems += mistakes
        counts = [self._count(f"{where}{name}", one.get(name, 0)) for name in SCHOOL[1:]]
        name = one.get("id")
        if not isinstance(name, str | int) or isinstance(name, bool) or not str(name).strip():
            mistakes.append("id")
            self.problems.append(f"{where}id: geef een naam of nummer.")
        if mistakes or None in counts:
            return None
        try:
            return SchoolCount(str(name), *[count or 0 for count in counts])
        except ValueError as problem:
            self.problems.append(f"{where[:-1]}: {problem}.")
            return None

    @staticmethod
    def _names(values: Mapping[str, Any], known: tuple[str, ...], needed: tuple[str, ...], where: str) -> list[str]:
        unknown = [f"{where}{name}: deze naam kennen we niet." for name in values if name not in known]
        return unknown + [f"{where}{name}: ontbreekt." for name in needed if name not in values]

    def _whole(self, name: str) -> int:
        return self._count(name, self._values[name]) or 0 if name in self._values else 0

    def _count(self, where: str, value: Any) -> int | None:
        if type(value) is not int or not 0 <= value <= MOST:
            self.problems.append(f"{where}: geef een heel getal van 0 tot en met {MOST}.")
            return None
        return value

    def _share(self, name: str) -> Fraction:
        value = self._values.get(name, 0)
        share = _decimal(value)
        if share is None or not 0 <= share <= 1:
            self.problems.append(f"{name}: geef een deel van 0 tot en met 1, zoals 0.10.")
            return Fraction(0)
        return Fraction(share)

    def _euros(self, where: str, value: Any) -> int:
        amount = _decimal(value)
        if amount is None or amount < 0 or amount * 100 != int(amount * 100) or amount > MOST:
            self.problems.append(f'{where}: geef een bedrag in euro’s met ten hoogste twee decimalen, zoals "4275.25".')
            return 0
        return int(amount * 100)


def _decimal(value: Any) -> Decimal | None:
    """A number, or a text such as 0.10 or 0,10."""
    if type(value) in {int, Decimal}:
        return Decimal(value) if Decimal(value).is_finite() else None
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,9}(?:[.,]\d{1,12})?\s*", value):
        try:
            return Decimal(value.strip().replace(",", "."))
        except InvalidOperation:
            return None
    return None
