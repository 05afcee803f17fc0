"""What a bench tells: one JSON line a figure, on standard output."""

import json
from statistics import median


def tell(name: str, values: list[float], unit: str, *, against: list[float] | float) -> None:
    """Print the median of `values` beside what it is held against: a bound, or the rounds of a yardstick."""
    value = median(values)
    other = median(against) if isinstance(against, list) else against
    figure = {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "against": round(other, 4),
        "ratio": round(value / other, 4),
    }
    print(json.dumps(figure), flush=True)
