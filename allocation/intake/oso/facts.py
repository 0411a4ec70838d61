"""What an OSO dossier tells about one pupil, as far as a request for lwoo or pro needs it. Nothing more is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allocation.intake.documents import CheckedDocument
from allocation.intake.oso.report import TakeOver
from allocation.policy.facts import Domain
from allocation.policy.measures import Range


@dataclass(frozen=True, slots=True)
class Metadata:
    """Which dossier this is. `opted_out` names the categories that school or parents chose not to send."""

    profile: str
    version: str
    package: str
    created_on: date | None
    opted_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Consent:
    """What the parents saw and said about the dossier. None: not told.

    It is about the content and the transfer of the dossier, not about the request for lwoo or pro:
    the parents' view on the request itself (WVO 2020 art. 2.30 lid 4) must still be asked.
    """

    provisional: bool | None = None
    seen: bool | None = None
    seen_on: date | None = None
    agrees_with_content: bool | None = None
    reason: str = ""
    agrees_with_transfer: bool | None = None

    @property
    def suggested_view(self) -> str:
        """A first value for the parents' view, to be confirmed by the school: agree, disagree or empty."""
        return {True: "agree", False: "disagree", None: ""}[self.agrees_with_content]


@dataclass(frozen=True, slots=True)
class SendingSchool:
    """The school that made the dossier. `location` is BRIN and vestiging: 00YY00."""

    name: str
    brin: str
    location: str
    kind: str
    school_type: str


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    street: str
    house_number: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True, repr=False)
class Pupil:
    """The pupil; `gender` is v, m or empty. With a secret address there is no address at all."""

    first_names: str
    call_name: str
    initials: str
    prefix: str
    last_name: str
    birth_date: date | None
    gender: str
    las_key: str
    secret_address: bool
    address: Address | None


@dataclass(frozen=True, slots=True, repr=False)
class Parent:
    """A parent or carer who represents the pupil by law."""

    first_names: str
    initials: str
    prefix: str
    last_name: str
    relation: str
    secret_address: bool
    address: Address | None


@dataclass(frozen=True, slots=True, repr=False)
class Advice:
    """Advice for secondary education, in the codes of DUO (OSO codelijst 2)."""

    school: str = ""
    revised: str = ""
    parents: str = ""
    pupil: str = ""
    profile: str = ""
    reasoning: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SchoolYear:
    """One year of the school history. `year_group` for people: groep 8, leerjaar 1."""

    school_year: str
    year_group: str
    year_code: str
    starts: date | None
    ends: date | None
    location: str
    kind: str
    school_type: str


@dataclass(frozen=True, slots=True, repr=False)
class SupportMeasure:
    """Support given before, as history: lwoo, tlv, opp, arrangement, handelingsplan, rvc."""

    kind: str
    starts: date | None
    ends: date | None
    swv: str = ""
    number: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class IqResult:
    """One intelligence test: the total score, never a part. `interval` is what was told beside an exact score.

    `responsible_role` is psychologist, orthopedagogue, other or empty.
    """

    score: Range
    interval: Range | None
    has_parts: bool
    instrument: str
    short_name: str
    tested_on: date | None
    responsible: str
    responsible_function: str
    responsible_role: str


@dataclass(frozen=True, slots=True, repr=False)
class DelayResult:
    """One domain at one test: level (DLE) and education received (DL), in months.

    `dl_origin` is `dossier`, `derived` (from group and test month) or empty; `dl_fits` is false when the DL
    of the dossier does not fit the group.
    """

    domain: Domain
    dle_months: Range
    dl_months: int | None
    dl_origin: str
    dl_fits: bool
    instrument: str
    short_name: str
    tested_on: date | None
    year_group: str


@dataclass(frozen=True, slots=True, repr=False)
class Attachment:
    """A document from the dossier that passed the check, with a first guess of what it is for the request."""

    document: CheckedDocument
    content: bytes
    description: str
    suggested_kind: str


@dataclass(frozen=True, slots=True, repr=False)
class OsoDossier:
    """One dossier, read. `iq` and `delays` are the chosen ones; the report tells what was left and why."""

    metadata: Metadata
    consent: Consent
    school: SendingSchool
    pupil: Pupil
    parents: tuple[Parent, ...]
    advice: Advice
    history: tuple[SchoolYear, ...]
    comes_from: str
    support: tuple[SupportMeasure, ...]
    iq: IqResult | None
    delays: tuple[DelayResult, ...]
    attachments: tuple[Attachment, ...]
    report: TakeOver
