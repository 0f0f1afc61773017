from django.urls import path

from impreuna.registry.views import duplicates, households, moves, notes, people

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
    path("persoane/dubluri/", duplicates.duplicates, name="duplicates"),
    path("persoane/dubluri/<uuid:candidate_id>/unire/", duplicates.merge, name="merge"),
    path("persoane/dubluri/<uuid:candidate_id>/deosebire/", duplicates.dismiss, name="dismiss-duplicate"),
    path("persoane/<uuid:person_id>/unire/", duplicates.choose_other, name="choose-other"),
    path("persoane/<uuid:one_id>/unire/<uuid:other_id>/", duplicates.merge_two, name="merge-two"),
    path("persoane/uniri/<uuid:merge_id>/desfacere/", duplicates.undo, name="undo-merge"),
    path("gospodarii/<uuid:household_id>/mutare/", moves.offer_household, name="offer-household"),
    path("persoane/<uuid:person_id>/mutare/", moves.offer_person, name="offer-person"),
    path("sosiri/", moves.arrivals, name="arrivals"),
    path("plecari/", moves.departures, name="departures"),
    path("plecari/<uuid:move_id>/retragere/", moves.withdraw, name="withdraw-move"),
    path("sosiri/<uuid:move_id>/primire/", moves.accept, name="accept-move"),
    path("sosiri/<uuid:move_id>/gospodarie/", moves.choose_home, name="choose-home"),
    path("sosiri/<uuid:move_id>/gospodarie/<uuid:household_id>/", moves.accept_into, name="accept-into"),
    path("sosiri/<uuid:move_id>/refuz/", moves.decline, name="decline-move"),
]
