"""HTML in, commands of cases out: one class for each act. Importing this package makes all of them known."""

from impreuna.cases.forms import deciding, evaluating, initial, intake, protecting, team  # noqa: F401
