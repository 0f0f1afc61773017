"""Settings live in one file and come from the environment alone; what is installed is pinned by hash."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for path in (ROOT / "impreuna").rglob("*.py") if "tests" not in path.parts]
#: Who may look at the environment, and why.
LOOK_AT_THE_ENVIRONMENT = {
    "impreuna/config/environment.py": "reads it, strictly",
    "impreuna/config/processes.py": "passes it on to children",
    "impreuna/config/wsgi.py": "names the settings",
    "impreuna/config/worker.py": "names the settings",
    "impreuna/config/cli/__init__.py": "names the settings",
    "impreuna/config/cli/django.py": "names the settings",
}


def looks_at_environment(path: Path) -> bool:
    names = {"environ", "getenv", "putenv"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Attribute) and node.attr in names for node in ast.walk(tree))


def test_only_the_strict_readers_look_at_the_environment():
    found = {str(path.relative_to(ROOT)) for path in SOURCES if looks_at_environment(path)}
    assert found <= set(LOOK_AT_THE_ENVIRONMENT), "read the variable in impreuna/config/settings.py"


def test_there_is_one_settings_file():
    found = [path.relative_to(ROOT).as_posix() for path in SOURCES if "settings" in path.stem]
    assert found == ["impreuna/config/settings.py"]


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    blocks = "\n".join(lines).replace("\\\n", " ").splitlines()
    return {
        re.split(r"==", block)[0].lower().replace("_", "-"): block
        for block in blocks
        if block and not block.startswith(("#", " ", "--"))
    }


@pytest.mark.parametrize("name", ["runtime", "develop"])
def test_every_package_is_pinned_by_hash(name: str):
    for package, block in pins(f"{name}.txt").items():
        assert "==" in block and "--hash=sha256:" in block, f"run `make lock`: {package} is not pinned"


@pytest.mark.parametrize("name", ["runtime", "develop"])
def test_what_is_asked_for_is_locked(name: str):
    asked = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    names = [re.split(r"[~=<>\[; ]", line)[0].lower() for line in asked if line and line[0] not in "#-"]
    locked = {re.split(r"[\[ ]", package)[0] for package in pins(f"{name}.txt")}
    missing = [n for n in names if n.replace("_", "-") not in locked]
    assert not missing, f"run `make lock`: {missing} are not in {name}.txt"


def test_tests_run_on_what_is_served():
    served, tested = pins("runtime.txt"), pins("develop.txt")
    other = [package for package, block in served.items() if tested.get(package, "").split()[:1] != block.split()[:1]]
    assert not other, f"run `make lock`: {other} differ between runtime.txt and develop.txt"


def test_npm_packages_are_exact():
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for group in ("dependencies", "devDependencies"):
        loose = [f"{n} {v}" for n, v in package.get(group, {}).items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)]
        assert not loose, f"write exact versions in package.json: {loose}"


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_make_has_few_verbs_and_explains_them():
    said = subprocess.run(["make", "-C", ROOT, "--no-print-directory", "help"], capture_output=True, text=True).stdout
    assert len(targets()) <= 12
    for target in targets():
        assert f"make {target} " in said, f"explain {target} in the Makefile with `## …`"


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, f"{path} {name}")


def test_every_command_and_option_says_what_it_does():
    from impreuna.config.cli.program import program

    for path, command in commands(program, "impreuna"):
        assert command.help, f"{path} needs a docstring, in Romanian"
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{path} {parameter.opts[0]} needs help="


def test_the_contract_of_the_rooms_names_every_room():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = " | ".join(contract["contracts"][0]["layers"])
    rooms = {path.parent.name for path in (ROOT / "impreuna").glob("*/__init__.py")}
    waiting = set(re.findall(r"\((\w+)\)", layers))
    assert not rooms & waiting, "take the parentheses of a room away with its first file (pyproject.toml)"
