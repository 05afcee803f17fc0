"""What script/server says to somebody who may not install system packages."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings

# What any Debian has; no Python, Node, gettext or sudo among it.
TOOLS = "bash cat cut dirname find flock grep head mkdir od sha256sum sort tr"
NOBODY = 65534


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A copy of the scripts that an ordinary user may write to, with nothing installed yet."""
    with TemporaryDirectory(dir="/tmp") as folder:
        path = Path(folder)
        shutil.copytree(settings.BASE_DIR / "script", path / "script")
        for name in ("requirements.txt", "package.json", "package-lock.json"):
            shutil.copy(settings.BASE_DIR / name, path)
        (path / "bin").mkdir()
        for tool in TOOLS.split():
            found = shutil.which(tool)
            assert found
            (path / "bin" / tool).symlink_to(found)
        path.chmod(0o777)
        yield path


def run_as_ordinary_user(checkout: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        cwd=checkout,
        env={"PATH": str(checkout / "bin"), "HOME": str(checkout)},
        user=NOBODY if os.geteuid() == 0 else None,
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_packages_are_named_in_one_line_with_the_command(checkout: Path) -> None:
    outcome = run_as_ordinary_user(checkout, "bash", "script/server")
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    [line] = outcome.stderr.splitlines()
    assert line.startswith("Missing system packages: nodejs npm python3 python3-venv gettext")
    assert "Install them with: sudo apt-get update && sudo apt-get install -y" in line


def test_database_of_ones_own_needs_no_server_package(checkout: Path) -> None:
    environment = "DATABASE_URL=postgis://somewhere/else"
    outcome = run_as_ordinary_user(checkout, "/usr/bin/env", environment, "bash", "script/server")
    assert outcome.returncode == 1
    assert "postgresql" not in outcome.stderr
