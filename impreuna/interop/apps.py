from django.apps import AppConfig


class InteropConfig(AppConfig):
    name = "impreuna.interop"
    label = "interop"
    verbose_name = "Interoperabilitate"
