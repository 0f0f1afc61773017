from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "impreuna.assessment"
    label = "assessment"
    verbose_name = _("Recensământ")

    def ready(self) -> None:
        from impreuna.assessment import commands, feed  # noqa: F401  handlers, wishes and feeds make themselves known
        from impreuna.assessment.rules import lifecycles, reasons  # noqa: F401

        self._appear()

    def _appear(self) -> None:
        """Where the census shows itself: the menu, and the pages of households, people and of one's work."""
        from impreuna.assessment.queries import count_open_findings
        from impreuna.assessment.views import panels as drawn
        from impreuna.ui import navigation, panels

        navigation.add(
            "assessment", _("Recensământ"), "assessment:worklist", capability="SeeAssessments", order=22,
            count=lambda actor: count_open_findings(actor.scope.place_id, actor.role),
        )  # fmt: skip
        see, record, decide = "SeeAssessments", "RecordAssessment", "DecideFindings"
        panels.add("household", "findings", drawn.household_findings, capability=see, order=10)
        panels.add("household-actions", "interview", drawn.household_actions, capability=record, order=10)
        panels.add("person", "findings", drawn.person_findings, capability=see, order=10)
        panels.add("home", "to-decide", drawn.to_decide, capability=decide, order=10)
        panels.add("home", "drafts", drawn.my_drafts, capability=record, order=20)
