"""What tablets are sent of visits, services and pictures."""

from impreuna.kernel.feeds import Feed, feed


def _of_seen_case(column: str) -> str:
    """That a household has a case is told to who sees the case: its team, and who works with all of them."""
    return (
        "CASE WHEN r.team_id IS NOT NULL AND ('case' = ANY (impreuna_areas())"
        f" OR r.team_id = ANY (impreuna_restrictions())) THEN r.{column} END"
    )


PLANNED_VISIT = feed(
    Feed(
        "planned_visit",
        "services_plannedvisit",
        (
            "household_id", "planned_on", "purpose", "note", "planned_by", "planned_by_id", "state", "ended_reason",
        ),
    )
)  # fmt: skip
VISIT = feed(
    Feed(
        "visit",
        "services_visit",
        (
            "household_id", "planned_id", "started_at", "ended_at", "purpose", "outcome", "present", "report", "area",
            "author", "author_id", "role",
        ),
    )
)  # fmt: skip
SERVICE = feed(
    Feed(
        "service",
        "services_servicedelivered",
        (
            "household_id", "person_id", "code", "delivered_on", "quantity", "note", "area", "finding_ids", "author",
            "role",
        ),
        more={"case_id": _of_seen_case("case_id"), "plan_item_id": _of_seen_case("plan_item_id")},
    )
)  # fmt: skip
ATTACHMENT = feed(
    Feed(
        "attachment",
        "services_attachment",
        (
            "household_id", "visit_id", "person_id", "what", "digest", "size", "media_type", "taken_at", "caption",
            "area", "author", "is_complete",
        ),
    )
)  # fmt: skip
