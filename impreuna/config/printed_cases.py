"""What a tablet knows of cases without asking: who may do which act when, by which article, and how things are called.

Printed from the tables by which the server judges, so that the tablet greys what would be refused, and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from impreuna.cases.commands.dossier import ENVELOPE, CaseAct
from impreuna.cases.rules import acts, evaluation, frequencies, lists, stages
from impreuna.kernel.command import KINDS
from impreuna.kernel.policy import ROLES
from impreuna.obligations.rules.entries import Obligation, Step
from impreuna.obligations.rules.sources import in_full

#: Romanian texts by key → the same in English.
Translating = Callable[[dict[str, str]], dict[str, str]]


def acts_of_cases(in_english: Translating) -> dict[str, Any]:
    """The gates of the acts, the functions in a case, the stages and the lists of a case's words."""
    titles = _both({kind: act.title for kind, act in acts.ACTS.items()}, in_english)
    return {
        "acts": {kind: {**titles[kind], **_gate(act)} for kind, act in acts.ACTS.items()},
        "functions": _both(acts.FUNCTIONS, in_english),
        "by_role": acts.BY_ROLE,
        "function_of": acts.FUNCTION_OF,
        "stages": _both(stages.STAGES, in_english),
        "ended": sorted(stages.ENDED),
        "channels": _both(lists.CHANNELS, in_english),
        "subjects": _both(lists.SUBJECTS, in_english),
        "parts": _both(lists.PARTS, in_english),
        "plans": _both(lists.PLAN_TYPES, in_english),
        "frequencies": _both(frequencies.FREQUENCIES, in_english),
        "report_areas": evaluation.AREA_OF,
        "visit_areas": [area for area in ROLES["social_worker"].rights if evaluation.may_visit_in(area, {area})],
    }


def _gate(act: acts.Act) -> dict[str, Any]:
    kind = KINDS.get(act.kind)
    in_stages = [stage for stage in stages.STAGES if stage in act.stages]
    by = [function for function in acts.FUNCTIONS if function in act.by]
    article, unsaid = in_full(act.article), _unsaid(kind) if kind else {}
    return {"article": article, "stages": in_stages, "by": by, "unsaid": unsaid}


def _unsaid(kind: type) -> dict[str, Any]:
    """What the entry of an act says where its command is silent: a signature is about that too."""
    if not issubclass(kind, CaseAct):
        return {}
    unsaid = {
        field.encode_name: field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
        for field in msgspec.structs.fields(kind)
        if not field.required
    }
    return {name: value for name, value in msgspec.to_builtins(unsaid).items() if name not in ENVELOPE}


def obligations_of_cases(entries: Iterable[Obligation]) -> dict[str, Any]:
    """What a tablet says of what is due in a case, and which acts meet it."""
    return {
        entry.code: {
            "ro": entry.ro,
            "en": entry.en,
            "todo": {"ro": entry.todo.ro, "en": entry.todo.en},
            "article": in_full(entry.source),
            "met_by": {fact: step.match for step in _steps(entry) for fact in sorted(step.facts)},
            "steps": len(_steps(entry)),
        }
        for entry in entries
        if entry.about == "case" and entry.kind in ("clock", "turn")
    }


def _steps(entry: Obligation) -> tuple[Step, ...]:
    return entry.until.steps if entry.until else ()


def _both(texts: Mapping[str, str], in_english: Translating) -> dict[str, dict[str, str]]:
    english = in_english(dict(texts))
    return {key: {"ro": text, "en": english[key]} for key, text in texts.items()}
