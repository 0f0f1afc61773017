"""What tablets hold of the registry. A CNP never travels: only whether there is one."""

from impreuna.kernel.feeds import Feed, feed

feed(
    Feed(
        "household",
        "registry_household",
        (
            "village_id", "street", "number", "place_note", "phone", "latitude", "longitude", "dwelling_state",
            "label", "registered_at", "registered_by",
        ),
    )
)  # fmt: skip
feed(
    Feed(
        "person",
        "registry_person",
        (
            "last_name", "first_name", "former_names", "sex", "birth_date", "birth_year", "identity", "death_date",
            "merged_into_id",
        ),
        more={"has_cnp": "r.cnp_hash IS NOT NULL"},
    )
)  # fmt: skip
feed(
    Feed(
        "membership",
        "registry_membership",
        ("household_id", "person_id", "relation", "start_date", "end_date", "end_reason"),
    )
)
# Rows that go to another commune leave nothing behind that could be sent: the accepted offer says who is gone.
feed(
    Feed(
        "departure",
        "registry_departure",
        ("household_id", "person_id", "people"),
        where="false",
        news="r.decision = 'accepted'",
    )
)
feed(
    Feed(
        "note",
        "registry_note",
        ("household_id", "person_id", "area", "text", "author", "written_at"),
    )
)
