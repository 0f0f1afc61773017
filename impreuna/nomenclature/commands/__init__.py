"""What changes the national lists: a value of a parameter; an edition."""

from impreuna.nomenclature.commands.parameters import SetParameter

__all__ = ["SetParameter"]
