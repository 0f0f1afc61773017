from django.urls import path

from impreuna.services.views import activities, calendar, delivery, giving, pictures, visits

app_name = "services"
urlpatterns = [
    path("vizite/", visits.planned, name="planned"),
    path("vizite/<uuid:visit_id>/anulare/", visits.call_off, name="call-off"),
    path("gospodarii/<uuid:household_id>/vizite/", visits.household, name="household"),
    path("gospodarii/<uuid:household_id>/vizite/planificare/", visits.plan, name="plan"),
    path("gospodarii/<uuid:household_id>/vizite/noua/", visits.record, name="record"),
    path("gospodarii/<uuid:household_id>/serviciu/", delivery.deliver, name="deliver"),
    path("gospodarii/<uuid:household_id>/ajutor/", giving.give, name="give"),
    path("ajutoare/", giving.resources, name="resources"),
    path("activitati/", activities.activities, name="activities"),
    path("activitati/noua/", activities.record, name="activity"),
    path("activitati/noua/cine/", activities.who, name="attendance"),
    path("activitati/<uuid:activity_id>/", activities.activity, name="activity-held"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/adresa/", calendar.renew, name="calendar-key"),
    path("calendar/<str:secret>/impreuna.ics", calendar.feed, name="calendar-feed"),
    path("fotografii/<uuid:attachment_id>/", pictures.picture, name="picture"),
]
