"""What the columns of an XLSForm are called, in the variants that are about, and in which languages."""

import re

# Other names of the same column.
ALIASES = {
    "relevance": "relevant",
    "caption": "label",
    "list name": "list_name",
    "list": "list_name",
    "value": "name",
    "labels": "label",
}
THAI = re.compile(r"[\u0e00-\u0e7f]")
LANGUAGES = {
    "th": {"th", "tha", "thai", "ไทย", "ภาษาไทย"},
    "en": {"en", "eng", "english", "อังกฤษ", "ภาษาอังกฤษ"},
}
TRUE, FALSE = {"yes", "true", "true()", "1", "required"}, {"no", "false", "false()", "0", ""}


def split(column: str) -> tuple[str, str]:
    """A heading as (name, language as written): label::Thai (th) is label in Thai (th)."""
    name, _sign, language = column.partition("::")
    if not language and name.startswith(("label:", "hint:")):
        name, _sign, language = name.partition(":")
    name = name.strip().lower()
    return ALIASES.get(name, name), language.strip()


def language_of(written: str) -> str:
    """th or en for a language as people write it; empty for another: Thai (th), th, ภาษาไทย."""
    match = re.fullmatch(r"(.*?)\s*(?:\(([^)]*)\))?", written.strip().lower()[:100])
    said = {part.strip() for part in (match.groups() if match else ()) if part}
    return next((code for code, names in LANGUAGES.items() if said & names), "")


def truth(text: str) -> bool | None:
    """None for what is neither."""
    text = text.strip().lower()
    return True if text in TRUE else False if text in FALSE else None
