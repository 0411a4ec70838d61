"""Doors to the people of one's own organisation, and the link in the mail of an invitation."""

from __future__ import annotations

from django.urls import path

from . import people_views as people
from .invitation_views import invitation

urlpatterns = [
    path("mensen", people.people, name="people"),
    path("mensen/uitnodigen", people.invite_someone, name="people_invite"),
    path("mensen/uitnodigingen/<int:pk>/opnieuw", people.invitation_again, name="people_invitation_again"),
    path("mensen/uitnodigingen/<int:pk>/intrekken", people.invitation_withdraw, name="people_invitation_withdraw"),
    path("mensen/rollen/<int:pk>/beeindigen", people.end_role, name="people_end_role"),
    path("mensen/rollen/<int:pk>/tweede-stap", people.reset_factor, name="people_reset_factor"),
    path("uitnodiging/<str:token>", invitation, name="invitation"),
]
