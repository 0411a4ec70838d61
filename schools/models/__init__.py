"""Who exists: organisations, people and pupils."""

from .invitations import Invitation
from .organisations import Board, Location, LocationAffiliation, School, Swv
from .people import Membership, User
from .students import EarlierSupport, Enrolment, Guardian, SchoolHistoryEntry, Student

__all__ = [
    "Board",
    "EarlierSupport",
    "Enrolment",
    "Guardian",
    "Invitation",
    "Location",
    "LocationAffiliation",
    "Membership",
    "School",
    "SchoolHistoryEntry",
    "Student",
    "Swv",
    "User",
]
