from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "impreuna.territory"
    label = "territory"
