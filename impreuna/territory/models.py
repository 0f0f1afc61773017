"""Tables of places. Public reference data: everybody reads them, only commands and the first load write them.

Keys are the SIRUTA codes themselves. A place that the official list drops is ended, never deleted,
because households, cases and journals point to it.
"""

from django.db import models
from django.db.models import Q

from impreuna.kernel.guard import Guarded


class Place(Guarded):
    """What counties, communes and villages have in common. `search_name` is the name folded for searching."""

    siruta = models.IntegerField(primary_key=True)
    name = models.TextField()
    search_name = models.TextField()
    ended_on = models.DateField(null=True)

    class Meta(Guarded.Meta):
        abstract = True


class County(Place):
    """Județ. `number` is SIRUTA's, `code` the letters of its car plates, `region` the region of development."""

    number = models.SmallIntegerField(unique=True)
    code = models.TextField(unique=True)
    region = models.SmallIntegerField()


class Commune(Place):
    """Unitate administrativ-teritorială: commune, town, municipality, or sector of București.

    `longitude` and `latitude` in degrees (WGS 84), where known; `seat_id` is the village of the town hall.
    """

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    is_urban = models.BooleanField()
    is_county_seat = models.BooleanField()
    seat_id = models.IntegerField(null=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)

    class Meta(Place.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("commune", "town", "municipality", "sector")), name="commune_kind"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="commune_point_whole",
            ),
        ]
        indexes = [models.Index(fields=["search_name", "siruta"], name="commune_by_name")]


class Village(Place):
    """Localitate: village, or part of a town. `type_code` is SIRUTA's TIP; an unknown post code is empty."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    type_code = models.SmallIntegerField()
    postcode = models.TextField()
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)


class TerritoryEdition(Guarded):
    """A file that was loaded or imported: what, from whom, of which day; `digest` (SHA-256) names its content."""

    subject = models.TextField()
    source = models.TextField()
    edition_date = models.DateField()
    digest = models.TextField()
    imported_at = models.DateTimeField()
    imported_by = models.TextField()
    counts = models.JSONField(default=dict)

    class Meta(Guarded.Meta):
        indexes = [models.Index(fields=["subject", "-imported_at"], name="edition_newest")]


class Population(Guarded):
    """People of a commune in a year. `basis`: resident (census) or domicile. `bands`: age band → people."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    basis = models.TextField()
    total = models.IntegerField()
    bands = models.JSONField(default=dict)
    source = models.TextField()

    class Meta(Guarded.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "year", "basis"], name="population_once"),
            models.CheckConstraint(condition=Q(basis__in=("resident", "domicile")), name="population_basis"),
            models.CheckConstraint(condition=Q(total__gte=0), name="population_not_negative"),
        ]


class Boundary(Guarded):
    """The outline of a commune: a MultiPolygon's coordinates, thinned, and its path on the country's drawing."""

    commune = models.OneToOneField(Commune, on_delete=models.PROTECT, primary_key=True, related_name="+")
    coordinates = models.JSONField()
    path = models.TextField()
    digest = models.TextField()
    source = models.TextField()
    edition_date = models.DateField()


class RiskIndexComponent(Guarded):
    """One component of a commune's risk index in one year (indicele de risc comunitar)."""

    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="+")
    component = models.TextField()
    year = models.SmallIntegerField()
    value = models.FloatField()
    source = models.TextField()

    class Meta(Guarded.Meta):
        constraints = [
            models.UniqueConstraint(fields=["commune", "component", "year"], name="risk_component_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="risk_not_negative"),
        ]
        indexes = [models.Index(fields=["component", "year", "value"], name="risk_by_value")]
