"""Invented pupils: one line per story, in every state a request can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocation.models import Decision
from allocation.models.requests import ComesFrom
from allocation.policy.facts import Track
from allocation.workflow import State

GRANTED, REFUSED = Decision.Outcome.GRANTED, Decision.Outcome.REFUSED


@dataclass(frozen=True, slots=True)
class DemoPupil:
    """One pupil with one request. Scores as the school types them; domains in the order tl, sp, bl, ir.

    The levels are written for 55 months of education, and follow the month in which the demo starts.
    """

    name: tuple[str, str, str]
    born: str
    gender: str
    location: str
    track: Track
    iq: str
    dle: tuple[str, str, str, str]
    state: State
    days_ago: int
    motivation: str
    social_emotional: str = ""
    outcome: Decision.Outcome | None = None
    reason: str = ""
    note: str = ""
    secret_address: bool = False
    parents_agree: bool = True
    leave_out: frozenset[str] = field(default_factory=frozenset)
    comes_from: ComesFrom = ComesFrom.PRIMARY
    in_nl_months: int = 0
    # For a later change to pro (Ub WVO 2020 art. 2.47): what stands in that part of the form.
    later: Mapping[str, object] = field(default_factory=dict)


LWOO, PRO = Track.LWOO, Track.PRO

PUPILS = (
    DemoPupil(
        ("Daan", "", "Brouwer"),
        "14-03-2014",
        "m",
        "99BA00",
        LWOO,
        "84",
        ("42", "44", "38", "36"),
        State.FILED,
        12,
        "Daan werkt hard, maar heeft bij lezen en rekenen veel herhaling nodig. In een kleine groep gaat het beter.",
    ),
    DemoPupil(
        ("Fenna", "van der", "Meulen"),
        "02-11-2013",
        "v",
        "99BA00",
        LWOO,
        "78",
        ("40", "41", "37", "35"),
        State.FILED,
        9,
        "Fenna kan met extra hulp het vmbo aan: zij is gemotiveerd, vraagt om uitleg en groeit dit jaar zichtbaar.",
    ),
    DemoPupil(
        ("Sem", "", "Yıldız"),
        "21-05-2014",
        "m",
        "99BA01",
        LWOO,
        "85-95",
        ("43", "45", "38", "39"),
        State.FILED,
        5,
        "Sem heeft een taalachterstand en is snel afgeleid. Met begeleiding in de klas komt hij tot werken.",
        social_emotional="nee",
    ),
    DemoPupil(
        ("Noor", "", "Jansen"),
        "30-01-2014",
        "v",
        "99BA01",
        LWOO,
        "103",
        ("45", "44", "40", "41"),
        State.FILED,
        3,
        "Noor is erg onzeker en durft in de klas niets te vragen. Haar faalangst belemmert het leren elke dag.",
        social_emotional="ja",
    ),
    DemoPupil(
        ("Milan", "de", "Groot"),
        "08-08-2013",
        "m",
        "99KP00",
        PRO,
        "66",
        ("24", "25", "< 20", "22"),
        State.FILED,
        8,
        "Milan leert door te doen. Praktische vakken gaan goed; lezen en rekenen blijven ver achter.",
    ),
    DemoPupil(
        ("Aya", "", "Benali"),
        "17-12-2013",
        "v",
        "99BA00",
        LWOO,
        "",
        ("41", "43", "38", "37"),
        State.ADDITIONS_REQUESTED,
        15,
        "Aya is pas twee jaar in Nederland. Het intelligentieonderzoek is gepland.",
        note="We missen het verslag van het intelligentieonderzoek. Kunt u dat toevoegen zodra het er is?",
        leave_out=frozenset({"iq"}),
    ),
    DemoPupil(
        ("Lotte", "", "Visser"),
        "25-06-2014",
        "v",
        "99BA00",
        LWOO,
        "88",
        ("44", "46", "40", "40"),
        State.ANNOUNCED,
        40,
        "Lotte heeft een eigen tempo en veel structuur nodig. Dat kan de school in de kleine klas bieden.",
        outcome=GRANTED,
    ),
    DemoPupil(
        ("Tijn", "", "Smit"),
        "11-09-2013",
        "m",
        "99BA00",
        LWOO,
        "93",
        ("48", "50", "46", "45"),
        State.ANNOUNCED,
        35,
        "Tijn doet zijn best, maar haalt de laatste maanden lagere cijfers voor rekenen.",
        social_emotional="nee",
        outcome=REFUSED,
    ),
    DemoPupil(
        ("Jayden", "", "Oosterhof"),
        "03-04-2013",
        "m",
        "99KP00",
        PRO,
        "77",
        ("30", "31", "26", "25"),
        State.ANNOUNCED,
        30,
        "Jayden heeft een praktische aanpak nodig. De school ziet dat theorie hem ook met veel hulp niet lukt.",
        outcome=GRANTED,
        reason="Het IQ past bij beide soorten onderwijs. De school laat zien dat Jayden vooral leert door te doen.",
    ),
    DemoPupil(
        ("Sara", "", "Kowalczyk"),
        "19-07-2014",
        "v",
        "99BA01",
        LWOO,
        "82",
        ("40", "42", "37", "38"),
        State.DECIDED,
        2,
        "Sara heeft in groep 8 extra instructie gekregen voor lezen. Zonder die hulp loopt zij vast.",
        outcome=GRANTED,
        secret_address=True,
    ),
    DemoPupil(
        ("Bram", "", "Hendriks"),
        "28-02-2014",
        "m",
        "99BA00",
        LWOO,
        "90",
        ("47", "48", "44", "43"),
        State.WITHDRAWN,
        50,
        "Bram krijgt hulp bij rekenen.",
        note="De ouders kiezen toch voor een school in een andere regio.",
    ),
    DemoPupil(
        ("Eva", "", "Mulder"),
        "06-10-2014",
        "v",
        "99BA00",
        LWOO,
        "86",
        ("44", "", "", ""),
        State.DRAFT,
        1,
        "Eva heeft moeite met begrijpend lezen.",
        leave_out=frozenset({"report", "parents"}),
    ),
    DemoPupil(
        ("Youri", "", "Peters"),
        "15-05-2014",
        "m",
        "99KP00",
        PRO,
        "70",
        ("28", "27", "25", "24"),
        State.DRAFT,
        0,
        "",
        leave_out=frozenset({"report", "parents", "motivation"}),
    ),
    DemoPupil(
        ("Isa", "", "Claessens"),
        "22-01-2014",
        "v",
        "99LH00",
        LWOO,
        "81",
        ("42", "43", "39", "38"),
        State.FILED,
        6,
        "Isa heeft rust en herhaling nodig. De school biedt een kleine klas met vaste mentor.",
    ),
    DemoPupil(
        ("Finn", "", "Smeets"),
        "09-09-2013",
        "m",
        "99LH00",
        LWOO,
        "85",
        ("40", "41", "27", "26"),
        State.FILED,
        4,
        "Finn is vrolijk en praktisch. Lezen en rekenen gaan moeizaam, maar hij wil graag naar het vmbo.",
    ),
    DemoPupil(
        ("Lieke", "", "Vroomen"),
        "27-03-2014",
        "v",
        "99LH00",
        LWOO,
        "87",
        ("45", "46", "40", "41"),
        State.ANNOUNCED,
        25,
        "Lieke heeft extra uitleg nodig bij rekenen en begrijpend lezen.",
        outcome=GRANTED,
        parents_agree=False,
    ),
    DemoPupil(
        ("Jesse", "", "Postma"),
        "12-05-2012",
        "m",
        "99KP00",
        PRO,
        "79",
        ("32", "31", "28", "30"),
        State.FILED,
        7,
        "Jesse zit in leerjaar 2 met lwoo. Hij loopt ondanks veel hulp vast in de theorie en leert door te doen.",
        comes_from=ComesFrom.VO_LATER,
        later={
            "special_group": "lwoo",
            "special_grounds": ["border_scores", "problems_increased"],
            "parents_consent": True,
            "done_so_far": "Kleine klas, wekelijkse begeleiding en een aangepast rooster. Het hielp te weinig.",
            "experts": "De orthopedagoog en de leerplichtambtenaar hebben meegedacht.",
            "risks": "Zonder praktische aanpak dreigt Jesse thuis te komen zitten.",
        },
    ),
    DemoPupil(
        ("Amara", "", "Diallo"),
        "03-09-2014",
        "v",
        "99BA01",
        LWOO,
        "82",
        ("40", "41", "36", "37"),
        State.FILED,
        4,
        "Amara is vijf maanden in Nederland en leert snel. De school wil haar alvast extra ondersteuning geven.",
        comes_from=ComesFrom.VO_YEAR_1,
        in_nl_months=5,
    ),
)
