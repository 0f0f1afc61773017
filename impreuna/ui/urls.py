from django.urls import path

from impreuna.ui import views

app_name = "ui"
urlpatterns = [path("ui/componente", views.components, name="components")]
