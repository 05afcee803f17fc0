"""How soon the site answers after its command, and what its idle workers hold in memory."""

import os
import subprocess
import time
from pathlib import Path

from bench.figures import tell
from bench.site import ROOT, Site, free_port, manage, scratch_database, served, status

ROUNDS = 5
SERVER_BOUND = 2.0  # seconds, the server itself
COMMAND_BOUND = 10.0  # seconds, script/server when everything is in place
MEMORY_BOUND = 210.0  # MiB, two workers


def run(size: int | None) -> None:
    seconds: list[float] = []
    memory: list[float] = []
    with scratch_database("start") as database:
        manage("migrate", "--noinput", "--verbosity", "0", database=database)
        for round_ in range(ROUNDS + 1):
            with served(database) as site:
                warm(site)
                if round_:  # the first fills the disk cache
                    seconds.append(site.seconds)
                    memory.append(sum(map(proportional_memory, site.workers())))
    tell("start.server", seconds, "s", against=SERVER_BOUND)
    tell("start.memory", memory, "MiB", against=MEMORY_BOUND)
    tell("start.command", [whole_command() for _ in range(3)], "s", against=COMMAND_BOUND)


def warm(site: Site) -> None:
    """A few pages, so that what a worker loads with its first page counts too."""
    for _ in range(10):
        status(site.port, "/healthz")
        status(site.port, "/accounts/login/")


def proportional_memory(pid: int) -> float:
    """PSS of a process, MiB: its own pages, and its share of those it shares."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"No PSS of process {pid}.")


def whole_command() -> float:
    """Seconds from `script/server` to the first 200, with everything already prepared."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    started = time.perf_counter()
    server = subprocess.Popen(
        ["script/server"],
        cwd=ROOT,
        env={**environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while status(port, "/healthz") != 200:
            if server.poll() is not None:
                raise SystemExit(f"script/server ended with {server.returncode}.")
            time.sleep(0.01)
        return time.perf_counter() - started
    finally:
        server.terminate()
        server.wait()
