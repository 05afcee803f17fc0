"""The code of a practice in an address."""

from django.urls import register_converter

CODE = r"BP-\d{4}-\d{4,6}"


class CodeConverter:
    regex = CODE

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "bp")
