"""An elderly woman's case from the neighbour's call to its closing, by the pages of those who work on it: the social
worker on her tablet, the head of the service at her desk, and an outside hospital that answers a referral.

What the law spreads over months is done on one day here, with the reasons that the pages then ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from impreuna.assessment.commands import RecordAssessment
from impreuna.assessment.tests.pages import signed_in
from impreuna.assessment.tests.visiting import publish
from impreuna.cases import commands as does
from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command
from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.workforce.tests.cast import actor
from tests.fixtures.browser import SIZES
from tests.fixtures.cast import new_person, register
from tests.fixtures.places import BELTIUG

pytestmark = pytest.mark.django_db(transaction=True)
WANTS = "Să nu mai fie singură."


class Hand:
    """Somebody's browser: the pages of one case as she opens, fills and sends them."""

    def __init__(self, browser: Browser, site: str, who: Actor | None, size: str) -> None:
        cache.clear()
        self.site, self.case = site, ""
        self.context = browser.new_context(
            viewport=SIZES[size],  # type: ignore[arg-type]
            locale="ro-RO", timezone_id="Europe/Bucharest", reduced_motion="reduce",
        )  # fmt: skip
        self.context.set_default_timeout(15_000)
        if who is not None:
            session = signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value
            self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        self.page = self.context.new_page()
        self.mistakes: list[str] = []
        self.page.on("pageerror", lambda error: self.mistakes.append(str(error)))

    def go(self, address: str, title: str) -> None:
        """Opens a page by its address and waits for its title."""
        self.page.goto(f"{self.site}{address}")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def next(self, title: str) -> None:
        """Goes on with what the case's page offers first."""
        self.go(f"/cazuri/{self.case}/", "Cozma Veronica")
        self.page.locator(".next a").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)

    def act(self, slug: str, title: str) -> None:
        """Opens the page of an act."""
        self.go(f"/cazuri/{self.case}/act/{slug}/", title)

    def write(self, **texts: str) -> None:
        """Types into fields, by their names."""
        for name, words in texts.items():
            self.page.locator(f"#id_{name}").fill(words)

    def tick(self, *labels: str) -> None:
        """Ticks boxes and choices by their words."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def type_day(self, name: str, day: date) -> None:
        for part in ("day", "month", "year"):
            self.page.locator(f"#id_{name}_{part}").fill(str(getattr(day, part)))

    def send(self, button: str, answer: str) -> None:
        """Sends the form and waits for what only the page after it says."""
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_text(answer).first).to_be_visible()

    def fields(self, ending: str) -> list[Locator]:
        """The visible fields whose names end so."""
        return self.page.locator(f"main [name$='{ending}']:visible").all()


class Cast:
    """Who takes part."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.worker = actor("Ilinca Breban", "social_worker", BELTIUG)
        self.head = actor("Sanda Mureșan", "spas_head", BELTIUG)
        self.home = self._census()
        self.w = Hand(browser, site, self.worker, "tablet")
        self.h = Hand(browser, site, self.head, "desk")
        self.outside = Hand(browser, site, None, "tablet")

    def _census(self) -> UUID:
        """She is in the registry, and was asked at the census."""
        veronica = new_person("Cozma", "Veronica", sex="F", birth_date=date(1945, 3, 12))
        home, now = register(self.worker, veronica), timezone.now()
        self.do(
            self.worker, RecordAssessment,
            household_id=home, assessment_id=new_id(), edition=publish().number, people=(veronica.id,),
            started_at=now - timedelta(minutes=40), ended_at=now - timedelta(minutes=5),
            household={"G02": 1, "G03": 1, "G06": 1, "H03": 3, "Z01": WANTS}, persons=({"P10": 3},),
        )  # fmt: skip
        return home

    def do(self, who: Actor, command: type[Command], **said: Any) -> UUID:
        """What is not the point of the story, as a command."""
        made = command(id=new_id(), commune_id=BELTIUG, recorded_at=timezone.now(), **said)
        outcome = execute(made, who)
        assert outcome.is_kept, (command.__name__, outcome.reason, outcome.field, outcome.facts)
        return made.id


@pytest.fixture
def cast(browser: Browser, live_site: str) -> Iterator[Cast]:
    made = Cast(browser, live_site)
    hands = (made.w, made.h, made.outside)
    yield made
    for hand in hands:
        hand.context.close()
    assert [hand.mistakes for hand in hands] == [[], [], []]


def test_from_the_neighbours_call_to_the_closing(cast: Cast) -> None:
    registered(cast)
    evaluated(cast)
    decided(cast)
    planned(cast)
    served(cast)
    referred(cast)
    closed(cast)


