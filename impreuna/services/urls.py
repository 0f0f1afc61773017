from django.urls import path

from impreuna.services.views import delivery, pictures, visits

app_name = "services"
urlpatterns = [
    path("vizite/", visits.planned, name="planned"),
    path("vizite/<uuid:visit_id>/anulare/", visits.call_off, name="call-off"),
    path("gospodarii/<uuid:household_id>/vizite/", visits.household, name="household"),
    path("gospodarii/<uuid:household_id>/vizite/planificare/", visits.plan, name="plan"),
    path("gospodarii/<uuid:household_id>/vizite/noua/", visits.record, name="record"),
    path("gospodarii/<uuid:household_id>/serviciu/", delivery.deliver, name="deliver"),
    path("fotografii/<uuid:attachment_id>/", pictures.picture, name="picture"),
]
