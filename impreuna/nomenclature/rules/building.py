"""From the entries of the files to the content of an edition: expressions get their trees, composites their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from impreuna.nomenclature.expression.check import Level, Schema, compile_text, compile_value
from impreuna.nomenclature.expression.parse import ExpressionError
from impreuna.nomenclature.rules import content, entries
from impreuna.nomenclature.rules.entries import Words
from impreuna.nomenclature.rules.problems import Problems
from impreuna.nomenclature.rules.schema import schema_of

Read = Mapping[str, list[tuple[str, Any]]]


def build(read: Read, problems: Problems) -> content.Content | None:
    """The content of the entries that were read, by list, each with its file; None when something is wrong."""
    _refuse_twins(read, problems)
    topics = {entry.code: entry for _file, entry in read["topics"]}
    order = {code: place for place, code in enumerate(topics)}
    asked = sorted(read["questionnaire"], key=lambda pair: order.get(pair[1].code[0], len(order)))
    for file, entry in asked:
        if entry.code[0] not in topics:
            problems.add(file, entry.code, f"nu există tema „{entry.code[0]}”")
    if problems:
        return None
    bare = [question for _file, entry in asked for question in _questions(entry, topics[entry.code[0]], None)]
    parameters = [entry.code for _file, entry in read["parameters"]]
    definitions = {entry.name: entry.means for _file, entry in read["definitions"]}
    compiler = _Compiler(schema_of(bare, parameters), definitions, problems)
    built = content.Content(
        topics=tuple(_topic(entry) for entry in topics.values()),
        questions=tuple(_with_conditions(bare, asked, compiler)),
        contradictions=tuple(_contradiction(file, entry, compiler) for file, entry in read["contradictions"]),
        areas=tuple(content.Area(**_listed(entry)) for _file, entry in read["areas"]),
        definitions=tuple(_definition(file, entry, compiler) for file, entry in read["definitions"]),
        vulnerabilities=tuple(_vulnerability(file, entry, compiler) for file, entry in read["vulnerabilities"]),
        services=tuple(_service(entry) for _file, entry in read["services"]),
        parameters=tuple(_parameter(entry) for _file, entry in read["parameters"]),
    )
    return None if problems else built


class _Compiler:
    def __init__(self, schema: Schema, definitions: Mapping[str, str], problems: Problems) -> None:
        self.schema, self.definitions, self.problems = schema, definitions, problems

    def condition(self, text: str, level: Level, file: str, code: str) -> content.Expression:
        """`text` with its tree; a mistake is noted, and a tree that is never asked stands in its place."""
        try:
            return content.Expression(text, compile_text(text, self.schema, level, self.definitions))
        except ExpressionError as problem:
            self.problems.add(file, code, f"{problem}: {text}")
            return content.Expression(text, ["lit", False])


def _refuse_twins(read: Read, problems: Problems) -> None:
    seen: dict[str, str] = {}
    for name, pairs in read.items():
        for file, entry in pairs:
            code = f"{name}:{entry.name if name == 'definitions' else entry.code}"
            if code in seen:
                problems.add(file, code.split(":")[1], f"codul există de două ori (și în {seen[code]})")
            seen[code] = file


def _listed(entry: entries.Entry) -> dict[str, Any]:
    text = Words(entry.ro, entry.en)
    return {"code": entry.code, "text": text, "source": entry.source, "basis": entry.basis}


def _words(text: Words | str) -> Words | None:
    if isinstance(text, str):
        return Words(text, text) if text else None
    return text


def _topic(entry: entries.TopicEntry) -> content.Topic:
    return content.Topic(**_listed(entry), level=entry.level, area=entry.area)


def _questions(
    entry: entries.QuestionEntry, topic: entries.TopicEntry, whole: entries.QuestionEntry | None
) -> Iterator[content.Question]:
    """The question without its condition, and after it its parts, which inherit area, source and basis."""
    listed = _listed(entry)
    if whole is not None:
        listed |= {"source": entry.source or whole.source, "basis": whole.basis}
    area = entry.area or (whole.area if whole else "") or topic.area
    yield content.Question(
        **listed,
        kind="composite" if entry.parts else entry.type,
        topic=topic.code,
        level=topic.level,
        area=area,
        options=tuple(content.Option(code, words) for code, words in entry.options.items()),
        exclusive=entry.exclusive,
        low=entry.min,
        high=entry.max,
        unit=_words(entry.unit),
        whole=entry.whole,
        help=entry.help,
        parts=tuple(part.code for part in entry.parts),
        part_of=whole.code if whole else None,
    )
    for part in entry.parts:
        yield from _questions(part, topic, entry)


def _conditions(entry: entries.QuestionEntry, inherited: str | None) -> Iterator[tuple[str, str]]:
    """The condition of each question and part; a part shows only where the whole does."""
    own = [f"({text})" for text in (inherited, entry.when) if text] if inherited and entry.when else []
    condition = " and ".join(own) or entry.when or inherited
    if condition:
        yield entry.code, condition
    for part in entry.parts:
        yield from _conditions(part, condition)


def _with_conditions(
    bare: list[content.Question], asked: list[tuple[str, entries.QuestionEntry]], compiler: _Compiler
) -> Iterator[content.Question]:
    conditions = {code: (condition, file) for file, entry in asked for code, condition in _conditions(entry, None)}
    for question in bare:
        if question.code not in conditions:
            yield question
            continue
        text, file = conditions[question.code]
        when = compiler.condition(text, question.level, file, question.code)
        fields = {name: getattr(question, name) for name in question.__struct_fields__}
        yield content.Question(**{**fields, "when": when})


def _contradiction(file: str, entry: entries.ContradictionEntry, compiler: _Compiler) -> content.Contradiction:
    never = compiler.condition(entry.never, entry.level, file, entry.code)
    return content.Contradiction(**_listed(entry), level=entry.level, never=never, fields=entry.fields)


def _definition(file: str, entry: entries.DefinitionEntry, compiler: _Compiler) -> content.Definition:
    try:
        compile_value(entry.means, compiler.schema, entry.level, compiler.definitions)
    except ExpressionError as problem:
        compiler.problems.add(file, entry.name, str(problem))
    text = Words(entry.ro, entry.en)
    return content.Definition(
        code=entry.name, text=text, source=entry.source, basis=entry.basis, level=entry.level, means=entry.means
    )


def _vulnerability(file: str, entry: entries.VulnerabilityEntry, compiler: _Compiler) -> content.Vulnerability:
    level: Level = "person" if entry.subject == "person" else "household"
    return content.Vulnerability(
        **_listed(entry),
        subject=entry.subject,
        area=entry.code.partition("-")[0],
        who=entry.who,
        severity=entry.severity,
        veil=entry.veil,
        rule=compiler.condition(entry.rule, level, file, entry.code) if entry.rule else None,
        measured_by=entry.measured_by,
        parameter=entry.parameter,
        raised=tuple(
            (severity, compiler.condition(text, level, file, entry.code))
            for severity, text in sorted(entry.raised.items(), reverse=True)
        ),
        discloses=entry.discloses,
        amc=entry.amc,
        law156=entry.law156,
        tier=entry.tier,
        services=entry.services,
    )


def _service(entry: entries.ServiceEntry) -> content.Service:
    unit = _words(entry.unit) or Words("", "")
    return content.Service(
        **_listed(entry), role=entry.role, ref=entry.ref, kind=entry.kind, area=entry.area, unit=unit, amc=entry.amc
    )


def _parameter(entry: entries.ParameterEntry) -> content.Parameter:
    values = tuple(content.FirstValue(v.since, v.value, v.source or entry.source) for v in entry.values)
    return content.Parameter(
        **_listed(entry),
        values=tuple(sorted(values, key=lambda value: value.since)),
        unit=_words(entry.unit),
        low=entry.min,
        high=entry.max,
        note=str(entry.note or ""),
    )
