from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "impreuna.kernel"
    label = "kernel"
    verbose_name = "Nucleu"
