"""The life of a finding. The system proposes, professionals decide, later visits resolve and re-open."""

from impreuna.kernel.lifecycle import lifecycle

FINDING = lifecycle(
    "vulnerabilitate găsită",
    "Finding",
    ("", "RecordAssessment", "proposed", "P art. 6(5); L190 art. 3(1)"),
    ("proposed", "DecideFindings", "confirmed", "L190 art. 3(1)"),
    ("proposed", "DecideFindings", "refuted", "L190 art. 3(1)"),
    ("confirmed", "DecideFindings", "refuted", "GDPR art. 5(1)d"),
    ("confirmed", "DecideFindings", "proposed", "proposal"),
    ("refuted", "DecideFindings", "confirmed", "GDPR art. 5(1)d"),
    ("refuted", "DecideFindings", "proposed", "proposal"),
    ("proposed", "RecordAssessment", "resolved", "P art. 6(5)"),
    ("confirmed", "RecordAssessment", "resolved", "P art. 6(5)"),
    ("proposed", "RecordDeath", "resolved", "P art. 6(5)"),
    ("confirmed", "RecordDeath", "resolved", "P art. 6(5)"),
    ("proposed", "MergePersons", "resolved", "GDPR art. 5(1)d"),
    ("confirmed", "MergePersons", "resolved", "GDPR art. 5(1)d"),
    ("resolved", "RecordAssessment", "proposed", "P art. 6(5)"),
    ("refuted", "RecordAssessment", "proposed", "proposal: only by other answers than those that were refuted"),
)
