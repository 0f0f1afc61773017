"""What is told, asked and sent: requests, information, referrals, notices to authorities, minutes of meetings."""

from __future__ import annotations

from dataclasses import dataclass

from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import ANSWERS, AUTHORITIES, CHANNELS, CONSENTS, SUBJECTS, WAYS
from impreuna.documents.rules import words
from impreuna.documents.rules.evaluations import Rows, people_rows
from impreuna.documents.rules.source import Entry, Source, coded, parts, text, texts

RECEIVERS = {"commune": "serviciul public de asistență socială al comunei", "dgaspc": "DGASPC"}


@dataclass(frozen=True, slots=True)
class Request:
    """Cererea de servicii ori sesizarea înregistrată (Legea 292/2011 art. 44; O 3.2–3.3)."""

    title: str
    is_request: bool
    channel: str
    registered: str
    outer_number: str
    applicant: str
    subject: str
    where: str
    urgency: str
    people: Rows
    what: str


def request(source: Source, entry: Entry) -> Request:
    """DOC-12, of `RegisterNotice`; who told is protected (Legea 272/2004 art. 96) and not among its fields."""
    is_request, is_urgent = source.case.channel == "request", entry.content.get("is_urgent")
    return Request(
        title="Cerere de servicii sociale" if is_request else "Sesizare înregistrată",
        is_request=is_request,
        channel=coded(CHANNELS, source.case.channel),
        registered=words.moment(source.case.registered_at),
        outer_number=text(entry, "outer_number"),
        applicant="",
        subject=f"{source.case.label} ({coded(SUBJECTS, source.case.subject)})",
        where=text(entry, "where"),
        urgency=words.listed(["da", text(entry, "urgent_why")]) if is_urgent else "nu",
        people=people_rows(source),
        what=text(entry, "what"),
    )


@dataclass(frozen=True, slots=True)
class Information:
    """Consemnarea informării clientului (O 3.11, 4.5, 6.4)."""

    person: str
    about: str
    what: str
    told_to: str
    happened: str
    how: str
    child_means: str
    understood: str
    is_signed: bool
    refused_why: str
    withheld_why: str


def information(source: Source, entry: Entry) -> Information:
    """DOC-05, of `InformClient` and `TellChild`."""
    about = source.find(entry.about_id)
    is_child = entry.kind == "TellChild"
    return Information(
        person=source.case.label,
        about=f"{ACTS[about.kind].title} din {words.day(about.stated_at)}" if about and about.kind in ACTS else "",
        what="conținutul planului" if is_child else text(entry, "what"),
        told_to=text(entry, "child") if is_child else text(entry, "told_to"),
        happened=words.moment(entry.stated_at),
        how="prin mijloace potrivite vârstei" if is_child else text(entry, "how"),
        child_means=text(entry, "means") if is_child else text(entry, "child_means"),
        understood=text(entry, "understood"),
        is_signed=bool(entry.content.get("is_signed")),
        refused_why=text(entry, "refused_why"),
        withheld_why=text(entry, "withheld_why"),
    )


@dataclass(frozen=True, slots=True)
class Referral:
    """Documentul de referire (O 3.10; P art. 3(8)): only what the receiver needs."""

    sender: str
    receiver: str
    contact: str
    person: str
    purpose: str
    told: str
    asked: str
    attached: str
    consent: str
    ways: str
    answer_by: str
    answer: str


