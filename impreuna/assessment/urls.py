from django.urls import path

from impreuna.assessment.views import findings, finish, interview, visits, worklist

app_name = "assessment"
urlpatterns = [
    path("gospodarii/<uuid:household_id>/fisa/", interview.start, name="start"),
    path("gospodarii/<uuid:household_id>/fise/", visits.visits, name="visits"),
    path("vulnerabilitati/", worklist.worklist, name="worklist"),
    path("fise/", interview.my_drafts, name="drafts"),
    path("fise/inregistrate/<uuid:assessment_id>/", visits.visit, name="visit"),
    path("fise/<uuid:draft_id>/", interview.resume, name="resume"),
    path("gospodarii/<uuid:household_id>/vulnerabilitati/", findings.findings, name="findings"),
    path("fise/<uuid:draft_id>/verificare/", finish.review, name="review"),
    path("fise/<uuid:draft_id>/stergere/", interview.discard, name="discard"),
    path("fise/<uuid:draft_id>/<slug:topic>/", interview.step, name="step"),
    path("fise/<uuid:draft_id>/<slug:topic>/<uuid:person_id>/", interview.step, name="person-step"),
]
