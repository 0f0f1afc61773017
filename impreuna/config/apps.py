from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "impreuna.config"
    label = "config"
