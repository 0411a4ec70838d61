"""Who may do what: one table role × action. Pure, so it can be read, printed and tested without a database.

`manage.py print_roles` prints it as docs/rollen.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does at an organisation; Dutch names in `ROLE_NAMES`."""

    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    ADMINISTRATION = "administration"
    ASSESSOR = "assessor"
    DECIDER = "decider"
    CONTROLLER = "controller"
    FUNCTIONAL_ADMIN = "functional_admin"
    AUDITOR = "auditor"
    API_CLIENT = "api_client"


ROLE_NAMES: dict[Role, str] = {
    Role.COORDINATOR: "schoolcoördinator",
    Role.DIRECTOR: "schooldirecteur",
    Role.ADMINISTRATION: "administratie",
    Role.ASSESSOR: "beoordelaar",
    Role.DECIDER: "beslisser",
    Role.CONTROLLER: "controller",
    Role.FUNCTIONAL_ADMIN: "functioneel beheerder",
    Role.AUDITOR: "auditor",
    Role.API_CLIENT: "gekoppeld systeem",
}

SCHOOL_ROLES = frozenset({Role.COORDINATOR, Role.DIRECTOR})
# A system of a school is no person: no membership can have its role, and it has no door yet.
SYSTEM_ROLES = frozenset({Role.API_CLIENT})
SWV_ROLES = frozenset(Role) - SCHOOL_ROLES - SYSTEM_ROLES
# Who looks at one thing for a while, such as an accountant: a membership without an end is refused.
TEMPORARY_ROLES = frozenset({Role.AUDITOR})


class Action(StrEnum):
    """One thing a person can do in the portal."""

    VIEW_INBOX = "view_inbox"
    VIEW_DOSSIER = "view_dossier"
    VIEW_SCORES = "view_scores"
    PREPARE_REQUEST = "prepare_request"
    FILE_REQUEST = "file_request"
    WITHDRAW_REQUEST = "withdraw_request"
    ASK_ADDITIONS = "ask_additions"
    ASSIGN_ASSESSOR = "assign_assessor"
    DECIDE = "decide"
    VIEW_SAMPLE = "view_sample"
    VIEW_LETTERS = "view_letters"
    VIEW_FRAMEWORKS = "view_frameworks"
    MANAGE_FRAMEWORKS = "manage_frameworks"
    MANAGE_EDITIONS = "manage_editions"
    VIEW_RETENTION = "view_retention"
    PROPOSE_DESTRUCTION = "propose_destruction"
    APPROVE_DESTRUCTION = "approve_destruction"
    HOLD_DOSSIER = "hold_dossier"
    MANAGE_RETENTION = "manage_retention"
    PUPIL_RIGHTS = "pupil_rights"
    MANAGE_USERS = "manage_users"
    VIEW_ACCESS_LOG = "view_access_log"


ACTION_NAMES: dict[Action, str] = {
    Action.VIEW_INBOX: "de werkvoorraad bekijken",
    Action.VIEW_DOSSIER: "een dossier bekijken",
    Action.VIEW_SCORES: "toetsgegevens en documenten bekijken",
    Action.PREPARE_REQUEST: "een aanvraag voorbereiden",
    Action.FILE_REQUEST: "een aanvraag indienen",
    Action.WITHDRAW_REQUEST: "een aanvraag intrekken",
    Action.ASK_ADDITIONS: "aanvulling vragen",
    Action.ASSIGN_ASSESSOR: "een dossier aan een beoordelaar toewijzen",
    Action.DECIDE: "een besluit nemen",
    Action.VIEW_SAMPLE: "de steekproef bekijken",
    Action.VIEW_LETTERS: "de brieven bekijken",
    Action.VIEW_FRAMEWORKS: "kaders en lijsten met tests bekijken",
    Action.MANAGE_FRAMEWORKS: "kaders maken en publiceren",
    Action.MANAGE_EDITIONS: "lijsten met tests laden",
    Action.VIEW_RETENTION: "zien wat bewaard en vernietigd wordt",
    Action.PROPOSE_DESTRUCTION: "een lijst om te vernietigen voorstellen",
    Action.APPROVE_DESTRUCTION: "een lijst om te vernietigen goedkeuren, niet die van uzelf",
    Action.HOLD_DOSSIER: "een dossier vasthouden",
    Action.MANAGE_RETENTION: "bewaartermijnen kiezen",
    Action.PUPIL_RIGHTS: "gegevens van een leerling uitleveren, verbeteren of op slot zetten",
    Action.MANAGE_USERS: "mensen uitnodigen en hun rol laten eindigen",
    Action.VIEW_ACCESS_LOG: "zien wie een dossier bekeek",
}

_ASSIGNED = frozenset({Action.VIEW_INBOX, Action.VIEW_DOSSIER, Action.VIEW_SCORES})
_DOSSIER = _ASSIGNED | {Action.VIEW_LETTERS}
_FRAMEWORKS = frozenset({Action.VIEW_FRAMEWORKS})
_FILING = frozenset({Action.FILE_REQUEST, Action.WITHDRAW_REQUEST})
_KEEPING = frozenset({Action.VIEW_RETENTION, Action.PROPOSE_DESTRUCTION, Action.HOLD_DOSSIER, Action.PUPIL_RIGHTS})

_HANDLING = frozenset({Action.ASK_ADDITIONS, Action.ASSIGN_ASSESSOR, Action.VIEW_SAMPLE})

# Which dossiers an action concerns is `visible_to`'s question: an assessor only gets what was assigned to them. A
# controller sees numbers, and a functional administrator the rules: neither sees a dossier or a score.
ALLOWED: dict[Role, frozenset[Action]] = {
    Role.COORDINATOR: _DOSSIER | _FRAMEWORKS | _FILING | {Action.PREPARE_REQUEST},
    Role.DIRECTOR: _DOSSIER | _FRAMEWORKS | _FILING | {Action.MANAGE_USERS},
    Role.ADMINISTRATION: _DOSSIER | _FRAMEWORKS | _HANDLING | _KEEPING,
    Role.ASSESSOR: _ASSIGNED,
    Role.DECIDER: _DOSSIER
    | _FRAMEWORKS
    | _HANDLING
    | _KEEPING
    | {Action.DECIDE, Action.APPROVE_DESTRUCTION, Action.VIEW_ACCESS_LOG},
    Role.CONTROLLER: _FRAMEWORKS,
    Role.FUNCTIONAL_ADMIN: _FRAMEWORKS
    | {Action.MANAGE_USERS}
    | {Action.MANAGE_FRAMEWORKS, Action.MANAGE_EDITIONS, Action.VIEW_RETENTION, Action.MANAGE_RETENTION},
    Role.AUDITOR: _DOSSIER | _FRAMEWORKS | {Action.VIEW_SAMPLE, Action.VIEW_RETENTION, Action.VIEW_ACCESS_LOG},
    Role.API_CLIENT: frozenset({Action.PREPARE_REQUEST, Action.FILE_REQUEST, Action.VIEW_DOSSIER, Action.VIEW_LETTERS}),
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

    @property
    def only_assigned(self) -> bool:
        """Whether the actor sees nothing but what was assigned to them by name."""
        return self.role is Role.ASSESSOR

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
    role: str = "system"
    user_id: None = None


PORTAL = SystemActor()
