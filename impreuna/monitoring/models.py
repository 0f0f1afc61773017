"""Tables of the live picture. Only the functions of `sql/` write them: figures are counted from rows, never edited."""

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
    """When a place was last counted: up to which number of its clock, and for which day (ages grow).

    `basis` is the edition of the lists and the parameters that counting reads: another one makes figures stale.
    """

    place_id = models.IntegerField(primary_key=True)
    n = models.BigIntegerField()
    counted_on = models.DateField()
    counted_at = models.DateTimeField()
    took_ms = models.IntegerField()
    basis = models.TextField(default="", db_default="")


class Basis(Guarded):
    """What counting needs of the edition of the national lists in force: a copy in the shape in which it is joined.

    `kind` law156: vulnerability and the letter of the law that it is; area: question and its area of answers;
    silence_days: since when and how many; edition: that the copy was made.
    """

    pk = models.CompositePrimaryKey("kind", "code", "part")
    kind = models.TextField()
    code = models.TextField()
    part = models.TextField()
    edition = models.IntegerField(null=True)


class Publication(Guarded):
    """One published number of a county (SIRUTA) or of the country (0) in a month ("2026-11"); it never changes.

    A county's is rounded down to a multiple of 5, and the country's is the sum of its counties'.
    """

    pk = models.CompositePrimaryKey("month", "place_id", "measure")
    month = models.TextField()
    place_id = models.IntegerField()
    measure = models.TextField()
    value = models.BigIntegerField()
