"""The lives of what the registry keeps."""

from impreuna.kernel.lifecycle import lifecycle

MEMBERSHIP = lifecycle(
    "apartenența la gospodărie",
    "Membership",
    ("", "RegisterHousehold", "open", "P art. 3(4)a"),
    ("", "AddPerson", "open", "P art. 3(4)a"),
    ("", "JoinHousehold", "open", "P art. 6(5)"),
    ("open", "EndMembership", "ended", "P art. 6(5)"),
    ("open", "RecordDeath", "ended", "P art. 6(5)"),
)
DUPLICATE = lifecycle(
    "posibilă dublură",
    "DuplicateCandidate",
    ("", "any registration that looks like a known person", "open", "proposal"),
    ("open", "DismissDuplicate", "dismissed", "proposal"),
    ("open", "MergePersons", "merged", "GDPR art. 5(1)d"),
    ("merged", "UndoMerge", "open", "proposal"),
)
MOVE = lifecycle(
    "mutarea în altă comună",
    "Move",
    ("", "OfferMove", "offered", "P art. 6(3)"),
    ("offered", "WithdrawMove", "withdrawn", "proposal"),
    ("offered", "DeclineMove", "declined", "proposal"),
    ("offered", "AcceptMove", "accepted", "P art. 6(3)"),
)
