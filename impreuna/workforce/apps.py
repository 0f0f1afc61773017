from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "impreuna.workforce"
    label = "workforce"
