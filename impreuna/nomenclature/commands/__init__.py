"""What changes the national lists: an edition is published, a parameter gets a value."""

from impreuna.nomenclature.commands.parameters import SetParameter
from impreuna.nomenclature.commands.publish import PublishEdition, installed_lists, publish_first

__all__ = ["PublishEdition", "SetParameter", "installed_lists", "publish_first"]
