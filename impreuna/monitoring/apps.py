from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "impreuna.monitoring"
    label = "monitoring"
    verbose_name = _("Imaginea vie")

    def ready(self) -> None:
        from impreuna.monitoring.commands import exports  # noqa: F401  its handler makes itself known
        from impreuna.monitoring.preview import views as preview
        from impreuna.monitoring.views import panel
        from impreuna.ui import navigation, panels

        navigation.add("monitoring", _("Imaginea"), "monitoring:own", capability="SeeFigures", order=10)
        panels.add("home-above", "picture", panel.draw, capability="SeeFigures", order=10)
        panels.add("parameter-change", "preview", preview.draw_parameter, capability="UsePreview", order=10)
        panels.add("edition-change", "preview", preview.draw_edition, capability="UsePreview", order=10)
