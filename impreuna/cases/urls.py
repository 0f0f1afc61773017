from django.urls import path

from impreuna.cases.views import (
    acting,
    casefile,
    intake,
    lists,
    meeting_writing,
    meetings,
    monitoring,
    plan_writing,
    plans,
    reading,
    referral_public,
    referrals,
    team,
)

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
    path("cazuri/<uuid:case_id>/plan/", plans.plan, name="plan"),
    path("cazuri/<uuid:case_id>/plan/scriere/", plan_writing.write, name="plan-write"),
    path("cazuri/<uuid:case_id>/plan/scriere/renuntare/", plan_writing.discard, name="plan-discard"),
    path("cazuri/<uuid:case_id>/servicii/", monitoring.services, name="services"),
    path("cazuri/<uuid:case_id>/intalnire/", meetings.discuss, name="discuss"),
    path("cazuri/<uuid:case_id>/referire/", referrals.refer, name="refer"),
    path("referiri/", referrals.waiting, name="referrals"),
    path("intalniri/", meetings.meetings, name="meetings"),
    path("intalniri/noua/", meeting_writing.write, name="meeting-new"),
    path("intalniri/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("hotarari/", meetings.tasks, name="tasks"),
    path("hotarari/<uuid:task_id>/", meetings.finish, name="finish-task"),
]
