"""What tablets hold of the census: findings early, because the list of households shows them; answers last."""

from impreuna.kernel.feeds import Feed, feed

feed(
    Feed(
        "finding",
        "assessment_finding",
        (
            "household_id", "subject_id", "is_person", "code", "veil", "severity", "state", "evidence", "edition",
            "assessment_id", "found_at", "decided_at", "decided_by", "note",
        ),
    )
)  # fmt: skip
feed(
    Feed(
        "assessment",
        "assessment_assessment",
        (
            "household_id", "edition", "started_at", "ended_at", "author", "role", "purpose", "outcome", "conclusion",
            "people",
        ),
    )
)  # fmt: skip
feed(
    Feed(
        "answers",
        "assessment_answers",
        ("area", "household_id", "household", "persons"),
    )
)
