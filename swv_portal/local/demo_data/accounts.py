"""The accounts of the demo: one person per role, and one person with two roles."""

from __future__ import annotations

from dataclasses import dataclass

from schools.access import Role

DEMO_PASSWORD = "welkom-in-de-demo"  # noqa: S105 (printed on screen by the demo itself)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person with their roles: (role, code of SWV, BRIN of school or number of board)."""

    email: str
    name: str
    roles: tuple[tuple[Role, str], ...]


PEOPLE = (
    DemoPerson("coordinator@beekdal.demo", "Marit Hoekstra", ((Role.COORDINATOR, "99BA"),)),
    DemoPerson("coordinator@kompas.demo", "Youssef el Idrissi", ((Role.COORDINATOR, "99KP"),)),
    DemoPerson("coordinator@lindehof.demo", "Anouk de Wit", ((Role.COORDINATOR, "99LH"), (Role.COORDINATOR, "99KP"))),
    DemoPerson("directeur@beekdal.demo", "Peter van der Laan", ((Role.DIRECTOR, "99001"),)),
    DemoPerson("administratie@waterrijk.demo", "Ineke Postma", ((Role.ADMINISTRATION, "VO9901"),)),
    DemoPerson("beslisser@waterrijk.demo", "Ruben Adriaanse", ((Role.DECIDER, "VO9901"),)),
    DemoPerson("beslisser@heuvelland.demo", "Sanne Wijnands", ((Role.DECIDER, "VO9902"),)),
    DemoPerson("beheerder@waterrijk.demo", "Nadia Verbeek", ((Role.FUNCTIONAL_ADMIN, "VO9901"),)),
    DemoPerson("beheerder@heuvelland.demo", "Tom Janssen", ((Role.FUNCTIONAL_ADMIN, "VO9902"),)),
)

DEMO_ACCOUNTS = [
    ("coordinator@beekdal.demo", DEMO_PASSWORD, "schoolcoördinator van Beekdal College (vmbo en pro)"),
    ("coordinator@kompas.demo", DEMO_PASSWORD, "schoolcoördinator van Praktijkschool Het Kompas"),
    ("coordinator@lindehof.demo", DEMO_PASSWORD, "schoolcoördinator van twee scholen: Lindehof en Het Kompas"),
    ("directeur@beekdal.demo", DEMO_PASSWORD, "schooldirecteur, namens het bestuur van Beekdal"),
    ("administratie@waterrijk.demo", DEMO_PASSWORD, "administratie van SWV Waterrijk"),
    ("beslisser@waterrijk.demo", DEMO_PASSWORD, "beslisser van SWV Waterrijk"),
    ("beslisser@heuvelland.demo", DEMO_PASSWORD, "beslisser van SWV Heuvelland"),
    ("beheerder@waterrijk.demo", DEMO_PASSWORD, "functioneel beheerder van SWV Waterrijk: kaders"),
    ("beheerder@heuvelland.demo", DEMO_PASSWORD, "functioneel beheerder van SWV Heuvelland: kaders"),
]
