import pytest
from django.db import connection
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db


def test_an_empty_commune_counts_to_nothing(as_owner):
    with connection.cursor() as cursor:
        cursor.execute("SELECT monitoring_recount(%s)", [BELTIUG])
        cursor.execute("SELECT monitoring_sum(305)")
        cursor.execute("SELECT monitoring_sum_country()")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM monitoring_figure")
        assert cursor.fetchone() == (0,)