def registered(cast: Cast) -> None:
    """9:12, on the telephone: she is found in the registry while her name is typed; 72 hours begin."""
    w = cast.w
    w.go("/cazuri/nou/", "Înregistrează o sesizare")
    w.tick("Vârstnic")
    w.page.get_by_label("Numele persoanei").press_sequentially("cozma ver")
    w.page.locator("#cine").get_by_label(re.compile("Cozma Veronica")).check()
    w.write(what="Stă singură, nu a mai ieșit din casă de o săptămână.", reporter="Vecina de peste drum")
    w.send("Înregistrează sesizarea", "Deschide cazul")
    expect(w.page.get_by_text("Ordinul 288/2006, pct. 3, 3.1").first).to_be_visible()
    found = re.search(r"/cazuri/([0-9a-f-]{36})/", w.page.url)
    assert found
    w.case = cast.h.case = found[1]


def evaluated(cast: Cast) -> None:
    """At home, what the census knows stands in the form already."""
    w = cast.w
    w.next("Evaluare inițială")
    expect(w.page.locator("#id_needs")).to_have_value(WANTS)
    expect(w.page.get_by_label("Vârstnic care locuiește singur", exact=True)).to_be_checked()
    w.tick("Cozma Veronica", "Urgent: în câteva zile")
    w.write(
        place="acasă", situation="E slăbită, sunt 14 grade în casă.", risks="Frig, foame.", resources="O vecină bună."
    )
    w.send("Încheie evaluarea inițială", "Evaluarea inițială este înregistrată.")
    w.next("Raport de evaluare inițială")
    expect(w.page.locator("#id_conclusion")).to_have_value(re.compile("14 grade"))
    w.send("Trimite raportul șefului SPAS", "Raportul este scris.")


def decided(cast: Cast) -> None:
    """The head reads and decides, and says who answers for the case; the client is told."""
    w, h = cast.w, cast.h
    h.next("Hotărăște asupra cazului")
    h.send("Hotărăște", "Decizia este înregistrată.")
    h.next("Desemnează responsabilul de caz")
    h.page.get_by_label(re.compile("^Ilinca Breban")).check()
    h.tick("Experiența")
    h.send("Desemnează", "Responsabilul de caz este desemnat.")
    w.next("Informează clientul")
    assert w.page.get_by_label("Cum a aflat copilul").count() == 0
    w.tick("I s-a spus și a semnat")
    w.write(what="Cazul s-a confirmat.", told_to="Cozma Veronica", how="acasă")
    w.send("Înregistrează informarea", "Informarea este înregistrată.")


def planned(cast: Cast) -> None:
    """From the evaluation a plan, discussed by the team before the head endorses it."""
    w, h, case = cast.w, cast.h, UUID(cast.w.case)
    visit = cast.do(
        cast.worker, does.RecordCaseVisit,
        case_id=case, purpose="evaluarea detaliată", place="acasă", present=("Cozma Veronica",), synthesis="Am vorbit.",
    )  # fmt: skip
    said = dict.fromkeys(("needs", "context", "risks", "resources", "family_opinion", "conclusions"), "Lemne, medic.")
    report = cast.do(
        cast.worker, does.WriteDetailedReport, case_id=case, capacity="", child_opinion="", **said
    )  # fmt: skip
    for written in (visit, report):
        cast.do(cast.head, does.EndorseEntry, case_id=case, about_id=written, decision="endorsed", note="")
    w.go(f"/cazuri/{w.case}/plan/scriere/", "Scrie planul")
    w.page.get_by_role("button", name=re.compile("^Adaugă în plan.*Vârstnic care locuiește singur")).click()
    expect(w.page.locator(".plan-item")).to_have_count(3)
    w.page.locator("#id_objective-0-indicator").fill("O caută cineva în fiecare zi.")
    for choice in w.fields("-responsible_id"):
        choice.select_option(label="Ilinca Breban, responsabil de caz prevenire")
    w.send("Trimite la avizare", "Planul a plecat la șef, pentru aviz.")
    met(w)
    h.next("Avizează")
    h.tick("Avizat")
    h.send("Trimite avizul", "Avizul este înregistrat.")


def met(w: Hand) -> None:
    """The week's meeting: its agenda holds the case."""
    w.go(f"/intalniri/noua/?caz={w.case}", "Consemnează întâlnirea")
    w.page.get_by_label(re.compile("^Ilinca Breban")).check()
    w.write(**{"meeting-minutes": "Cazurile săptămânii.", "meeting-held_hour": "00:00"})
    agenda = w.page.locator("details.agenda", has_text="Cozma Veronica")
    if not agenda.get_by_label("Ce s-a discutat").is_visible():
        agenda.locator("summary").click()
    agenda.get_by_label("Ce s-a discutat").fill("Toți sunt de acord cu planul.")
    w.send("Încheie procesul-verbal", "Întâlnirea este consemnată.")


