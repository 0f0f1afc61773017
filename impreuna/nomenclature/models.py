"""Tables of the published lists: editions, which never change, and the dated values of national parameters."""

from django.db import models

from impreuna.kernel.guard import Guarded


class Edition(Guarded):
    """A published edition of the national lists: whole, numbered, immutable. `content` is what rules.edition reads."""

    number = models.IntegerField(primary_key=True)
    digest = models.TextField(unique=True)
    content = models.JSONField()
    note = models.TextField(default="")
    published_at = models.DateTimeField()
    published_by = models.TextField()


class ParameterValue(Guarded):
    """The value of a national parameter from a day on (Romanian calendar). A later one for the same day replaces it."""

    n = models.BigIntegerField()
    code = models.TextField()
    valid_from = models.DateField()
    value = models.FloatField()
    source = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.TextField()

    class Meta(Guarded.Meta):
        indexes = [models.Index(fields=["code", "valid_from", "n"], name="parameter_by_day")]
