"""Questions about places that the registry asks at each registration."""

from functools import lru_cache

from impreuna.kernel.text import fold
from impreuna.territory.queries import find_village, list_villages


def is_village_of(village_id: int, commune_id: int) -> bool:
    """Whether the village (SIRUTA) lies in the commune. Asked anew when the answer is no: editions add villages."""
    if village_id in _villages_of(commune_id):
        return True
    _villages_of.cache_clear()
    return village_id in _villages_of(commune_id)


def villages_beginning_with(word: str, commune_id: int) -> list[int]:
    """Villages of the commune of which a word begins with `word`, which is folded."""
    names = {village_id: f" {fold(village_name(village_id))}" for village_id in _villages_of(commune_id)}
    return sorted(village_id for village_id, name in names.items() if f" {word}" in name)


_names: dict[int, str] = {}


def village_name(village_id: int) -> str:
    """The village's name, ended villages too; the code itself when no village has it.

    Names are read once for each process, a whole commune at a time: an edition that renames a village
    shows when the process starts anew.
    """
    if village_id not in _names and (village := find_village(village_id)) is not None:
        _names.update({each.siruta: each.name for each in (village, *list_villages(village.commune_id))})
    return _names.get(village_id, str(village_id))


@lru_cache(maxsize=4096)
def _villages_of(commune_id: int) -> frozenset[int]:
    return frozenset(village.siruta for village in list_villages(commune_id))
