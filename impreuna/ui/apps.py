"""ui: page shell, components, form rendering, paging. What every room's pages are made of."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "impreuna.ui"
    label = "ui"
