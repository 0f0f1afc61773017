"""The life of a planned visit."""

from impreuna.kernel.lifecycle import lifecycle

PLANNED_VISIT = lifecycle(
    "vizită planificată",
    "PlannedVisit",
    ("", "PlanVisit", "planned", "O 288/2006 st. 4.6"),
    ("planned", "RecordVisit", "done", "O 288/2006 st. 4.4"),
    ("planned", "RecordAssessment", "done", "P art. 3(4)a"),
    ("planned", "CallOffVisit", "called_off", "proposal"),
    ("called_off", "RecordVisit", "done", "proposal: a visit that was made counts, whatever was said before"),
)
