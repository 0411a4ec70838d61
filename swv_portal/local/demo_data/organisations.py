"""Two SWVs, three boards, four schools."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from PIL import Image, ImageDraw

from schools.models import Board, Location, LocationAffiliation, Membership, School, Swv, User
from schools.models.organisations import Stream

from .accounts import DEMO_PASSWORD, PEOPLE

SINCE = dt.date(2016, 1, 1)


def logo(colour: str, hills: bool) -> bytes:
    """A small invented mark: waves for Waterrijk, hills for Heuvelland."""
    image = Image.new("RGBA", (480, 160), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, 159, 159), radius=28, fill=colour)
    for step in range(3):
        top = 40 + step * 36
        if hills:
            draw.pieslice((10 + step * 30, top, 100 + step * 30, top + 120), 180, 360, fill="white", outline=colour)
        else:
            draw.arc((18, top, 80, top + 36), 180, 360, fill="white", width=9)
            draw.arc((78, top, 140, top + 36), 0, 180, fill="white", width=9)
    file = BytesIO()
    image.crop((0, 0, 160, 160)).save(file, "PNG")
    return file.getvalue()


SWVS = (
    {
        "code": "VO9901",
        "name": "Samenwerkingsverband VO Waterrijk",
        "street": "Sluiskade",
        "house_number": "12",
        "postcode": "9901 AB",
        "city": "Waterrijk",
        "phone": "0599 12 34 56",
        "email": "info@swv-waterrijk.example",
        "website": "www.swv-waterrijk.example",
        "accent_colour": "#0b5c7a",
        "signer_name": "Ruben Adriaanse",
        "signer_function": "coördinator toewijzing",
        "objection_address": "Samenwerkingsverband VO Waterrijk, t.a.v. de bezwaarcommissie\n"
        "Sluiskade 12\n9901 AB  Waterrijk",
        "support_point": "Ouder- en jeugdsteunpunt Waterrijk, telefoon 0599 65 43 21",
    },
    {
        "code": "VO9902",
        "name": "Samenwerkingsverband VO Heuvelland",
        "street": "Bergweg",
        "house_number": "3a",
        "postcode": "9902 CD",
        "city": "Heuvelland",
        "phone": "0598 22 33 44",
        "email": "post@swv-heuvelland.example",
        "website": "www.swv-heuvelland.example",
        "accent_colour": "#5b3a78",
        "signer_name": "Sanne Wijnands",
        "signer_function": "directeur",
        "formal_address": False,
        "objection_address": "Samenwerkingsverband VO Heuvelland, t.a.v. de bezwaarcommissie\n"
        "Bergweg 3a\n9902 CD  Heuvelland",
        "support_point": "Steunpunt Ouders en Jeugd Heuvelland, telefoon 0598 44 33 22",
    },
)

VMBO = [Stream.VMBO_BB, Stream.VMBO_KB, Stream.VMBO_TL]
BOARDS = (("99001", "Stichting Onderwijs Beekdal"), ("99002", "Stichting Het Kompas"), ("99003", "Vereniging Lindehof"))
SCHOOLS = (
    ("99BA", "Beekdal College", "99001"),
    ("99KP", "Praktijkschool Het Kompas", "99002"),
    ("99LH", "Lindehof vmbo", "99003"),
    ("99HV", "Heuvelland Lyceum", "99003"),
)
LOCATIONS = (
    ("99BA00", "Beekdal College, Waterrijk", "Molenlaan", "4", "9901 GH", "Waterrijk", [*VMBO, Stream.PRO], "VO9901"),
    ("99BA01", "Beekdal College, Oosterdiep", "Diepswal", "88", "9903 KL", "Oosterdiep", VMBO, "VO9901"),
    ("99KP00", "Praktijkschool Het Kompas", "Havenstraat", "21", "9901 RS", "Waterrijk", [Stream.PRO], "VO9901"),
    ("99LH00", "Lindehof vmbo", "Lindelaan", "1", "9902 TV", "Heuvelland", VMBO, "VO9902"),
    ("99HV00", "Heuvelland Lyceum", "Kerkplein", "9", "9902 XZ", "Heuvelland", [Stream.VMBO_TL], "VO9902"),
)


def make_organisations() -> None:
    """SWVs, boards, schools and locations; again changes nothing."""
    for row in SWVS:
        hills = row["code"] == "VO9902"
        Swv.objects.get_or_create(code=row["code"], defaults={**row, "logo": logo(str(row["accent_colour"]), hills)})
    for number, name in BOARDS:
        Board.objects.get_or_create(number=number, defaults={"name": name})
    for brin, name, board in SCHOOLS:
        School.objects.get_or_create(brin=brin, defaults={"name": name, "board": Board.objects.get(number=board)})
    for code, name, street, number, postcode, city, streams, swv in LOCATIONS:
        location, _ = Location.objects.get_or_create(
            code=code,
            defaults={
                "school": School.objects.get(brin=code[:4]),
                "name": name,
                "street": street,
                "house_number": number,
                "postcode": postcode,
                "city": city,
                "streams": streams,
            },
        )
        LocationAffiliation.objects.get_or_create(
            location=location, swv=Swv.objects.get(code=swv), defaults={"valid_from": SINCE}
        )


def make_people() -> None:
    """The accounts of the demo with their roles; again changes nothing."""
    for person in PEOPLE:
        user = User.objects.filter(email=person.email).first()
        if user is not None:
            continue
        user = User.objects.create_user(person.email, DEMO_PASSWORD, name=person.name)
        for role, code in person.roles:
            Membership.objects.create(user=user, role=role, valid_from=SINCE, **_organisation(code))


def _organisation(code: str) -> dict[str, object]:
    if code.startswith("VO"):
        return {"swv": Swv.objects.get(code=code)}
    if code.isdigit():
        return {"board": Board.objects.get(number=code)}
    return {"school": School.objects.get(brin=code)}
