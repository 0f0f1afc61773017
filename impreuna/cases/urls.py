from django.urls import path

from impreuna.cases.views import acting, casefile, intake, lists, reading, referral_public, team

app_name = "cases"
urlpatterns = [
    path("cazuri/", lists.cases, name="list"),
    path("cazuri/nou/", intake.intake, name="intake"),
    path("cazuri/nou/cine/", intake.who, name="who"),
    path("cazuri/nou/ciorna/", intake.save, name="save-notice"),
    path("cazuri/restrictionat/", reading.break_glass, name="break-glass"),
    path("cazuri/<uuid:case_id>/", casefile.case, name="case"),
    path("cazuri/<uuid:case_id>/inregistrat/", intake.registered, name="registered"),
    path("cazuri/<uuid:case_id>/deschidere/", reading.open_file, name="open"),
    path("cazuri/<uuid:case_id>/echipa/", team.team, name="team"),
    path("cazuri/<uuid:case_id>/cititori/", reading.readers, name="readers"),
    path("cazuri/<uuid:case_id>/act/<slug:slug>/", acting.act, name="act"),
    path("cazuri/<uuid:case_id>/act/<slug:slug>/ciorna/", acting.save, name="save-act"),
    path("persoane/<uuid:person_id>/cititori/", reading.readers_of_person, name="readers-of-person"),
    path("gospodarii/<uuid:household_id>/cititori/", reading.readers_of_household, name="readers-of-household"),
    path("raspuns/<str:secret>/", referral_public.answer, name="answer-referral"),
    # plans, monitoring, meetings, referrals, endings
]
