from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "impreuna.registry"
    label = "registry"
