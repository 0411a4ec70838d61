"""What every address of the portal should answer: one line per route.

A new route needs a line in RULES, in the group of its kind:

    "name_of_route": Door(Action.THE_ACTION, "kind", get=200, post=302),   what `door(Action…)` guards
    "name_of_route": Person(get=200),                                        anyone who is logged in
    "name_of_route": Public(get=200),                                        everyone

`get` and `post` are what someone gets who may, 405 when left out. `on` names the kinds of things of places.py that
the route is about ("" = none): who may not see it gets 404. What a form needs stands in `data`.
No page may name a pupil or a concept that the visitor may not see, whatever it is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from schools.access import Action

A = Action
METHODS = ("GET", "POST")
# For pages of allauth about oneself: the answer depends on what the person has set up, and is never an error.
NO_ERROR = 0


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the route answers to who may."""

    get: int = 405
    post: int = 405
    data: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    ids: dict[str, Any] = field(default_factory=dict)

    def granted(self, method: str) -> int:
        """What someone gets who may."""
        return self.get if method == "GET" else self.post


@dataclass(frozen=True)
class Public(Answers):
    """The same for everyone, and nothing about pupils."""


@dataclass(frozen=True)
class Person(Answers):
    """For anyone who is logged in, with whatever role: about oneself only. Who is not is sent to log in."""


@dataclass(frozen=True)
class Entrance(Answers):
    """For who is not logged in; who is goes on to the portal."""


