"""HTML in, commands of cases out: one class for each act. Importing this package makes all of them known."""

from impreuna.cases.forms import (  # noqa: F401
    contracts,
    deciding,
    ending,
    evaluating,
    initial,
    intake,
    monitoring,
    participants,
    protecting,
    reevaluating,
    referring,
    team,
    telling_own,
    transferring,
)
