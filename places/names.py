"""Names of many places at once."""

from collections.abc import Collection

from django.db import connection

from places.codes import districts_among

NAMES = "SELECT code, name_th, name_en FROM places_district WHERE code = ANY(%s)"


def district_names(area_codes: Collection[str], language: str) -> dict[str, str]:
    """The districts among `area_codes` (TH2204), by code, with their name in `language` or in the other.

    Written out, because lists of many rows ask it of every page.
    """
    codes = districts_among(area_codes)
    if not codes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [codes])
        found = cursor.fetchall()
    return {f"TH{code}": chosen(language, thai, english) for code, thai, english in found}


def chosen(language: str, thai: str, english: str) -> str:
    """The words in the reader's language, or in the other where those are empty."""
    return thai or english if language == "th" else english or thai