def referral(source: Source, entry: Entry) -> Referral:
    """DOC-06, of `ReferCase`. Without a named person it speaks of nobody by name."""
    sent = [one for each in texts(entry, "attached_ids") if (one := source.find(each)) is not None]
    answered = next(iter(source.about(entry.id, "AnswerReferral")), None)
    answer = ""
    if answered:
        decision = coded(ANSWERS, text(answered, "decision"))
        answer = (
            f"{words.day(answered.stated_at)}, {text(answered, 'answered_by')}: {decision}. {text(answered, 'answer')}"
        )
    return Referral(
        sender=f"{source.institution}, {source.commune}",
        receiver=text(entry, "receiver"),
        contact=text(entry, "receiver_contact"),
        person=text(entry, "person"),
        purpose=text(entry, "purpose"),
        told=text(entry, "told"),
        asked=text(entry, "asked"),
        attached=words.listed(f"{ACTS[one.kind].title} din {words.day(one.stated_at)}" for one in sent) or "nu",
        consent=words.listed([coded(CONSENTS, text(entry, "consent")), text(entry, "consent_note")]),
        ways=words.listed(coded(WAYS, way) for way in texts(entry, "ways")),
        answer_by=words.day(text(entry, "answer_by")),
        answer=answer,
    )


def transfer(source: Source, entry: Entry) -> Referral:
    """DOC-06, of `TransferCase`: the whole case goes over."""
    return Referral(
        sender=f"{source.institution}, {source.commune}",
        receiver=words.listed(dict.fromkeys([coded(RECEIVERS, text(entry, "to")), text(entry, "receiver")])),
        contact="",
        person=source.case.label,
        purpose=text(entry, "reason"),
        told=text(entry, "summary"),
        asked="preluarea cazului",
        attached="copia dosarului cazului",
        consent="",
        ways="",
        answer_by="",
        answer="",
    )


@dataclass(frozen=True, slots=True)
class AuthorityNotice:
    """Sesizarea DGASPC, a poliției sau a ambulanței (Legea 272/2004 art. 41(2), 96)."""

    authority: str
    people: Rows
    place: str
    facts: str
    seen_at: str
    measures: str
    sent_at: str
    sent_how: str


def authority_notice(source: Source, entry: Entry) -> AuthorityNotice:
    """DOC-23, of `NotifyAuthority`; whoever told of it first is protected."""
    notice = source.last("RegisterNotice")
    return AuthorityNotice(
        authority=coded(AUTHORITIES, text(entry, "authority")),
        people=people_rows(source),
        place=text(notice, "where"),
        facts=text(entry, "facts"),
        seen_at=words.moment(entry.stated_at),
        measures=text(entry, "measures"),
        sent_at=words.moment(entry.received_at),
        sent_how=text(entry, "sent_how"),
    )


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minuta întâlnirii de echipă sau a conferinței de caz, despre un caz (O 5.5, 6.3, 7.5, 7.9)."""

    is_child: bool
    title: str
    subject: str
    happened: str
    place: str
    attendance: Rows
    family_came: str
    child_came: str
    discussed: str
    decisions: Rows
    next_on: str


def minutes(source: Source, entry: Entry) -> Minutes:
    """DOC-14, of `DiscussInMeeting`: what was said of this case alone. `meeting`, put beside the entry's content by
    who reads it, says where and who came."""
    meeting = entry.content.get("meeting") or {}
    kind = str(meeting.get("kind", "team"))
    return Minutes(
        is_child=source.case.subject == "child",
        title="Minuta conferinței de caz" if kind == "conference" else "Minuta întâlnirii de echipă",
        subject=f"cazul nr. {source.case_number}, {source.case.label}",
        happened=words.moment(meeting.get("held_at") or entry.stated_at),
        place=str(meeting.get("place", "")),
        attendance=[
            (str(one.get("name", "")), str(one.get("part", "")), words.yes_or_no(one.get("is_present")))
            for one in meeting.get("attendance") or ()
        ],
        family_came=words.yes_or_no(entry.content.get("family_came")),
        child_came=words.yes_or_no(entry.content.get("child_came")),
        discussed=text(entry, "discussed"),
        decisions=[
            (str(each.get("title", "")), source.name(each.get("assigned_to_id")), words.day(each.get("due_on")))
            for each in parts(entry, "decisions")
        ],
        next_on=words.day(meeting.get("next_on")),
    )
