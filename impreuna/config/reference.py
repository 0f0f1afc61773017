"""Reference data that every installation starts with: the territory (SIRUTA) and the national lists."""

from __future__ import annotations

from impreuna.config.schema import Progress


def load_missing(progress: Progress) -> bool:
    """Load what the tables do not have yet. Answers whether something was loaded."""
    from impreuna.nomenclature.commands import publish_first
    from impreuna.territory.commands import load_missing_territory

    is_new_territory = load_missing_territory(progress)
    return publish_first(progress) or is_new_territory
