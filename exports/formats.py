"""The kinds of file, and how many rows of each are answered at once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    CSV = "csv", _("CSV: one table, for any spreadsheet or statistics program")
    XLSX = "xlsx", _("Excel: the table, and a sheet for everything that hangs on it")
    GEOJSON = "geojson", _("GeoJSON: points for a web map")
    GPKG = "gpkg", _("GeoPackage: points and tables for a map program such as QGIS")

    @property
    def short(self) -> str:
        return {Format.CSV: "CSV", Format.XLSX: "Excel", Format.GEOJSON: "GeoJSON", Format.GPKG: "GeoPackage"}[self]

    @property
    def media_type(self) -> str:
        return {
            Format.CSV: "text/csv; charset=utf-8",
            Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format.GEOJSON: "application/geo+json",
            Format.GPKG: "application/geopackage+sqlite3",
        }[self]

    @property
    def has_points(self) -> bool:
        return self in (Format.GEOJSON, Format.GPKG)

    @property
    def is_streamed(self) -> bool:
        """Whether its beginning can be sent before its end is known."""
        return self in (Format.CSV, Format.GEOJSON)

    @property
    def at_once(self) -> int:
        """Rows that are answered while the person waits; more are made in the background."""
        return 20_000 if self.is_streamed else 2_000

    @property
    def most(self) -> int | None:
        """Rows that it can hold: a sheet of Excel has 1,048,576, and up to three of them are names."""
        return 1_048_573 if self == Format.XLSX else None
