"""Text as it is kept and compared: Unicode's normal form C."""

import re
import unicodedata

# What stands on a letter, also where it is written as one character.
MARKS = "".join(one for one in map(chr, range(0x20000)) if unicodedata.combining(unicodedata.normalize("NFD", one)[0]))
MOST_MARKS = 30  # on one letter; no language has more (UAX 15, Stream-Safe Text Format)
HEAPED = re.compile(f"([{MARKS}]{{{MOST_MARKS}}})[{MARKS}]+")


def nfc(text: str) -> str:
    """`text` in normal form C, with MOST_MARKS on a letter: to put more in order takes the square of their number."""
    return unicodedata.normalize("NFC", HEAPED.sub(r"\1", text))
