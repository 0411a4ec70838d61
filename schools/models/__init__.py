"""Who exists: organisations, people and pupils."""

from .organisations import Board, Location, LocationAffiliation, School, Swv
from .people import Membership, User
from .students import Enrolment, SchoolHistoryEntry, Student

__all__ = [
    "Board",
    "Enrolment",
    "Location",
    "LocationAffiliation",
    "Membership",
    "School",
    "SchoolHistoryEntry",
    "Student",
    "Swv",
    "User",
]
