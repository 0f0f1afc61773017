from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "impreuna.kernel"
    label = "kernel"
    verbose_name = "Nucleu"

    def ready(self) -> None:
        from impreuna.kernel import commands  # noqa: F401  handlers make themselves known
