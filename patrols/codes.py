"""The code of a patrol record, and the two sides, in an address."""

from django.urls import register_converter

from patrols.models import Side


class CodeConverter:
    regex = r"JP-\d{4}-\d{4,6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SideConverter:
    regex = "|".join(Side.values)

    def to_python(self, value: str) -> Side:
        return Side(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(CodeConverter, "jp")
register_converter(SideConverter, "side")
