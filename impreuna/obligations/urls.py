from django.urls import path

from impreuna.obligations.views import due, late, periods, told

app_name = "obligations"
urlpatterns = [
    path("termene/", due.today, name="today"),
    path("termene/echipa/", due.team, name="team"),
    path("termene/oameni/", due.people, name="people"),
    path("termene/judete/", late.country, name="country"),
    path("termene/judete/<int:county_id>/", late.county, name="county"),
    path("termene/perioade/", periods.periods, name="periods"),
    path("termene/perioade/<slug:obligation>/", periods.period, name="period"),
    path("termene/perioade/<slug:obligation>/hotarare/", periods.confirm, name="confirm-period"),
    path("instiintari/", told.notifications, name="notifications"),
]
