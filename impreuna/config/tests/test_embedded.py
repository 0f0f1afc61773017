"""The database that the application brings along: where it listens, whom it trusts, what it survives."""

import os
from pathlib import Path

import psycopg
import pytest

from impreuna.config import embedded
from impreuna.config.embedded import CannotStart, EmbeddedPostgres, socket_folder, tuned_for_this_machine


def test_a_deep_tree_gets_a_short_folder_for_its_socket(tmp_path: Path):
    deep = tmp_path / ("adânc" * 30) / "postgres"
    assert socket_folder(tmp_path) == tmp_path / "run"
    assert len(os.fsencode(socket_folder(deep))) < 60
    assert socket_folder(deep) == socket_folder(deep) != socket_folder(deep / "altul")


def test_a_link_in_the_place_of_its_folder_is_refused(tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    (tmp_path / "postgres").symlink_to(elsewhere)
    with pytest.raises(CannotStart, match="aparține altui utilizator"):
        EmbeddedPostgres(tmp_path / "postgres").start()
    assert elsewhere.stat().st_mode & 0o777 == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_a_stranger_s_folder_is_refused(tmp_path: Path):
    (tmp_path / "postgres").mkdir()
    os.chown(tmp_path / "postgres", 65534, 65534)
    with pytest.raises(CannotStart, match="aparține altui utilizator"):
        EmbeddedPostgres(tmp_path / "postgres").start()


def test_too_little_space_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embedded, "SPACE_NEEDED", 10**18)
    with pytest.raises(CannotStart, match="Discul este plin"):
        EmbeddedPostgres(tmp_path / "postgres").start()


def test_it_fits_a_small_machine(monkeypatch: pytest.MonkeyPatch):
    class Small:
        total = 1024 * 1024 * 1024

    monkeypatch.setattr(embedded.psutil, "virtual_memory", Small)
    assert tuned_for_this_machine()["shared_buffers"] == "64MB"


def test_nobody_but_its_owner_reaches_it(db):
    from tests.fixtures.server import server

    assert server().socket.stat().st_mode & 0o077 == 0
    with psycopg.connect(server().dsn()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
