"""What can be asked about figures. Rooms above and pages import from here."""

from impreuna.monitoring.queries.comparison import (
    Breakdown,
    Cell,
    MeasureChoice,
    Order,
    Point,
    Ranked,
    Ranking,
)
from impreuna.monitoring.queries.figures import list_indicators
from impreuna.monitoring.queries.picture import get_freshness, get_sheet
from impreuna.monitoring.queries.places import ROMANIA, Place, UnknownPlace, get_place, places_below
from impreuna.monitoring.queries.publication import (
    PublicFigures,
    PublicRow,
    get_public_figures,
    list_published_months,
)
from impreuna.monitoring.queries.ranking import (
    get_breakdown,
    get_trend,
    list_measures,
    map_values,
    rank_places,
)
from impreuna.monitoring.queries.sheet import (
    AreaLine,
    CommunityLine,
    Coverage,
    Freshness,
    Month,
    PyramidBand,
    Sheet,
    VillageLine,
    VulnerabilityLine,
)
from impreuna.monitoring.rules.drilling import may_see_figures, may_see_households

__all__ = [
    "ROMANIA",
    "AreaLine",
    "Breakdown",
    "Cell",
    "CommunityLine",
    "Coverage",
    "Freshness",
    "MeasureChoice",
    "Month",
    "Order",
    "Place",
    "Point",
    "PublicFigures",
    "PublicRow",
    "PyramidBand",
    "Ranked",
    "Ranking",
    "Sheet",
    "UnknownPlace",
    "VillageLine",
    "VulnerabilityLine",
    "get_breakdown",
    "get_freshness",
    "get_place",
    "get_public_figures",
    "get_sheet",
    "get_trend",
    "list_indicators",
    "list_measures",
    "list_published_months",
    "map_values",
    "may_see_figures",
    "may_see_households",
    "places_below",
    "rank_places",
]
