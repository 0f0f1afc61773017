from django.urls import path

from impreuna.registry.views import households, notes, people

app_name = "registry"
urlpatterns = [
    path("gospodarii/", households.households, name="households"),
    path("gospodarii/noua/", households.register, name="register"),
    path("gospodarii/noua/dubluri/<int:index>/", households.alike, name="alike"),
    path("gospodarii/<uuid:household_id>/", households.household, name="household"),
    path("gospodarii/<uuid:household_id>/corectare/", households.correct_household, name="correct-household"),
    path("gospodarii/<uuid:household_id>/persoana-noua/", households.add_person, name="add-person"),
    path("gospodarii/<uuid:household_id>/nota/", notes.household_note, name="household-note"),
    path("persoane/<uuid:person_id>/", people.person, name="person"),
    path("persoane/<uuid:person_id>/corectare/", people.correct, name="correct-person"),
    path("persoane/<uuid:person_id>/identitate/", people.identity, name="identity"),
    path("persoane/<uuid:person_id>/deces/", people.death, name="death"),
    path("persoane/<uuid:person_id>/plecare/", people.leaving, name="leaving"),
    path("persoane/<uuid:person_id>/gospodarie/", people.choose_household, name="choose-household"),
    path("persoane/<uuid:person_id>/gospodarie/<uuid:household_id>/", people.joining, name="joining"),
    path("persoane/<uuid:person_id>/etnie/", people.ethnicity, name="ethnicity"),
    path("persoane/<uuid:person_id>/nota/", notes.person_note, name="person-note"),
    path("corectare-suprapusa/<slug:kind>/<uuid:record_id>/", notes.conflicting, name="conflicting"),
]
