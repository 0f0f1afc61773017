"""Addresses of the room, and the choice of language, whose name the shell looks for."""

from django.urls import include, path

from impreuna.web import views

own = [
    path("", views.home, name="home"),
    path("conflicte/", views.conflicts, name="conflicts"),
    path("conflicte/<uuid:conflict_id>/", views.settle, name="settle"),
    path("jurnal/", views.journal, name="journal"),
    path("cont/profil/", views.account, name="account"),
    path("cont/email/", views.email, name="email"),
    path("teren", views.field_address, name="field_address"),
    path("teren/", views.field, name="field"),
    path("teren/sw.js", views.service_worker, name="service_worker"),
    path("teren/manifest.webmanifest", views.manifest, name="manifest"),
    path("despre/", views.about, name="about"),
    path("date-personale/", views.privacy, name="privacy"),
    path("accesibilitate/", views.accessibility, name="accessibility"),
]
urlpatterns = [
    path("", include((own, "web"))),
    path("limba/", views.language, name="set_language"),
]
