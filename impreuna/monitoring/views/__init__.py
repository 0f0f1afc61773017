"""Pages of the live picture: places, rankings, definitions, public figures, files."""

from impreuna.monitoring.views.indicator import area, definitions, indicator
from impreuna.monitoring.views.lists import lists, national
from impreuna.monitoring.views.picture import commune, country, county, news, own
from impreuna.monitoring.views.public import public
from impreuna.monitoring.views.ranking import communes, counties

__all__ = [
    "area",
    "commune",
    "communes",
    "counties",
    "country",
    "county",
    "definitions",
    "indicator",
    "lists",
    "national",
    "news",
    "own",
    "public",
]
