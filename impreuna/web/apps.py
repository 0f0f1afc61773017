from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "impreuna.web"
    label = "web"
