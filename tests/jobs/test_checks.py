"""The site refuses to start beside psycopg 3."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from jobs.checks import only_psycopg2


def test_psycopg2_alone_passes() -> None:
    assert only_psycopg2(None) == []


def test_psycopg3_beside_it_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "psycopg.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(SystemCheckError, match="psycopg 3 is installed"):
        call_command("check")
