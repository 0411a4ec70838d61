"""The pupil, the parents and the school that sent the dossier."""

from __future__ import annotations

from allocation.intake.oso.facts import Address, Parent, Pupil, SendingSchool
from allocation.intake.oso.fields import day, text, yes_no
from allocation.intake.oso.report import Notes
from allocation.intake.safe_xml import Node
from allocation.intake.text import InvalidValue
from allocation.intake.values import parse_postcode

GENDERS = {"1": "v", "2": "m"}  # OSO codelijst 14; other standards number the other way round
RELATIONS = {"1": "vader", "2": "moeder", "3": "voogd"}  # OSO codelijst 41, as far as the schema names them
PREFERENCE = ("bezoek", "gba", "post")


def read_school(node: Node) -> SendingSchool:
    """The sending school. BRIN and vestiging are kept as written, without spaces."""
    brin = text(node, "brincode", longest=4).upper()
    return SendingSchool(
        name=text(node, "naam"),
        brin=brin,
        location=f"{brin}{text(node, 'vestigingscode', longest=2)}" if brin else "",
        kind=text(node, "soort", longest=20),
        school_type=text(node, "type", longest=20),
    )


def read_pupil(node: Node, notes: Notes) -> Pupil:
    """The pupil as the school knows him or her."""
    secret = yes_no(node, "adresgeheim") is True
    pupil = Pupil(
        **_names(node),
        call_name=text(node, "roepnaam", longest=80),
        birth_date=day(node, "geboortedatum"),
        gender=GENDERS.get(text(node, "geslacht"), ""),
        las_key=text(node, "leerlingid", longest=256),
        secret_address=secret,
        address=None if secret else _address(node),
    )
    _note_pupil(pupil, node, notes)
    return pupil


def read_parents(node: Node, pupil: Pupil, notes: Notes) -> tuple[Parent, ...]:
    """Who represents the pupil by law. When the pupil's address is secret, the parents' is left out as well."""
    carers = node.every("verzorger")
    legal = [carer for carer in carers if yes_no(carer, "wettigevertegenwoordiger") and not yes_no(carer, "overleden")]
    parents = tuple(_parent(carer, hide_address=pupil.secret_address) for carer in legal)
    if parents:
        count = "1 ouder of verzorger" if len(parents) == 1 else f"{len(parents)} ouders of verzorgers"
        notes.take(f"{count} met gezag: naam{' en adres' if any(parent.address for parent in parents) else ''}")
    else:
        notes.miss("Ouders of verzorgers met gezag")
    if len(carers) > len(legal):
        notes.skip(_others(len(carers) - len(legal)), "Zij zijn geen wettelijk vertegenwoordiger of zijn overleden.")
    return parents


def _others(count: int) -> str:
    return "1 andere verzorger" if count == 1 else f"{count} andere verzorgers"


def _names(node: Node) -> dict[str, str]:
    first_names = " ".join(text(name) for name in node.every("voornaam"))
    return {
        "first_names": first_names[:200].strip(),
        "initials": text(node, "voorletters-1", longest=30),
        "prefix": text(node, "voorvoegsel", longest=30),
        "last_name": text(node, "achternaam", longest=120),
    }


def _parent(node: Node, *, hide_address: bool) -> Parent:
    secret = hide_address or yes_no(node, "adresgeheim") is True
    return Parent(
        **_names(node),
        relation=RELATIONS.get(text(node, "relatietotkind"), ""),
        secret_address=secret,
        address=None if secret else _address(node),
    )


def _address(node: Node) -> Address | None:
    """Where someone lives: the address to visit, else as registered by the municipality, else for post."""
    found = {text(address, "soortadres").lower(): address for address in reversed(node.every("adreslijst", "adres"))}
    best = next((found[kind] for kind in PREFERENCE if kind in found), None)
    if best is None:
        return None
    number = " ".join(part for part in (text(best, "nummer", longest=10), text(best, "toevoeging", longest=9)) if part)
    return Address(text(best, "straat", longest=120), number, _postcode(best), text(best, "plaats", longest=80))


def _postcode(node: Node) -> str:
    written = text(node, "postcode", longest=10)
    try:
        return parse_postcode(written)
    except InvalidValue:
        return written  # from abroad


def _note_pupil(pupil: Pupil, node: Node, notes: Notes) -> None:
    name = pupil.last_name and (pupil.call_name or pupil.first_names or pupil.initials)
    for what, value in (("Naam", name), ("Geboortedatum", pupil.birth_date), ("Leerlingnummer", pupil.las_key)):
        (notes.take if value else notes.miss)(f"{what} van de leerling")
    if pupil.secret_address:
        notes.warn("Het adres van de leerling is geheim. Er is geen adres overgenomen, ook niet van de ouders.")
    elif pupil.address is not None:
        notes.take("Adres van de leerling")
    else:
        notes.miss("Adres van de leerling")
    if pupil.secret_address and node.every("adreslijst", "adres"):
        notes.warn("Het adres stond toch in het dossier. Meld dat bij de beheerder van uw administratiesysteem.")
