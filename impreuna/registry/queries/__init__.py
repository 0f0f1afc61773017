"""What can be asked of the registry. One file for each noun; every question runs in the actor's scope."""

from impreuna.registry.queries.places import is_village_of, village_name

__all__ = ["is_village_of", "village_name"]
