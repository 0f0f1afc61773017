"""Pages of the room: the lists, their files, their editions, the parameters."""

from impreuna.nomenclature.views.editions import edition, editions, publish
from impreuna.nomenclature.views.exports import export
from impreuna.nomenclature.views.lists import lists, paper, questionnaire, services, vulnerabilities, vulnerability
from impreuna.nomenclature.views.parameters import confirm_value, new_value, parameter, parameters

__all__ = [
    "confirm_value",
    "edition",
    "editions",
    "export",
    "lists",
    "new_value",
    "paper",
    "parameter",
    "parameters",
    "publish",
    "questionnaire",
    "services",
    "vulnerabilities",
    "vulnerability",
]
