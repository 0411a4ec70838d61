"""Invented pupils, schools and SWV as facts for letters, with figures and grounds from real receipts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from allocation.letters import Addressee, Applicant, LetterFacts, Pupil, Sender
from allocation.policy.decide import assess
from allocation.policy.facts import DelayMeasure, Domain, Dossier, Track
from allocation.policy.measures import Range
from allocation.policy.receipt import Receipt
from allocation.policy.wording import explain_parents, figures, legal_basis

LWOO, PRO = Track.LWOO, Track.PRO
FILED, DECIDED, SENT = date(2026, 11, 9), date(2026, 11, 23), date(2026, 11, 24)
DAAN = Pupil(full_name="Daan van de Berg", call_name="Daan", birth_date=date(2014, 5, 3))
AYSE = Pupil(full_name="Ayşe Yıldırım-Öztürk", call_name="Ayşe", birth_date=date(2014, 11, 30))
MILOSZ = Pupil(full_name="Miłosz Wiśniewski", call_name="Miłosz", birth_date=date(2013, 9, 9))
HOUSE = ("Korte Dreef 12", "7311 AB  Apeldoorn")
REASON = (
    "De orthopedagoog schrijft dat {name} bij de test ziek was en in de klas meer laat zien dan de toets.\n\n"
    "Wij vinden de uitleg van de school en de gesprekken met de ouders belangrijker dan één testuitslag."
)


def logo_png(*, size: tuple[int, int] = (640, 200), file_format: str = "PNG") -> bytes:
    """A made-up logo."""
    image = Image.new("RGB", size, "#ffffff")
    draw = ImageDraw.Draw(image)
    side = min(size)
    draw.ellipse((0, 0, side - 1, side - 1), fill="#00667a")
    draw.rectangle((side // 2, side // 3, size[0] - 1, max(side * 2 // 3, side // 3)), fill="#f0a202")
    target = io.BytesIO()
    image.save(target, format=file_format)
    return target.getvalue()


def sender(**changes: Any) -> Sender:
    """SWV De Meander."""
    facts: dict[str, Any] = {
        "name": "Samenwerkingsverband VO De Meander",
        "code": "VO9901",
        "address_lines": ("Postbus 120", "7300 AC  Apeldoorn"),
        "phone": "055 123 45 67",
        "email": "toewijzing@demeander.example",
        "website": "www.demeander.example",
        "logo": logo_png(),
        "accent_colour": "#00667a",
        "signer_name": "Marleen Hofstra",
        "signer_function": "coördinator toewijzing",
        "objection_address": (
            "Samenwerkingsverband VO De Meander",
            "t.a.v. de directeur",
            "Postbus 120",
            "7300 AC  Apeldoorn",
        ),
        "support_point": ("telefoon 055 123 45 99", "steunpunt@demeander.example"),
    }
    return Sender(**{**facts, **changes})


@dataclass(frozen=True)
class Scores:
    """What was measured: IQ, the level in months (DLE) out of 60 for tl, sp, bl and ir, and the s-e outcome."""

    iq: int | tuple[int, int] | None
    levels: tuple[int | None, ...]
    problems: bool | None = None

    def receipt(self, track: Track) -> Receipt:
        """What the national rules say on these scores."""
        return assess(Dossier(track, self._iq(), self._delays(), self.problems), law_on=FILED)

    def _iq(self) -> Range:
        if self.iq is None:
            return Dossier(LWOO).iq_points
        return Range(*self.iq) if isinstance(self.iq, tuple) else Range.exact(self.iq)

    def _delays(self) -> Mapping[Domain, DelayMeasure]:
        pairs = zip(Domain, self.levels, strict=True)
        return {domain: DelayMeasure(60, Range.exact(level)) for domain, level in pairs if level is not None}


FITS_LWOO = Scores(84, (41, 48, 36, 39))
FITS_PRO = Scores(68, (27, 31, 23, 25))
FITS_NEITHER = Scores(104, (54, 48, 51, 57))
FITS_BOTH = Scores(78, (40, 44, 38, 41))
IQ_TOO_HIGH = Scores(92, (41, 48, 36, 39), problems=False)
NOT_ALL_TESTED = Scores(None, (41, 48, 36, 39))


def sample_facts(
    *,
    scores: Scores = FITS_LWOO,
    track: Track = LWOO,
    granted: bool = True,
    pupil: Pupil = DAAN,
    via_school: bool = False,
    **changes: Any,
) -> LetterFacts:
    """A letter to the parents; unless said otherwise Daan gets lwoo, as the rules say."""
    receipt = scores.receipt(track)
    lines = ("Aan de ouders/verzorgers van", pupil.full_name, *(() if via_school else HOUSE))
    facts: dict[str, Any] = {
        "addressee": Addressee.PARENTS,
        "sender": sender(),
        "recipient": lines,
        "via_school": via_school,
        "pupil": pupil,
        "applicant": Applicant(school_name="Vmbo De Dreef", location_name="De Dreef Noord", location_code="99ZZ01"),
        "track": track,
        "granted": granted,
        "advice": receipt.advice,
        "points_to_other_track": receipt.points_to_other_track,
        "number": "VO9901-2026-0012",
        "request_number": "2026-0031",
        "requested_on": FILED,
        "decided_on": DECIDED,
        "sent_on": SENT,
        "valid_from": DECIDED,
        "grounds": tuple(explain_parents(receipt, name=pupil.call_name)),
        "figures": tuple(figures(receipt)),
        "legal_basis": tuple(legal_basis(receipt)),
        "reason": "",
    }
    return LetterFacts(**{**facts, **changes})


def to_school(facts: LetterFacts) -> LetterFacts:
    """The same decision, told to the school."""
    lines = ("Vmbo De Dreef", "t.a.v. mevrouw S. Ramdin, zorgcoördinator", "Schoolstraat 1", "7312 AA  Apeldoorn")
    return replace(facts, addressee=Addressee.SCHOOL, recipient=lines)


def variants() -> dict[str, LetterFacts]:
    """Every kind of decision once: track, granted or refused, and what the rules said."""
    ayse = {"pupil": AYSE, "reason": REASON.format(name="Ayşe")}
    milosz = {"track": PRO, "pupil": MILOSZ, "via_school": True}
    why = {**milosz, "reason": REASON.format(name="Miłosz")}
    return {
        "lwoo-toegewezen": sample_facts(),
        "lwoo-toegewezen-je": sample_facts(sender=sender(formal=False)),
        "lwoo-afgewezen-geen": sample_facts(granted=False, scores=FITS_NEITHER),
        "lwoo-afgewezen-pro": sample_facts(granted=False, scores=FITS_PRO),
        "lwoo-toegewezen-afwijkend": sample_facts(scores=IQ_TOO_HIGH, **ayse),
        "lwoo-afgewezen-afwijkend": sample_facts(granted=False, **ayse),
        "lwoo-motivering": sample_facts(scores=FITS_BOTH, **ayse),
        "lwoo-interval": sample_facts(scores=Scores((85, 95), (41, 48, 36, 39), problems=True), **ayse),
        "lwoo-onvolledig": sample_facts(granted=False, scores=NOT_ALL_TESTED, **ayse),
        "pro-toegewezen": sample_facts(scores=FITS_PRO, **milosz),
        "pro-afgewezen-geen": sample_facts(granted=False, scores=FITS_NEITHER, **milosz),
        "pro-afgewezen-lwoo": sample_facts(granted=False, scores=FITS_LWOO, **milosz),
        "pro-toegewezen-afwijkend": sample_facts(scores=IQ_TOO_HIGH, **why),
        "pro-motivering": sample_facts(scores=FITS_BOTH, **why),
        "pro-onvolledig": sample_facts(scores=NOT_ALL_TESTED, **why),
    }
