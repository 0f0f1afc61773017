from django.urls import path

from impreuna.monitoring import views
from impreuna.monitoring.preview.urls import urlpatterns as preview

app_name = "monitoring"
urlpatterns = [
    path("imagine/", views.own, name="own"),
    path("imagine/tara/", views.country, name="country"),
    path("imagine/tara/clasament/", views.counties, name="counties"),
    path("imagine/tara/fisiere/", views.national, name="national"),
    path("imagine/judet/<str:code>/", views.county, name="county"),
    path("imagine/judet/<str:code>/clasament/", views.communes, name="communes"),
    path("imagine/comuna/<int:siruta>/", views.commune, name="commune"),
    path("imagine/comuna/<int:siruta>/liste/", views.lists, name="lists"),
    path("imagine/indicator/<int:place_id>/<str:measure>/", views.indicator, name="indicator"),
    path("imagine/aria/<int:place_id>/<str:area>/", views.area, name="area"),
    path("imagine/definitii/<int:place_id>/", views.definitions, name="definitions"),
    path("imagine/noutati/<int:place_id>/", views.news, name="news"),
    path("cifre/", views.public, name="public"),
    *preview,
]
