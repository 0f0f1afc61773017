"""Questions in the order in which their conditions can be decided."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from impreuna.nomenclature.expression.explain import names_in
from impreuna.nomenclature.rules.content import Question


class Circle(ValueError):
    """Questions whose conditions wait for each other; `codes` names them."""

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(" → ".join(codes))
        self.codes = tuple(codes)


def in_order_of_need(questions: Sequence[Question]) -> tuple[Question, ...]:
    """`questions`, each after those that its condition reads, otherwise as asked. Raises `Circle`."""
    by_code = {question.code: question for question in questions}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for question in questions:
        read = [name for _mark, name in names_in(question.when.tree)] if question.when else []
        sorter.add(question.code, *(name for name in read if name in by_code))
    try:
        return tuple(by_code[code] for code in sorter.static_order())
    except CycleError as problem:
        raise Circle(problem.args[1]) from problem
