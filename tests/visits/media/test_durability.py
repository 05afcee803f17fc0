"""The order of the writes, as the kernel saw it: data, then its name, then the folder, then the row."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PROGRAM = """
import django
django.setup()
from visits.store import keep
print(keep([b"x" * 1000], folder="originals", extension="jpg").path)
"""
pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace shows the order of the writes")


def test_data_is_synced_before_it_gets_its_name_and_the_folder_after(tmp_path: Path):
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-y", "-e", "trace=fsync,rename,renameat,renameat2,mkdir", "-o", str(trace)]
    environment = {
        "DJANGO_SETTINGS_MODULE": "ntswatch.settings",
        "NTSWATCH_DEMO": "1",
        "MEDIA_ROOT": str(tmp_path / "m"),
    }
    program = [*command, sys.executable, "-c", PROGRAM]
    subprocess.run(program, check=True, cwd=settings.BASE_DIR, env=environment, capture_output=True)
    calls = [line for line in trace.read_text().splitlines() if str(tmp_path) in line]
    renamed = next(n for n, call in enumerate(calls) if "rename" in call)
    assert "fsync" in calls[renamed - 1] or any("fsync" in c and "incoming/" in c for c in calls[:renamed])
    assert "fsync" in calls[-1]
    assert "originals/" in calls[-1]
    assert len(calls) - 1 > renamed
