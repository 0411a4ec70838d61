"""Who may do what: one table role × action. Pure, so it can be read, printed and tested without a database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does at an organisation; Dutch names in `schools.models.people.Membership`."""

    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    ADMINISTRATION = "administration"
    ASSESSOR = "assessor"
    DECIDER = "decider"
    CONTROLLER = "controller"
    FUNCTIONAL_ADMIN = "functional_admin"
    AUDITOR = "auditor"


SCHOOL_ROLES = frozenset({Role.COORDINATOR, Role.DIRECTOR})
SWV_ROLES = frozenset(Role) - SCHOOL_ROLES


class Action(StrEnum):
    """One thing a person can do in the portal."""

    VIEW_INBOX = "view_inbox"
    VIEW_DOSSIER = "view_dossier"
    VIEW_SCORES = "view_scores"
    PREPARE_REQUEST = "prepare_request"
    FILE_REQUEST = "file_request"
    WITHDRAW_REQUEST = "withdraw_request"
    ASK_ADDITIONS = "ask_additions"
    DECIDE = "decide"
    VIEW_SAMPLE = "view_sample"
    VIEW_LETTERS = "view_letters"
    VIEW_FRAMEWORKS = "view_frameworks"
    MANAGE_FRAMEWORKS = "manage_frameworks"
    MANAGE_EDITIONS = "manage_editions"


_DOSSIER = frozenset({Action.VIEW_INBOX, Action.VIEW_DOSSIER, Action.VIEW_SCORES, Action.VIEW_LETTERS})
_FRAMEWORKS = frozenset({Action.VIEW_FRAMEWORKS})
_FILING = frozenset({Action.FILE_REQUEST, Action.WITHDRAW_REQUEST})

# An assessor sees only dossiers assigned to them, and none are yet. A controller sees numbers, and a functional
# administrator the rules: neither sees a dossier or a score.
ALLOWED: dict[Role, frozenset[Action]] = {
    Role.COORDINATOR: _DOSSIER | _FRAMEWORKS | _FILING | {Action.PREPARE_REQUEST},
    Role.DIRECTOR: _DOSSIER | _FRAMEWORKS | _FILING,
    Role.ADMINISTRATION: _DOSSIER | _FRAMEWORKS | {Action.ASK_ADDITIONS, Action.VIEW_SAMPLE},
    Role.ASSESSOR: frozenset(),
    Role.DECIDER: _DOSSIER | _FRAMEWORKS | {Action.ASK_ADDITIONS, Action.DECIDE, Action.VIEW_SAMPLE},
    Role.CONTROLLER: _FRAMEWORKS,
    Role.FUNCTIONAL_ADMIN: _FRAMEWORKS | {Action.MANAGE_FRAMEWORKS, Action.MANAGE_EDITIONS},
    Role.AUDITOR: _DOSSIER | _FRAMEWORKS | {Action.VIEW_SAMPLE},
}


class NotAllowed(Exception):
    """The actor's role does not include this action; the message is plain Dutch for the screen."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one role for one organisation, from one membership.

    A school actor has `school_ids`; an SWV actor has `swv_id`. `label` names the person in history and audit.
    """

    user_id: int
    label: str
    role: Role
    organisation: str
    swv_id: int | None = None
    school_ids: frozenset[int] = frozenset()

    @property
    def at_school(self) -> bool:
        """Whether the actor works for a school or its board."""
        return self.role in SCHOOL_ROLES

    def may(self, action: Action) -> bool:
        """Whether the actor's role includes the action; which dossiers it concerns is `visible_to`'s question."""
        return action in ALLOWED[self.role]

    def require(self, action: Action) -> None:
        """Refuse the step when the role does not include it. Raises NotAllowed."""
        if not self.may(action):
            raise NotAllowed("Met uw rol kunt u dit niet doen. Vraag uw beheerder als u denkt dat dit niet klopt.")


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The portal itself, when a task or a nightly job does something; may be named in history and audit."""

    label: str = "SWV-portaal"
    organisation: str = "automatisch"
    user_id: None = None


PORTAL = SystemActor()
