"""Questions about places that the registry asks at each registration."""

from functools import lru_cache

from impreuna.territory.queries import list_villages


def is_village_of(village_id: int, commune_id: int) -> bool:
    """Whether the village (SIRUTA) lies in the commune. Asked anew when the answer is no: editions add villages."""
    if village_id in _villages_of(commune_id):
        return True
    _villages_of.cache_clear()
    return village_id in _villages_of(commune_id)


@lru_cache(maxsize=4096)
def _villages_of(commune_id: int) -> frozenset[int]:
    return frozenset(village.siruta for village in list_villages(commune_id))
