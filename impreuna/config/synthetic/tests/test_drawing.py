"""What is drawn: the same from the same seed, near the shares of the files, and nothing that cannot be."""

from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256
from random import Random

import pytest

from impreuna.config.synthetic.census import Census, Home, Lists
from impreuna.config.synthetic.homes import Homes, kinds, pyramid
from impreuna.config.synthetic.people import Papers, communities_of
from impreuna.config.synthetic.places import choose, place_of, rural_communes, sizes
from impreuna.config.synthetic.shares import read
from impreuna.nomenclature.queries import current_edition, parameters_on
from impreuna.nomenclature.rules.answers import check_answer
from impreuna.registry.commands.register import check_people
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 20)


@pytest.fixture
def lists() -> Lists:
    return Lists.of(current_edition(), parameters_on)


def drawn(lists: Lists, households: int, seed: int = 1, commune_id: int = BELTIUG) -> list[Home]:
    return list(Census(place_of(commune_id), seed, ON, lists).households(households))


def test_the_same_seed_draws_the_same_commune(lists) -> None:
    one, again, other = (sha256(repr(drawn(lists, 40, seed)).encode()).digest() for seed in (1, 1, 2))
    assert one == again != other


def test_a_longer_list_begins_like_a_shorter_one_with_the_same_people(lists) -> None:
    few, many = drawn(lists, 10), drawn(lists, 20)
    names = [[(each.last_name, each.first_name) for each in home.members] for home in (*few[:1], *many[:1])]
    assert names[0] == names[1]


def test_everybody_may_be_registered_and_every_answer_given(lists) -> None:
    edition = lists.edition
    for home in drawn(lists, 150):
        check_people(tuple(home.members), ON)
        assert home.registered_at.date() < ON
        for visit in home.visits:
            for code, answer in [*visit.household.items(), *(pair for each in visit.persons for pair in each.items())]:
                assert check_answer(edition.questions[code], answer), (code, answer)


def test_all_that_shows_is_answered_but_what_people_pass_over(lists) -> None:
    passed_over = {"Z01", "Z02", "Z04a", "Z04b", "Z04c"}
    drawable = set(lists.questionnaire.areas) - passed_over - {"Z03"}
    for commune in (BELTIUG, 137611):
        census = Census(place_of(commune), 3, ON, lists)
        for home in census.households(60):
            talk = census._talk(home, 5, ON)
            lists.questionnaire.ask(talk)
            lists.questionnaire.ask_as_nurse(talk)
            shown = lists.edition.relevant(talk.household, talk.members)
            assert not (shown.household & drawable) - talk.household.keys()
            for member, codes in zip(talk.members, shown.members, strict=True):
                assert not (codes & drawable) - member.keys()
            assert not lists.edition.contradictions_in(talk.household, talk.members)


def test_findings_are_as_many_as_a_first_census_brings(lists) -> None:
    homes = [home for commune in choose(10, None) for home in drawn(lists, 60, commune_id=commune.siruta)]
    visited = [home for home in homes if home.fields["dwelling_state"] == "visited"]
    assert 0.80 < len(visited) / len(homes) < 0.90
    states = Counter(finding.state for home in visited for finding in home.findings.values())
    live = (states["proposed"] + states["confirmed"]) / len(visited)
    assert 2 <= live <= 4, live
    assert states["confirmed"] > states["proposed"] > states["resolved"] > 0 < states["refuted"]
    people = [member for home in homes for member in home.members]
    assert 2.7 < len(people) / len(homes) < 3.3


def test_ages_follow_the_pyramid() -> None:
    years = pyramid()
    homes = Homes(Random(2), years)
    ages = Counter(min(member.age // 20, 4) for _home in range(4000) for member in homes.draw())
    wanted = [sum(years[first : first + 20]) / sum(years) for first in (0, 20, 40, 60)]
    for group, share in enumerate(wanted):
        assert abs(ages[group] / ages.total() - share) < 0.06, (group, share, ages)


def test_an_old_commune_gets_old_people() -> None:
    usual = read("people.toml")["pyramid"]
    old = {band: (weight * 4 if band[0] in "678" else weight) for band, weight in usual.items()}
    shares = []
    for bands in (None, old):
        homes = Homes(Random(2), pyramid(bands))
        people = [member for _home in range(1500) for member in homes.draw()]
        shares.append(sum(member.age >= 65 for member in people) / len(people))
    assert shares[1] > shares[0] + 0.15


def test_generations_lie_apart() -> None:
    homes = Homes(Random(7), pyramid())
    for _home in range(3000):
        head, *others = homes.draw()
        assert head.age >= 19 and min((member.age for member in others), default=0) >= 0
        for member in others:
            if member.relation in ("child", "stepchild"):
                assert head.age - member.age >= 16
            if member.relation == "grandchild":
                assert head.age - member.age >= 34
            if member.relation == "parent":
                assert member.age - head.age >= 17


def test_no_two_communes_give_out_one_cnp(lists) -> None:
    place = place_of(BELTIUG)
    census = read("people.toml")["census"]
    given: list[str] = []
    # Two communes have the same three digits, and each its own days.
    for number in (place.number, place.number + 1000, place.number + 2000, place.number + 1):
        papers = Papers(Random(1), number, census)
        homes = Homes(Random(1), pyramid())
        for _home in range(400):
            given += [cnp for member in homes.draw() if (cnp := papers.draw(member, ON).get("cnp"))]
    assert len(given) > 4000
    assert len(set(given)) == len(given)
    assert {cnp[7:9] for cnp in given} == {"99"}


def test_numbers_of_communes_fit_into_a_cnp() -> None:
    communes = rural_communes()
    numbers = {place_of(commune.siruta).number for commune in communes[:: len(communes) // 40]}
    assert len(communes) > 2800 and max(numbers) < 3000


def test_satu_mare_comes_first_and_every_county_has_its_share() -> None:
    assert {commune.county_code for commune in choose(59, None)} == {"SM"}
    two_thousand = choose(2000, None)
    assert len({commune.siruta for commune in two_thousand}) == 2000
    assert len({commune.county_code for commune in two_thousand}) == 41
    assert choose(3, "CJ")[0].county_code == "CJ"
    households = sizes(two_thousand, 1000, 1)
    assert abs(sum(households.values()) - 2_000_000) < 2000
    assert max(households.values()) > 2 * min(households.values())


def test_communities_live_where_they_do() -> None:
    random = Random(1)
    in_harghita = Counter(communities_of("HR").draw(random).ethnicity for _each in range(500))
    assert in_harghita["hungarian"] > 400
    assert communities_of("VS").draw(random).ethnicity == "romanian"


def test_every_kind_of_household_has_one_head() -> None:
    for kind in kinds():
        assert [role.relation for role in kind].count("head") == 1 and kind[0].relation == "head"


def test_want_brings_findings(lists) -> None:
    """The worse off, the more is found: the shares go the right way."""
    counts = []
    for level in (0, 6):
        census = Census(replace(place_of(BELTIUG)), 5, ON, lists)
        found = 0
        for home in census.households(60):
            talk = census._talk(home, level, ON)
            lists.questionnaire.ask(talk)
            found += len(lists.edition.find(talk.household, talk.members, parameters_on(ON)))
        counts.append(found)
    assert counts[1] > 3 * counts[0]
