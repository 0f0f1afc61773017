"""Components render what they are given, escaped, and say in words what they show in colour."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory

from impreuna.kernel.result import refused
from impreuna.ui import gallery
from impreuna.ui.paging import Page
from impreuna.ui.wording import age_on, counted, day, moment, short_day, years


def draw(source: str, **context: Any) -> str:
    return engines["django"].from_string("{% load i18n ui %}" + source).render(context)


def test_every_component_has_its_template_and_examples() -> None:
    folders = [path.parent for path in gallery.COMPONENTS.glob("*/template.html")]
    assert len(folders) >= 20
    for folder in folders:
        assert (folder / "examples.toml").exists(), f"{folder.name}: scrieți examples.toml"


@pytest.mark.parametrize("component", sorted(path.parent.name for path in gallery.COMPONENTS.glob("*/examples.toml")))
def test_every_example_renders(component: str) -> None:
    drawn = next(part for part in gallery.components(RequestFactory().get("/")) if part.name == component)
    assert drawn.examples and all(example.html.strip() for example in drawn.examples)


def test_the_gallery_is_for_the_demonstration_only(client: Any, settings: Any) -> None:
    assert client.get("/ui/componente").status_code == 200
    settings.MODE = "production"
    assert client.get("/ui/componente").status_code == 404


def test_a_refused_button_says_why_and_sends_nothing() -> None:
    html = draw("{% button 'Șterge' refused=verdict %}", verdict=refused("not_found"))
    assert 'type="button"' in html and 'aria-disabled="true"' in html
    assert "Înregistrarea nu există sau nu o puteți vedea." in html


def test_an_allowed_button_is_a_button() -> None:
    html = draw("{% button 'Salvează' name='act' value='1' refused='' %}")
    assert 'type="submit"' in html and 'name="act" value="1"' in html and "aria-disabled" not in html


def test_text_is_escaped_and_blocks_keep_their_markup() -> None:
    html = draw("{% card title=bad %}{% notice %}<b>{{ bad }}</b>{% endnotice %}{% endcard %}", bad="<i>")
    assert "<i>" not in html and "<b>&lt;i&gt;</b>" in html


def test_a_person_is_said_as_one_would_say_it() -> None:
    html = draw("{% person 'Popescu Ana' age=21 relation='fiică' place='Șipotu nr. 14' href='/p/1' %}")
    for part in ("21 de ani", "fiică", "Șipotu nr. 14", 'href="/p/1"', ">PA<"):
        assert part in html


def test_an_empty_value_is_said_to_be_empty_and_zero_is_a_value() -> None:
    assert "necompletat" in draw("{% summary %}{% entry 'Telefon' '' %}{% endsummary %}")
    assert "<dd>0</dd>" in draw("{% summary %}{% entry 'Copii' 0 %}{% endsummary %}")


def test_a_conflict_shows_both_values_with_author_and_moment() -> None:
    html = draw("{% conflict '/x' 'Prenumele' mine theirs %}", **gallery.context())
    for part in ("Ștefania", "Stefánia", "Ioana Țăranu", "Maria Pop", "28 octombrie 2026, 14:05"):
        assert part in html
    assert 'value="a"' in html and 'value="b"' in html


def test_paging_keeps_the_search() -> None:
    request = RequestFactory().get("/lista?q=ana&dupa=vechi")
    html = draw("{% pagination page %}", page=Page([], "nou", False), request=request)
    assert 'href="?q=ana&amp;dupa=nou"' in html and 'href="/lista?q=ana"' in html
    assert draw("{% pagination page %}", page=Page([], "", True), request=request).strip() == ""


@pytest.mark.parametrize(
    ("n", "said"), [(0, "Niciun rezultat"), (1, "Un rezultat"), (19, "19 rezultate"), (20, "20 de rezultate")]
)
def test_counts_are_said_in_romanian(n: int, said: str) -> None:
    assert said in draw("{% result_count n %}", n=n)


@pytest.mark.parametrize(
    ("n", "said"), [(0, "sub un an"), (1, "un an"), (11, "11 ani"), (72, "72 de ani"), (102, "102 ani")]
)
def test_ages_are_said_in_romanian(n: int, said: str) -> None:
    assert years(n) == said


def test_age_counts_whole_years() -> None:
    assert age_on(date(2015, 11, 22), date(2026, 11, 21)) == 10
    assert age_on(date(2015, 11, 21), date(2026, 11, 21)) == 11
    assert age_on(date(2012, 2, 29), date(2026, 2, 28)) == 13


def test_days_and_moments() -> None:
    at = datetime(2026, 10, 28, 12, 5, tzinfo=UTC)
    assert (day(at), short_day(at), moment(at)) == ("28 octombrie 2026", "28.10.2026", "28 octombrie 2026, 14:05")
    assert day(None) == short_day(None) == moment(None) == ""
    assert counted(2, "unul", "{n} bune", "{n} de bune") == "2 bune"


def test_the_build_leaves_out_what_is_not_ours_to_use() -> None:
    style = Path("build/static/ui/impreuna.css").read_text(encoding="utf-8")
    assert "GDS Transport" not in style and "crown" not in style