@dataclass(frozen=True)
class Door(Answers):
    """Guarded by an action; `post_action` where sending takes another one than looking."""

    action: Action
    on: str = ""
    post_action: Action | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of things to try it on."""
        return tuple(self.on.split()) or ("",)

    def needs(self, method: str) -> Action:
        """The action for this way of asking."""
        return self.post_action if method == "POST" and self.post_action else self.action


Rule = Public | Person | Entrance | Door

NEW_ID = "6f6f2f0e-7f5b-4c11-9d0b-0c8f3c1f0001"
ANY_REQUEST, ANY_FRAMEWORK = "draft filed decided", "published concept"

RULES: dict[str, Rule] = {
    # Everyone
    "health": Public(get=200, post=200),
    "house_style": Public(get=200),
    "route_guide": Public(get=200),
    "accessibility": Public(get=200),
    "mfa_index": Public(get=302, post=302),
    "mfa_list_webauthn": Public(get=302, post=302),
    "styleguide": Public(get=200, post=200),
    "styleguide_wide": Public(get=200, post=200),
    "styleguide_progress": Public(get=200, post=200),
    # The work list and requests
    "home": Person(get=302),
    "inbox": Door(A.VIEW_INBOX, get=200, query="?lijst=alles"),
    "request_new": Door(A.PREPARE_REQUEST, get=200, post=200),
    "request_new_oso": Door(A.PREPARE_REQUEST, post=200),
    "request": Door(A.VIEW_DOSSIER, ANY_REQUEST, get=200),
    "request_taken_over": Door(A.PREPARE_REQUEST, "filed", get=302),
    "request_pupil": Door(A.PREPARE_REQUEST, "draft", get=200, post=302),
    "request_tests": Door(A.PREPARE_REQUEST, "draft", get=200, post=302),
    "request_reasoning": Door(A.PREPARE_REQUEST, "draft", get=200, post=302),
    "request_documents": Door(A.PREPARE_REQUEST, "draft", get=200, post=200),
    "request_check": Door(A.FILE_REQUEST, "draft", get=200, post=200),
    "request_autosave": Door(A.PREPARE_REQUEST, "draft", post=200, ids={"step": "onderbouwing"}),
    "request_discard": Door(A.PREPARE_REQUEST, "draft", post=302),
    "request_withdraw": Door(A.WITHDRAW_REQUEST, "filed", post=302, data={"intrekken-note": "Verhuisd."}),
    "request_additions": Door(A.ASK_ADDITIONS, "filed", post=302, data={"aanvullen-note": "Het rapport."}),
    "request_decide": Door(A.DECIDE, "filed", post=200),
    "request_assign": Door(A.ASSIGN_ASSESSOR, "filed", post=302),
    "assignment_end": Door(A.ASSIGN_ASSESSOR, "filed decided", post=302),
    "request_letters": Door(A.VIEW_LETTERS, "decided", get=200),
    "request_letters_retry": Door(A.DECIDE, "decided", post=302),
    "letter": Door(A.VIEW_LETTERS, "decided", get=200),
    "document": Door(A.VIEW_SCORES, ANY_REQUEST, get=200),
    "document_remove": Door(A.PREPARE_REQUEST, "draft", post=302),
    "ending_designations": Door(A.VIEW_INBOX, get=200),
    "designation_renew": Door(A.PREPARE_REQUEST, "decided", post=302, data={"id": NEW_ID}),
    "access_log": Door(A.VIEW_ACCESS_LOG, ANY_REQUEST, get=200),
    "access_log_pupil": Door(A.VIEW_ACCESS_LOG, "draft filed", get=200),
    # Keeping, destroying, rights of a pupil
    "retention": Door(A.VIEW_RETENTION, get=200),
    "retention_propose": Door(A.PROPOSE_DESTRUCTION, post=302),
    "retention_terms": Door(A.MANAGE_RETENTION, get=200, post=200),
    "retention_run": Door(A.VIEW_RETENTION, "run", get=200),
    "retention_progress": Door(A.VIEW_RETENTION, "run", get=200),
    "retention_approve": Door(A.APPROVE_DESTRUCTION, "run", post=302),
    "retention_reject": Door(A.VIEW_RETENTION, "run", post=200),
    "request_hold": Door(A.HOLD_DOSSIER, "filed", get=200, post=200),
    "request_release": Door(A.HOLD_DOSSIER, "filed", post=302),
    "pupil": Door(A.PUPIL_RIGHTS, "draft filed", get=200),
    "pupil_export": Door(A.PUPIL_RIGHTS, "draft filed", get=200, ids={"form": "json"}),
    "pupil_correct": Door(A.PUPIL_RIGHTS, "draft filed", get=200, post=200),
    "pupil_restrict": Door(A.PUPIL_RIGHTS, "draft filed", post=200),
    "pupil_unlock": Door(A.PUPIL_RIGHTS, "draft filed", post=200),
    # People
    "people": Door(A.MANAGE_USERS, get=200),
    "people_invite": Door(A.MANAGE_USERS, get=200, post=200),
    "people_invitation_again": Door(A.MANAGE_USERS, "official_invited teacher_invited", post=302),
    "people_invitation_withdraw": Door(A.MANAGE_USERS, "official_invited teacher_invited", post=302),
    "people_end_role": Door(A.MANAGE_USERS, "official teacher", get=200, post=200),
    "people_reset_factor": Door(A.MANAGE_USERS, "official teacher", get=302, post=302),
    # Frameworks and lists of tests
    "frameworks": Door(A.VIEW_FRAMEWORKS, get=200),
    "framework_new": Door(A.MANAGE_FRAMEWORKS, get=200, post=200),
    "framework": Door(A.VIEW_FRAMEWORKS, ANY_FRAMEWORK, get=200, post=200),
    "framework_what_if": Door(A.MANAGE_FRAMEWORKS, "concept", get=200, post=200),
    "framework_what_if_progress": Door(A.MANAGE_FRAMEWORKS, "concept", get=200),
    "framework_what_if_retry": Door(A.MANAGE_FRAMEWORKS, "concept", post=302),
    "framework_sample": Door(A.VIEW_SAMPLE, "published", get=200),
    "framework_grounds": Door(A.MANAGE_FRAMEWORKS, "concept", get=200, post=200),
    "framework_consent": Door(A.MANAGE_FRAMEWORKS, "concept", post=200),
    "framework_publish": Door(A.MANAGE_FRAMEWORKS, "concept", get=200, post=302),
    "framework_discard": Door(A.MANAGE_FRAMEWORKS, "concept", post=302),
    "framework_supersede": Door(A.MANAGE_FRAMEWORKS, "published", post=200),
    "framework_end": Door(A.MANAGE_FRAMEWORKS, "published", post=200),
    "editions": Door(A.VIEW_FRAMEWORKS, get=200, post=200, post_action=A.MANAGE_EDITIONS),
    "edition": Door(A.VIEW_FRAMEWORKS, "edition", get=200),
    "edition_file": Door(A.VIEW_FRAMEWORKS, "edition", get=200),
    "edition_built_in": Door(A.VIEW_FRAMEWORKS, get=200, ids={"school_year": "2016-2017"}),
    "edition_built_in_file": Door(A.VIEW_FRAMEWORKS, get=200, ids={"school_year": "2016-2017"}),
    # One's own account: never somebody else's
    "switch_membership": Person(post=404),
    "own_account": Person(get=200),
    "session_end": Person(post=404, ids={"pk": 0}),
    "sessions_end_others": Person(post=302),
    "second_factor_needed": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_activate_totp": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_deactivate_totp": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_add_webauthn": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_remove_webauthn": Person(get=NO_ERROR, post=NO_ERROR, ids={"pk": 0}),
    "mfa_view_recovery_codes": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_generate_recovery_codes": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_download_recovery_codes": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_reauthenticate": Person(get=NO_ERROR, post=NO_ERROR),
    "mfa_reauthenticate_webauthn": Person(get=NO_ERROR, post=NO_ERROR),
    "account_reauthenticate": Person(get=NO_ERROR, post=NO_ERROR),
    "account_change_password": Person(get=NO_ERROR, post=NO_ERROR),
    "account_logout": Public(get=NO_ERROR, post=NO_ERROR),
    "federation_unlink": Person(post=404, ids={"pk": 0}),
    "session_state": Person(get=200),
    "session_go_on": Person(post=NO_ERROR),
    "session_resumed": Public(get=200),
    # Coming in
    "account_login": Entrance(get=200, post=200),
    "account_signup": Entrance(get=200, post=200),
    "mfa_authenticate": Entrance(get=NO_ERROR, post=NO_ERROR),
    "invitation": Public(get=410, post=410, ids={"token": "geen-uitnodiging"}),
    "socialaccount_connections": Public(get=302, post=302),
    "socialaccount_login_cancelled": Public(get=NO_ERROR, post=NO_ERROR),
    "socialaccount_login_error": Public(get=NO_ERROR, post=NO_ERROR),
    "socialaccount_signup": Public(get=NO_ERROR, post=NO_ERROR),
    "openid_connect_login": Public(get=NO_ERROR, post=NO_ERROR, ids={"provider_id": "onbekend"}),
    "openid_connect_callback": Public(get=NO_ERROR, post=NO_ERROR, ids={"provider_id": "onbekend"}),
    "account_inactive": Public(get=200),
    "account_reset_password": Public(get=200, post=200),
    "account_reset_password_done": Public(get=200),
    "account_reset_password_from_key": Public(get=200, post=200, ids={"uidb36": "1", "key": "niets-hier"}),
    "account_reset_password_from_key_done": Public(get=200),
}
