from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "impreuna.ui"
    label = "ui"
