"""What every command has: a shape that is fixed, somebody who may, somebody who does, words, and its law."""

import re
from inspect import getdoc

import pytest

from impreuna.config import printed
from impreuna.kernel.command import HANDLERS, KINDS, Command
from impreuna.kernel.policy import AREAS, CAPABILITIES, ROLES

#: How a docstring names its source: article of an act, standard of Order 288, regulation, or an open proposal.
LAW = re.compile(r"\b(art\.|O \d|P art\.|L\d+|Legea|Ord\.|GDPR|OUG|HG|practica|propunere|proposal|practice)")


def subclasses(base: type[Command]) -> set[type[Command]]:
    return {each for child in base.__subclasses__() for each in ({child} | subclasses(child))}


@pytest.mark.parametrize("command", sorted(KINDS.values(), key=lambda each: each.__name__))
def test_a_command_is_complete(command: type[Command]) -> None:
    kind = command.__name__
    config = command.__struct_config__
    assert config.frozen and config.forbid_unknown_fields, f"{kind}: a command is frozen and knows its fields"
    assert kind in HANDLERS, f"{kind}: write its handler under @handles({kind})"
    assert kind in CAPABILITIES, f"{kind}: say in kernel/policy.py who may"
    assert command.sentence, f"{kind}: give it a `sentence` for the journal, in Romanian"
    assert LAW.search(getdoc(command) or ""), (
        f"{kind}: name in its docstring the article it stands on, or say propunere"
    )
    assert command.area in AREAS, f"{kind}: its area is none of kernel/policy.py"


def test_no_command_is_without_a_handler() -> None:
    # What others are made from is none itself.
    final = {each for each in subclasses(Command) if not each.__subclasses__()}
    forgotten = {each.__name__ for each in final if each.__module__.startswith("impreuna.")} - KINDS.keys()
    assert not forgotten, (
        f"these commands have no handler, or their room's apps.py does not import commands: {forgotten}"
    )


def test_the_policy_names_only_what_exists() -> None:
    unknown_roles = {role for holders in CAPABILITIES.values() for role in holders} - ROLES.keys()
    assert not unknown_roles
    acts = {name for name in CAPABILITIES if not name.startswith(("See", "Use"))}
    assert acts <= KINDS.keys(), f"capabilities without a command: {sorted(acts - KINDS.keys())}"


def test_what_is_printed_is_what_the_code_says() -> None:
    stale = [str(path) for path in printed.stale()]
    assert not stale, f"run `make docs` and commit: {stale}"
