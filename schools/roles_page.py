"""The table of roles as a page for people: docs/rollen.md, made from `schools.access` and nothing else."""

from __future__ import annotations

from .access import ACTION_NAMES, ALLOWED, ROLE_NAMES, SCHOOL_ROLES, SWV_ROLES, SYSTEM_ROLES, Action, Role

INTRO = """# Rollen: wie mag wat

Deze bladzijde is gemaakt uit `schools/access.py` met `python3 manage.py print_roles --write`. Wijzig haar niet zelf.

- Een ✓ zegt dat de rol iets mag. Om welke dossiers het gaat, volgt uit de plaats: een school ziet de aanvragen van haar
  eigen vestigingen, een samenwerkingsverband wat bij hem is ingediend. Een dossier van een ander bestaat voor u niet.
- Een **beoordelaar** ziet alleen dossiers die zijn toegewezen, ook als deze van buiten komt. Eindigt de toewijzing, dan
  is het dossier weg.
- Een **controller** ziet kaders en aantallen, nooit een dossier of een score.
- Een **auditor** leest alles van het samenwerkingsverband en wijzigt niets. Zonder einddatum bestaat deze rol niet.
- Een **gekoppeld systeem** is geen persoon: niemand kan deze rol krijgen. De tabel zegt alvast wat het later mag; er is
  nog geen ingang.
- Iemand kan meer rollen hebben, bij meer scholen of samenwerkingsverbanden, elk van een dag tot een dag. Bovenaan elke
  bladzijde staat in welke rol u werkt.
"""
PLACES = (
    ("School en bestuur", [role for role in Role if role in SCHOOL_ROLES | SYSTEM_ROLES]),
    ("Samenwerkingsverband", [role for role in Role if role in SWV_ROLES]),
)


def roles_page() -> str:
    """The whole page, in Dutch, as markdown."""
    return "\n".join([INTRO, *(_part(title, roles) for title, roles in PLACES)])


def _part(title: str, roles: list[Role]) -> str:
    head = ["Mag", *(ROLE_NAMES[role] for role in roles)]
    rows = [[ACTION_NAMES[action], *("✓" if action in ALLOWED[role] else "" for role in roles)] for action in Action]
    return "\n".join([f"## {title}", "", _line(head), _line(["---", *(":-:" for _ in roles)]), *map(_line, rows), ""])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
