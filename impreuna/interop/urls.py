from django.urls import path

from impreuna.interop import api

urlpatterns = [path("api/commands", api.commands, name="commands")]
