"""When two spellings are one name: of a place, or of a point agreed."""

import re
import unicodedata

from checkpoints.models import Checkpoint

KINDS = re.compile(
    r"\b(?:check ?point|crossing|border|point|permanent|temporary|trade|gate)\b"
    "|จุดผ่านแดนถาวร|จุดผ่านแดนชั่วคราว|จุดผ่อนปรนการค้า|จุดผ่อนปรนพิเศษ|จุดผ่านแดน|ด่าน"
)


def plain(text: str) -> str:
    """Words without case, marks of width or punctuation at their end: what makes two spellings one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.split()).strip(" .;,:")


def names(where: Checkpoint | str) -> set[str]:
    """Every name under which a checkpoint goes, on either side of the border, without the word for what it is."""
    if isinstance(where, str):
        return {bare(where)}
    called = (where.name_th, where.name_en, *where.aliases.splitlines(), where.counterpart)
    return {bare(name) for name in called if name}


def bare(name: str) -> str:
    return plain(KINDS.sub(" ", plain(name))) or plain(name)


def same_place(ours: Checkpoint | str, theirs: Checkpoint | str) -> bool:
    return not names(ours).isdisjoint(names(theirs))
