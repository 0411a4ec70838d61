"""Content of the style guide. Every person, school and number is invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

Rows = list[dict[str, Any]]

STEPS: Rows = [
    {"label": "Leerling", "url": "#stappen", "done": True},
    {"label": "Toetsgegevens", "url": "#stappen", "current": True},
    {"label": "Onderbouwing", "url": "#stappen", "attention": True},
    {"label": "Documenten", "url": "#stappen"},
    {"label": "Controleren", "url": ""},
]

MISSING: dict[str, Rows] = {
    "blocking": [
        {"text": "Schrijf de motivering van de school.", "url": "#id_motivation"},
        {"text": "Voeg het onderwijskundig rapport toe.", "url": "#id_file"},
    ],
    "expected": [
        {"text": "Vul de DLE van begrijpend lezen in.", "url": "#id_dle_bl", "source": "Ub WVO 2020 art. 2.46 lid 1 b"}
    ],
    "optional": [{"text": "Vul in wat de leerling er zelf van vindt.", "url": "#id_pupil_view"}],
}

FINDINGS: Rows = [
    {"what": "IQ", "value": "85–95", "bound": "75 t/m 90", "standing": "undecided",
     "source": "Ub WVO 2020 art. 2.46 lid 5 a", "note": "WISC-V-NL, 12 maart 2026. Het interval loopt over de grens."},
    {"what": "Leerachterstand begrijpend lezen", "value": "0,33", "bound": "0,25 tot 0,5", "standing": "met",
     "source": "Ub WVO 2020 art. 2.46 lid 3 en 5", "note": "DLE 40 bij DL 60"},
    {"what": "Leerachterstand inzichtelijk rekenen", "value": "0,18", "bound": "0,25 tot 0,5", "standing": "not_met",
     "source": "Ub WVO 2020 art. 2.46 lid 3 en 5", "note": "DLE 49 bij DL 60"},
    {"what": "Leerachterstand spelling", "value": "", "bound": "0,25 tot 0,5", "standing": "missing",
     "source": "Ub WVO 2020 art. 2.46 lid 3 en 5", "note": ""},
]  # fmt: skip

WORK_COLUMNS: Rows = [
    {"label": "Leerling"}, {"label": "School"}, {"label": "Soort"}, {"label": "Stand"}, {"label": "Ingediend"},
    {"label": "Wacht (dagen)", "end": True},
]  # fmt: skip


def _row(text: str) -> Rows:
    """One line of the work list: name; number; school; track; state; filed on; days waiting."""
    name, number, school, track, state, filed, days = (part.strip() for part in text.split(";"))
    first = {"text": name, "url": "#werklijst", "note": number}
    return [first, {"text": school}, {"text": track}, {"badge": state}, {"text": filed}, {"text": days}]


WORK_LIST = [
    _row("Sam de Wit; 2026-0147; Vakcollege De Meander, Oost; lwoo; filed; 3-11-2026; 21"),
    _row("Noor Özdemir; 2026-0151; De Sleutel, praktijkschool; pro; additions_requested; 9-11-2026; 15"),
    _row("Jayden van der Velde-Hoogeveen; 2026-0152; Vakcollege De Meander, Oost; lwoo; decided; 10-11-2026; 14"),
    _row("Lotte Brouwer; 2026-0154; Het Kompas; lwoo; announced; 12-11-2026; –"),
    _row("Amina el Idrissi; concept; Het Kompas; pro; draft; –; –"),
    _row("Bram Peeters; 2026-0149; De Sleutel, praktijkschool; lwoo; withdrawn; 5-11-2026; –"),
]

TABS: Rows = [
    {"label": "Te beslissen", "url": "#werklijst", "current": True, "count": 12},
    {"label": "Wacht op de school", "url": "#werklijst", "current": False, "count": 3},
    {"label": "Afgehandeld", "url": "#werklijst", "current": False, "count": None},
    {"label": "Alles", "url": "#werklijst", "current": False, "count": None},
]

PUPIL: Rows = [
    {"label": "Naam", "value": "Sam de Wit"},
    {"label": "Geboortedatum", "value": "23 november 2013"},
    {"label": "School en vestiging", "value": "Vakcollege De Meander, Oost (02QZ01)"},
    {"label": "Komt van", "value": "groep 8 van de basisschool"},
    {"label": "Adres", "value": "", "missing": True},
]

HISTORY: Rows = [
    {
        "title": "aanvulling gevraagd",
        "at": dt.datetime(2026, 11, 18, 9, 24, tzinfo=dt.UTC),
        "by": "Ilse Tromp, SWV Waterland",
        "note": "Het verslag van de WISC-V mist de laatste bladzijde. Wilt u het hele verslag toevoegen?",
    },
    {
        "title": "ingediend",
        "at": dt.datetime(2026, 11, 3, 15, 51, tzinfo=dt.UTC),
        "by": "Marco Jansen, Vakcollege De Meander",
    },
    {
        "title": "gemaakt uit OSO-dossier",
        "at": dt.datetime(2026, 10, 28, 8, 12, tzinfo=dt.UTC),
        "by": "Marco Jansen, Vakcollege De Meander",
    },
]

DOCUMENTS: Rows = [
    {"name": "onderwijskundig-rapport.pdf", "kind": "onderwijskundig rapport", "size": 1_432_118,
     "added": "3 november 2026", "url": "#documenten", "remove_url": "#documenten"},
    {"name": "verslag_WISC-V_definitief_versie-3-met-een-heel-lange-bestandsnaam.docx", "size": 412_004,
     "kind": "verslag intelligentieonderzoek", "added": "28 oktober 2026", "url": "#documenten", "remove_url": ""},
]  # fmt: skip

READ_ONLY_DOCUMENTS: Rows = [{**document, "remove_url": ""} for document in DOCUMENTS]

TRAIL: Rows = [{"label": "Werkvoorraad", "url": "#"}, {"label": "Aanvraag 2026-0147", "url": "#"}]

STATES = ("draft", "filed", "additions_requested", "decided", "announced", "withdrawn")
OUTCOMES = ("granted", "refused", "lwoo", "pro", "motivering", "geen", "onvolledig")
STANDINGS = ("met", "not_met", "undecided", "missing")
ADVICES = ("grant", "refuse", "person_decides", "incomplete")
