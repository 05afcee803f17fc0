"""script/bench NAME [--size N]: runs the `run(size)` of the module NAME in this package."""

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

HARNESS = {"__init__", "__main__", "bare", "figures", "load", "making", "person", "report", "site", "sizes"}


def main() -> None:
    names = sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - HARNESS)
    parser = ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("name", choices=names)
    parser.add_argument("--size", type=int, help="how many visits there are")
    options = parser.parse_args()
    import_module(f"bench.{options.name}").run(options.size)


main()