def served(cast: Cast) -> None:
    """The contract, her signature upon paper, and the first look at a service."""
    w = cast.w
    w.go(f"/cazuri/{w.case}/plan/", "Planul")
    w.page.get_by_role("link", name=re.compile("^Încheie contractul")).click()
    expect(w.page.locator("#id_signed_by")).to_have_value("Cozma Veronica")
    w.send("Înregistrează contractul", "Contractul este înregistrat.")
    w.go(f"/cazuri/{w.case}/plan/", "Planul")
    w.page.get_by_role("link", name=re.compile("^Adaugă o semnătură")).click()
    w.tick("Pe hârtie")
    w.write(signer="Cozma Veronica", function="beneficiară")
    w.send("Înregistrează semnătura", "Semnătura este înregistrată.")
    w.go(f"/cazuri/{w.case}/servicii/", "Serviciile planului")
    w.page.get_by_role("link", name=re.compile("^Verifică:?")).first.click()
    w.tick("Da")
    w.write(progress="Vecina vine în fiecare dimineață.")
    w.send("Înregistrează verificarea", "Verificarea este înregistrată.")


def referred(cast: Cast) -> None:
    """The hospital answers without an account, by the address that the letter shows once."""
    w, outside = cast.w, cast.outside
    w.go(f"/cazuri/{w.case}/referire/", "Referă cazul unei instituții")
    for label, words in (
        ("Instituția", "Spitalul din oraș"), ("Cum o găsim", "tel. 0000"), ("Scopul", "tensiune mare"),
        ("Ce îi spunem", "Femeie de 81 de ani, singură."), ("Ce îi cerem", "Un consult."),
    ):  # fmt: skip
        w.page.get_by_label(label, exact=True).fill(words)
    w.type_day("answer_by", timezone.localdate() + timedelta(days=10))
    w.tick("Persoana a fost de acord")
    w.send("Trimite referirea", "Adresa secretă se vede o singură dată.")
    secret = re.search(r"/raspuns/[^/\s]+/", w.page.locator("main").inner_text())
    assert secret
    outside.go(secret[0], "Răspundeți la o referire")
    expect(outside.page.get_by_text("Femeie de 81 de ani, singură.")).to_be_visible()
    outside.tick("Preluăm cazul")
    outside.page.get_by_label("Răspunsul dumneavoastră").fill("O primim luni la ora 9.")
    outside.page.get_by_label("Cine răspunde").fill("Medicul de gardă")
    outside.page.get_by_role("button", name="Trimite răspunsul").click()
    expect(outside.page.get_by_role("heading", level=1)).to_have_text("Răspuns la o referire")
    w.go(f"/cazuri/{w.case}/", "Cozma Veronica")
    expect(w.page.get_by_text("Răspuns la referire: preia cazul")).to_be_visible()


def closed(cast: Cast) -> None:
    """Looked after without services, then closed: before its three months only by the head, with a reason."""
    w, h = cast.w, cast.h
    w.act("monitorizare-post-servicii", "Plan de monitorizare post-servicii")
    w.write(objectives="Să fie căutată zilnic.", visits="o dată pe lună", open_services_why="Vecina vine mai departe.")
    w.send("Trimite planul la avizare", "Monitorizarea post-servicii a început.")
    w.act("recomandare-inchidere", "Recomandă închiderea cazului")
    w.tick("Obiectivele au fost atinse")
    for choice in w.page.locator("main form select:visible").all():
        choice.select_option(label="Rezolvată")
    w.write(summary="Nu mai este singură, are medic și lemne.")
    w.send("Trimite recomandarea la avizare", "Recomandarea este trimisă.")
    for _waiting in ("planul de monitorizare", "recomandarea"):
        h.next("Avizează")
        h.tick("Avizat")
        h.send("Trimite avizul", "Avizul este înregistrat.")
    h.act("inchidere", "Închide cazul")
    expect(h.page.locator("#id_outcome")).to_have_value("Nu mai este singură, are medic și lemne.")
    h.send("Închide cazul", "Mai este ceva de corectat")
    expect(h.page.get_by_role("alert")).to_contain_text("Monitorizarea post-servicii ține până la")
    h.write(override_reason="S-a mutat la nepoată, care o îngrijește.")
    h.send("Închide cazul", "Cazul este închis.")
    w.go(f"/cazuri/{w.case}/documente/", "Cozma Veronica")
    expect(w.page.get_by_role("link", name=re.compile("Decizie de închidere a cazului"))).to_be_visible()
