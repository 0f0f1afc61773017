from django.urls import path

from impreuna.monitoring.preview import views

urlpatterns = [
    path("liste/efect/", views.start, name="start-preview"),
    path("liste/efect/<slug:preview>/", views.progress, name="preview"),
    path("liste/efect/<slug:preview>/oprire/", views.cancel, name="cancel-preview"),
]
