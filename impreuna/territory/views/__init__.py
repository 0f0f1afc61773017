"""Pages of the room: the country, a county, a commune; imports."""

from impreuna.territory.views.imports import imports, preview
from impreuna.territory.views.places import commune, country, county

__all__ = ["commune", "country", "county", "imports", "preview"]
