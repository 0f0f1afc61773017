from django.urls import path, register_converter
from django.urls.converters import StringConverter

from impreuna.territory import views


class DigestConverter(StringConverter):
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"


class SubjectConverter(StringConverter):
    """What an import is about."""

    regex = "siruta|population|boundaries|risk-index"


register_converter(DigestConverter, "digest")
register_converter(SubjectConverter, "import_subject")

app_name = "territory"
urlpatterns = [
    path("teritoriu/", views.country, name="country"),
    path("teritoriu/judet/<str:code>/", views.county, name="county"),
    path("teritoriu/comuna/<int:siruta>/", views.commune, name="commune"),
    path("teritoriu/importuri/", views.imports, name="imports"),
    path("teritoriu/importuri/<import_subject:subject>/<digest:digest>/", views.preview, name="preview"),
]
