"""Tables of the live picture. Only `monitoring_recount` writes them: figures are counted from rows, never edited."""

from django.db import models

from impreuna.kernel.guard import Guarded


class Figure(Guarded):
    """One number about a place: a commune or a county (SIRUTA), or the country (0).

    `measure` names what is counted (lists/indicators.yaml). Empty `age_band`, empty `sex` and village 0 mean: all.
    """

    pk = models.CompositePrimaryKey("place_id", "measure", "village_id", "age_band", "sex")
    place_id = models.IntegerField()
    measure = models.TextField()
    village_id = models.IntegerField(default=0)
    age_band = models.TextField(default="")
    sex = models.TextField(default="")
    #: The area of data that the number speaks of; empty when it speaks of none.
    veil = models.TextField(default="")
    value = models.BigIntegerField()


class Count(Guarded):
    """When a place was last counted: up to which number of its clock, and for which day (ages grow)."""

    place_id = models.IntegerField(primary_key=True)
    n = models.BigIntegerField()
    counted_on = models.DateField()
    counted_at = models.DateTimeField()
    took_ms = models.IntegerField()
