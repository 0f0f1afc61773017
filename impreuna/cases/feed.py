"""What tablets are sent of cases: the open ones with their dossier, of the ended ones only that they were.

`act` is the kind of an entry: the command that it was. `over` rows are gone: a tablet forgets them.
"""

from impreuna.kernel.feeds import Feed, feed

CASE = feed(
    Feed(
        "case",
        "cases_case",
        (
            "household_id", "person_id", "is_restricted", "year", "number", "label", "subject", "channel", "is_urgent",
            "stage", "is_suspended", "registered_at", "registered_by", "responsible_id", "responsible", "ended_at",
            "outcome",
        ),
    )
)  # fmt: skip
PERSON = feed(
    Feed(
        "case_person",
        "cases_caseperson",
        ("case_id", "household_id", "person_id", "name", "birth_date", "part", "note"),
        more={"over": "r.until IS NOT NULL"},
        where="r.until IS NULL",
        news="r.until IS NOT NULL",
    )
)
MEMBER = feed(
    Feed(
        "case_member",
        "cases_casemember",
        ("case_id", "household_id", "user_id", "name", "function", "since", "until", "institution"),
    )
)
TASK = feed(
    Feed(
        "task",
        "cases_task",
        ("case_id", "household_id", "meeting_id", "title", "assigned_to_id", "assigned_to", "due_on"),
        more={"over": "r.done_at IS NOT NULL"},
        where="r.done_at IS NULL",
        news="r.done_at IS NOT NULL",
    )
)
ENTRY = feed(
    Feed(
        "case_entry",
        "cases_caseentry",
        (
            "case_id", "household_id", "about_id", "area", "stated_at", "recorded_at", "late_reason", "author",
            "author_id", "role", "content",
        ),
        more={"act": "r.kind", "over": "r.is_past"},
        where="NOT r.is_past",
        news="r.is_past",
    )
)  # fmt: skip
