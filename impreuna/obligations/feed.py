"""What tablets are sent of obligations: those that still have to be met, until they are. `over` rows are gone.

What each code means, the tablet carries with it (field/src/cases/rules/obligations.json).
"""

from impreuna.kernel.feeds import Feed, feed

OBLIGATION = feed(
    Feed(
        "obligation",
        "obligations_obligation",
        (
            "case_id", "household_id", "code", "key", "since", "due_at", "warn_at", "label", "subject", "detail",
            "responsible_id", "responsible", "responsible_kind",
        ),
        more={"over": "NOT r.is_open"},
        where="r.is_open",
        news="NOT r.is_open",
    )
)  # fmt: skip
