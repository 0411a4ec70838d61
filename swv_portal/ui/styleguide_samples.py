"""Content of the style guide. Every person, school and number is invented."""

from __future__ import annotations

from typing import Any

Rows = list[dict[str, Any]]

STEPS: Rows = [
    {"label": "Leerling", "url": "#stappen", "state": "done"},
    {"label": "Toetsgegevens", "url": "#stappen", "state": "current"},
    {"label": "Onderbouwing", "url": "#stappen", "state": "attention"},
    {"label": "Documenten", "url": "#stappen", "state": "todo"},
    {"label": "Controleren", "url": "", "state": "todo"},
]

MISSING: Rows = [
    {"text": "Schrijf de motivering van de school.", "url": "#id_motivation", "blocking": True, "source": ""},
    {"text": "Voeg het onderwijskundig rapport toe.", "url": "#id_file", "blocking": True, "source": ""},
    {
        "text": "Vul de DLE van begrijpend lezen in.",
        "url": "#id_dle_bl",
        "blocking": False,
        "source": "Ub WVO 2020 art. 2.46 lid 1 b",
    },
]

FINDINGS: Rows = [
    {"criterion": "IQ", "value": "85–95", "bound": "75 t/m 90", "outcome": "unknown",
     "source": "Ub WVO 2020 art. 2.46 lid 5 a", "note": "WISC-V-NL, 12 maart 2026. Het interval loopt over de grens."},
    {"criterion": "Leerachterstand begrijpend lezen", "value": "0,33", "bound": "0,25 tot 0,5", "outcome": "met",
     "source": "Ub WVO 2020 art. 2.46 lid 3 en 5", "note": "DLE 40 bij DL 60"},
    {"criterion": "Leerachterstand inzichtelijk rekenen", "value": "0,18", "bound": "0,25 tot 0,5", "outcome": "not",
     "source": "Ub WVO 2020 art. 2.46 lid 3 en 5", "note": "DLE 49 bij DL 60"},
    {"criterion": "Leerachterstand spelling", "value": "", "bound": "0,25 tot 0,5", "outcome": "missing",
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
    {"title": "Aanvulling gevraagd", "when": "18 november 2026, 10:24", "who": "Ilse Tromp, SWV Waterland",
     "note": "Het verslag van de WISC-V mist de laatste bladzijde. Wilt u het hele verslag toevoegen?"},
    {"title": "Ingediend", "when": "3 november 2026, 16:51", "who": "Marco Jansen, Vakcollege De Meander"},
    {"title": "Aangemaakt uit OSO-dossier", "when": "28 oktober 2026, 09:12", "who": "Marco Jansen, De Meander"},
]  # fmt: skip

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
FINDING_OUTCOMES = ("met", "not", "unknown", "missing")
