"""Addresses of the room."""

from django.urls import path

from impreuna.workforce import views

app_name = "workforce"
urlpatterns = [
    path("echipa/", views.team, name="team"),
    path("echipa/<int:place_id>/", views.team, name="team-of"),
    path("echipa/<int:place_id>/invita/", views.invite, name="invite"),
    path("echipa/<int:place_id>/denumire/", views.name_institution, name="name-institution"),
    path("echipa/<int:place_id>/invitatii/<uuid:invitation_id>/retrage/", views.withdraw, name="withdraw"),
    path("echipa/<int:place_id>/roluri/<uuid:assignment_id>/incheie/", views.end_role, name="end-role"),
    path("echipa/<int:place_id>/oameni/<uuid:user_id>/rol/", views.grant, name="grant"),
    path("rol/", views.switch_role, name="switch-role"),
    path("invitatie/<str:token>/", views.invitation, name="invitation"),
]
