"""The letters about a decision: to the parents and to the school, on the same ground."""

from allocation.letters.characters import unprintable
from allocation.letters.facts import Addressee, Applicant, LetterFacts, Pupil, Sender
from allocation.letters.house_style import LogoError, printable_logo, readable_accent
from allocation.letters.render import RenderedLetter, render_letter, template_version
from allocation.letters.terms import equated_days_known_until, objection_deadline, plain_date, written_date

__all__ = [
    "Addressee",
    "Applicant",
    "LetterFacts",
    "LogoError",
    "Pupil",
    "RenderedLetter",
    "Sender",
    "equated_days_known_until",
    "objection_deadline",
    "plain_date",
    "printable_logo",
    "readable_accent",
    "render_letter",
    "template_version",
    "unprintable",
    "written_date",
]
