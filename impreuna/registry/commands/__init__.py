"""What can be done in the registry. One file for each noun; nothing else writes its tables."""

from impreuna.registry.commands.arrivals import AcceptMove, DeclineMove
from impreuna.registry.commands.corrections import CorrectHousehold, CorrectPerson, RecordCnp, ShowCnp
from impreuna.registry.commands.duplicates import DismissDuplicate, MergePersons, UndoMerge
from impreuna.registry.commands.members import AddPerson, EndMembership, JoinHousehold, RecordDeath
from impreuna.registry.commands.moves import OfferMove, WithdrawMove
from impreuna.registry.commands.notes import DeclareEthnicity, WriteNote
from impreuna.registry.commands.register import NewPerson, RegisterHousehold

__all__ = [
    "AcceptMove",
    "AddPerson",
    "CorrectHousehold",
    "CorrectPerson",
    "DeclareEthnicity",
    "DeclineMove",
    "DismissDuplicate",
    "EndMembership",
    "JoinHousehold",
    "MergePersons",
    "NewPerson",
    "OfferMove",
    "RecordCnp",
    "RecordDeath",
    "RegisterHousehold",
    "ShowCnp",
    "UndoMerge",
    "WithdrawMove",
    "WriteNote",
]
