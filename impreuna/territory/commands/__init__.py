"""What changes the places: imports by the national administrator, and the first load of an empty database."""

from impreuna.territory.commands.importing import ImportTerritory, keep_file
from impreuna.territory.commands.loading import Loaded, load_missing_territory, load_territory

__all__ = ["ImportTerritory", "Loaded", "keep_file", "load_missing_territory", "load_territory"]
