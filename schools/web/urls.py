from django.urls import path

from . import views

urlpatterns = [path("rol-wisselen", views.switch_membership, name="switch_membership")]
