"""What can be done in the registry. One file for each noun; nothing else writes its tables."""

from impreuna.registry.commands.corrections import CorrectHousehold, CorrectPerson, RecordCnp
from impreuna.registry.commands.members import AddPerson, EndMembership, JoinHousehold, RecordDeath
from impreuna.registry.commands.notes import DeclareEthnicity, WriteNote
from impreuna.registry.commands.register import NewPerson, RegisterHousehold

__all__ = [
    "AddPerson",
    "CorrectHousehold",
    "CorrectPerson",
    "DeclareEthnicity",
    "EndMembership",
    "JoinHousehold",
    "NewPerson",
    "RecordCnp",
    "RecordDeath",
    "RegisterHousehold",
    "WriteNote",
]
