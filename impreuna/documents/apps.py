from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "impreuna.documents"
    label = "documents"
    verbose_name = _("Documente")

    def ready(self) -> None:
        from impreuna.documents import commands  # noqa: F401  handlers make themselves known
        from impreuna.documents.rules import reasons  # noqa: F401

        self._tell()
        self._appear()

    def _tell(self) -> None:
        """Tells cases which of their documents can be sent along with a referral."""
        from impreuna.cases.queries.papers import told_by
        from impreuna.documents.queries.attached import list_papers

        told_by(list_papers)

    def _appear(self) -> None:
        """Where documents show themselves: the menu, the page of a case."""
        from impreuna.documents.views import panels as drawn
        from impreuna.ui import navigation, panels

        navigation.add(
            "documents:registers", _("Registre"), "documents:registers", capability="RegisterNotice", order=80,
            is_aside=True,
        )  # fmt: skip
        panels.add("case", "documents", drawn.case_documents, capability="SeeCases", order=60)
