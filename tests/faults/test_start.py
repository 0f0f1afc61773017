"""A start that cannot be: one sentence, in Romanian, that says what to do; no trace, nothing left running."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.faults.house import ROOT, House


def one_sentence(answer: tuple[int, str], *parts: str) -> None:
    code, text = answer
    assert code == 1, text
    assert "Traceback" not in text
    for part in parts:
        assert part in text


def test_a_busy_port(house: House):
    with socket.create_server(("127.0.0.1", house.port)):
        one_sentence(house.run("serve"), f"Portul {house.port} este ocupat", f"IMPREUNA_PORT={house.port + 1}")
    assert house.processes() == []


def test_a_second_start_beside_the_first(served: House):
    one_sentence(served.run("serve"), "Împreună rulează deja", str(served.process.pid), "impreuna stop")
    assert served.answers()


def test_a_malformed_setting(house: House):
    one_sentence(house.run("serve", IMPREUNA_WORKERS="multe"), "IMPREUNA_WORKERS este „multe”")


def test_a_misspelt_setting(house: House):
    one_sentence(house.run("serve", IMPREUNA_HOST="x"), "Nu există setarea IMPREUNA_HOST. Poate IMPREUNA_HOSTS?")


def test_a_database_that_is_not_there(house: House):
    address = "postgresql://impreuna_app@127.0.0.1:1/impreuna"
    answer = house.run("serve", DATABASE_URL=address, DATABASE_OWNER_URL=address)
    one_sentence(answer, "Nu mă pot lega la baza de date cu rolul „impreuna_app” (DATABASE_URL)")


def test_a_database_without_its_owner(house: House):
    answer = house.run("serve", DATABASE_URL="postgresql://impreuna_app@127.0.0.1:1/impreuna")
    one_sentence(answer, "DATABASE_OWNER_URL lipsește", "CREATE ROLE impreuna_owner")


def test_production_with_the_settings_of_the_demonstration(furnished: House):
    answer = furnished.run("serve", IMPREUNA_MODE="production")
    one_sentence(answer, "IMPREUNA_SECRET_KEY este cel al", "IMPREUNA_FIELD_KEY este cheia", "IMPREUNA_HOSTS lipsește")
    assert furnished.processes() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk(house: House):
    house.var.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", house.var], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("this machine lets nobody mount")
    try:
        one_sentence(house.run("serve"), "Discul este plin", "Eliberați spațiu")
    finally:
        subprocess.run(["umount", "-l", house.var], check=True)


@pytest.fixture
def bare_tree(tmp_path: Path) -> Path:
    """What `make run` finds in a fresh clone, as far as it gets here."""
    for name in ("bin", "requirements", "package.json", "package-lock.json", "pyproject.toml"):
        subprocess.run(["cp", "-r", ROOT / name, tmp_path / name], check=True)
    return tmp_path


def program(folder: Path, name: str, body: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def prepare(tree: Path, **more: str) -> tuple[int, str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tree), **more}
    done = subprocess.run(["sh", tree / "bin/prepare", "run"], env=environment, capture_output=True, timeout=60)
    return done.returncode, (done.stdout + done.stderr).decode()


def test_a_python_that_is_too_old(bare_tree: Path):
    old = program(bare_tree / "old", "python", '[ "$1" = -V ] && echo "Python 3.9.2" && exit 0; exit 1')
    one_sentence(prepare(bare_tree, PYTHON=str(old)), "Python 3.11 sau mai nou, iar aici este Python 3.9.2")
    assert not (bare_tree / ".venv").exists()


@pytest.fixture
def installed_tree(bare_tree: Path) -> Path:
    """As above, with a Python that has everything."""
    (bare_tree / ".venv").mkdir()
    program(bare_tree / ".venv/bin", "python", "exit 0")
    return bare_tree


def test_a_missing_node(installed_tree: Path):
    tools = installed_tree / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "df", "awk", "cat", "cksum", "tr", "find", "head", "rm"):
        (tools / name).symlink_to(subprocess.check_output(["which", name], text=True).strip())
    one_sentence(prepare(installed_tree, PATH=str(tools)), "Lipsește Node.js 20 sau mai nou")


def test_a_node_that_is_too_old(installed_tree: Path):
    program(installed_tree / "old", "node", "echo v16.20.2")
    path = f"{installed_tree / 'old'}:{os.environ['PATH']}"
    one_sentence(prepare(installed_tree, PATH=path), "Node.js 20 sau mai nou, iar aici este v16.20.2")


def test_a_mistyped_command_is_answered_in_romanian(house: House):
    code, text = house.run("servi")
    assert code == 2
    assert text.splitlines() == [
        "Folosire: impreuna [OPTIONS] COMMAND [ARGS]...",
        "Ajutor: impreuna --help",
        "",
        "Nu există comanda 'servi'.",
    ]
