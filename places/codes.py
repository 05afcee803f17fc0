"""Codes of areas as people are responsible for them and reports lie in them: TH, TH22, TH2204."""

from collections.abc import Iterable

COUNTRY, PROVINCE, DISTRICT = len("TH"), len("TH22"), len("TH2204")


def is_country(area_code: str) -> bool:
    return len(area_code) == COUNTRY


def is_district(area_code: str) -> bool:
    return len(area_code) == DISTRICT


def districts_among(area_codes: Iterable[str]) -> list[str]:
    """The codes of the districts among them, without their country: 2204."""
    return [code.removeprefix("TH") for code in area_codes if is_district(code)]
