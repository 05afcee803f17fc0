"""A secret of the leak test: where it is kept, and who may come upon it."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.world import World

CIRCLE = frozenset({"officer", "reviewer", "director"})  # of the reports: their mission, and who decides on them
INTERNAL = CIRCLE | {"center", "colleague"}  # who reads the internal edition in the area
NOBODY: frozenset[str] = frozenset()
MARK = "zq"  # every word of a secret begins with it

Plant = Callable[[World, str], None]


@dataclass(frozen=True)
class Secret:
    """`plant` writes `word` where the secret is kept; `may_see`: people of the world who may read it on a page.

    `pattern`: what is looked for where the field takes no word (a number, a time). `also`: addresses beside the
    matrix's that could show it. `tried`: the answer to an act by which somebody opens it who may. `sealed`: whether no
    table may hold it in plain words.
    """

    name: str
    plant: Plant
    may_see: frozenset[str]
    pattern: str = ""
    also: Callable[[World], list[str]] = lambda _world: []
    tried: Callable[[World], Any] | None = None
    sealed: bool = False

    @property
    def word(self) -> str:
        """A word that nobody else writes: letters and digits, short enough for a telephone number."""
        return f"{MARK}{zlib.crc32(self.name.encode()):08x}"

    def is_in(self, text: str) -> bool:
        """`text` in small letters, as `walk.readable` answers it."""
        return bool(re.search(self.pattern, text)) if self.pattern else self.word in text

    def __str__(self) -> str:
        return self.name
