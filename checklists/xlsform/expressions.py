"""The conditions and constraints of XLSForm that a question here can have, read and written."""

import re
from collections.abc import Callable

from checklists.document import Comparison, Condition, Kind, Question

NAME = r"\$\{\s*([A-Za-z_][\w.-]*)\s*\}"
VALUE = r"(?:'([^']*)'|\"([^\"]*)\"|(-?\d+(?:\.\d+)?))"
SELECTED = re.compile(rf"selected\(\s*{NAME}\s*,\s*{VALUE}\s*\)")
EQUALS = re.compile(rf"{NAME}\s*=\s*{VALUE}")
COMPARED = re.compile(rf"{NAME}\s*(>=|<=|>|<)\s*{VALUE}")
LONGEST = re.compile(r"string-length\(\s*\.\s*\)\s*(<=|<)\s*(\d+)")
BOUND = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)")


def read_condition(text: str, kind_of: Callable[[str], Kind | None]) -> Condition | None:
    """`relevant` as a condition; None where it is of another sort. `kind_of`: of the question with a name."""
    text = unwrapped(text)
    if match := COMPARED.fullmatch(text):
        return read_comparison(match, kind_of)
    found: list[tuple[str, str]] = []
    for part in re.split(r"\s+or\s+", text):
        match = SELECTED.fullmatch(unwrapped(part)) or EQUALS.fullmatch(unwrapped(part))
        if match is None:
            return None
        found.append((match[1], next(value for value in match.groups()[1:] if value is not None)))
    names, values = {name for name, _value in found}, tuple(dict.fromkeys(value for _name, value in found))
    return Condition(names.pop(), Comparison.IS, values) if len(names) == 1 and all(values) else None


def read_comparison(match: re.Match[str], kind_of: Callable[[str], Kind | None]) -> Condition | None:
    """More than 3 is at least 4 where only whole numbers are answered, as on a scale."""
    name, sign, value = match[1], match[2], next(one for one in match.groups()[2:] if one is not None)
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return None
    if sign in ("<", ">"):
        if kind_of(name) != Kind.SCALE or "." in value:
            return None
        value = str(int(value) + (1 if sign == ">" else -1))
    test = Comparison.AT_LEAST if sign.startswith(">") else Comparison.AT_MOST
    return Condition(name, test, (value,))


def unwrapped(text: str) -> str:
    """Without the brackets around the whole."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and closes_last(text):
        text = text[1:-1].strip()
    return text


def closes_last(text: str) -> bool:
    """Whether the first bracket is closed by the last."""
    depth = 0
    for place, sign in enumerate(text):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth == 0:
            return place == len(text) - 1
    return False


def write_condition(condition: Condition, other: Question) -> str:
    name = f"${{{condition.question}}}"
    if condition.test == Comparison.IS:
        if other.kind == Kind.SEVERAL:
            return " or ".join(f"selected({name}, '{value}')" for value in condition.values)
        plain = other.kind in (Kind.NUMBER, Kind.SCALE)
        return " or ".join(f"{name} = {value}" if plain else f"{name} = '{value}'" for value in condition.values)
    sign = ">=" if condition.test == Comparison.AT_LEAST else "<="
    return f"{name} {sign} {condition.values[0]}"


def read_bounds(text: str, *, whole: bool) -> tuple[float | None, float | None] | None:
    """`constraint` of a number as its lowest and highest value; None where it is of another sort."""
    low: float | None = None
    high: float | None = None
    for part in re.split(r"\s+and\s+", unwrapped(text)):
        match = BOUND.fullmatch(unwrapped(part))
        if match is None or (match[1] in ("<", ">") and not (whole and "." not in match[2])):
            return None
        value = float(match[2]) if "." in match[2] else int(match[2])
        if match[1].startswith(">"):
            if low is not None:
                return None
            low = value + (1 if match[1] == ">" else 0)
        else:
            if high is not None:
                return None
            high = value - (1 if match[1] == "<" else 0)
    return low, high


def read_longest(text: str) -> int | None:
    """`constraint` of a text as its most characters; None where it is of another sort."""
    match = LONGEST.fullmatch(unwrapped(text))
    return None if match is None else int(match[2]) - (1 if match[1] == "<" else 0)


def write_bounds(question: Question) -> str:
    parts = [f". >= {plain(question.low)}"] if question.low is not None else []
    parts += [f". <= {plain(question.high)}"] if question.high is not None else []
    return " and ".join(parts)


def plain(value: float) -> str:
    """A number without an exponent: 100000000, 0.5."""
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
