from django.urls import path, register_converter
from django.urls.converters import StringConverter

from impreuna.nomenclature import views


class ListFileConverter(StringConverter):
    """The file of a list: its name and its form."""

    regex = r"(?:chestionar|vulnerabilitati|servicii|parametri)\.(?:csv|xlsx|json)"


class EntryConverter(StringConverter):
    """The code of a vulnerability."""

    regex = "[A-Z]{2}-[0-9]{2,3}"


register_converter(ListFileConverter, "list_file")
register_converter(EntryConverter, "entry_code")

app_name = "nomenclature"
urlpatterns = [
    path("liste/", views.lists, name="lists"),
    path("liste/chestionar/", views.questionnaire, name="questionnaire"),
    path("liste/chestionar/tiparit/", views.paper, name="paper"),
    path("liste/vulnerabilitati/", views.vulnerabilities, name="vulnerabilities"),
    path("liste/vulnerabilitati/<entry_code:vulnerability>/", views.vulnerability, name="vulnerability"),
    path("liste/servicii/", views.services, name="services"),
    path("liste/fisiere/<list_file:list_file>", views.export, name="export"),
    path("liste/editii/", views.editions, name="editions"),
    path("liste/editii/noua/", views.publish, name="publish"),
    path("liste/editii/<int:edition_number>/", views.edition, name="edition"),
    path("liste/parametri/", views.parameters, name="parameters"),
    path("liste/parametri/<slug:parameter>/", views.parameter, name="parameter"),
    path("liste/parametri/<slug:parameter>/valoare-noua/", views.new_value, name="new-value"),
    path("liste/parametri/<slug:parameter>/confirmare/", views.confirm_value, name="confirm-value"),
]
