"""The course of an import, row by row: find what is there, read the cells, compare, check; then write by the actions.

django-import-export goes through the rows; what is compared and how it is written is said here and by each kind.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from import_export import fields, resources
from import_export.instance_loaders import BaseInstanceLoader
from tablib import Dataset

from accounts.models import User
from imports.resources.widgets import text_of

Some = TypeVar("Some")
Values = dict[str, Any]


class Column(fields.Field):  # type: ignore[misc]
    """A column of the file. `code` is its stable name; `label` its heading; `also`: what it may be called besides;
    `needed`: the file must have it."""

    def __init__(
        self,
        label: Any,
        widget: Any,
        *,
        example: Any = "",
        hint: Any = "",
        needed: bool = False,
        also: Sequence[Any] = (),
    ) -> None:
        super().__init__(widget=widget)
        self.label, self.example, self.hint, self.needed, self.also = label, example, hint, needed, also
        self.code = ""


@dataclass
class Draft:
    """One row on its way: what is there already (`thing`, with its values `before`), and the values it asks for."""

    thing: Any
    before: Values
    values: Values = field(default_factory=dict)
    pk: None = None

    @property
    def after(self) -> Values:
        return self.before | self.values

    def changed(self) -> list[str]:
        return [code for code, value in self.values.items() if value != self.before.get(code)]


@dataclass(frozen=True)
class Change:
    """What a row does, or did: `row` counts from 0; `thing`: what was written; `own`: what came with it."""

    row: int
    draft: Draft
    thing: Any = None
    own: Any = None


class Loader(BaseInstanceLoader):  # type: ignore[misc]
    """Asks the resource, which has looked up all rows at once."""

    def get_instance(self, row: Any) -> Draft | None:
        found: Draft | None = self.resource.find(row)
        return found


class BulkResource(resources.Resource):  # type: ignore[misc]
    """`key`: the code of the column by which a row is known. `by`: who imports."""

    key: ClassVar[str] = "code"
    together: ClassVar[int] = 1  # rows that are written, or taken back, at a time
    model: ClassVar[Any]

    class Meta:
        instance_loader_class = Loader
        import_id_fields: ClassVar[list[str]] = []
        skip_diff = True
        use_transactions = False

    def __init__(self, by: User) -> None:
        super().__init__()
        self.by = by
        self.changes: list[Change] = []
        self.known: dict[str, Any] = {}
        self.seen: dict[tuple[str, Any], int] = {}
        self.number = 0
        self.numbers: list[int] = []  # of the rows in the file
        self.tick: Callable[[int], None] = lambda rows: None
        for code, column in self.fields.items():
            column.code = column.column_name = column.attribute = code

    # What each kind says

    def look_up(self, keys: set[str]) -> dict[str, Any]:
        """What is there already, by key."""
        raise NotImplementedError

    def present(self, thing: Any) -> Values:
        """The values of a thing as the columns have them."""
        raise NotImplementedError

    def check(self, draft: Draft) -> Iterable[tuple[str, str]]:
        """What is wrong with a row as a whole: (code of the column, message)."""
        return ()

    def portions(self, rows: Sequence[Some]) -> Iterator[Sequence[Some]]:
        """`rows` as many `together` as are written, or taken back, at a time."""
        return (rows[start : start + self.together] for start in range(0, len(rows), self.together))

    def write(self, changes: Sequence[Change]) -> Iterator[Change]:
        """Write by the actions, in this order; answers each row with the thing and what came with it."""
        for change in changes:
            thing, own = self.act(change.draft)
            yield replace(change, thing=thing, own=own)

    def act(self, draft: Draft) -> tuple[Any, Any]:
        """Write one row by itself."""
        raise NotImplementedError

    def restore(self, thing: Any, before: Values, own: Any) -> None:
        """Make a thing what it was; `before`: its values, plain."""
        raise NotImplementedError

    def remove(self, things: Sequence[Any]) -> None:
        """Take back things that were new."""
        raise NotImplementedError

    # The course

    @classmethod
    def columns(cls) -> list[Column]:
        found: dict[str, Column] = cls.fields
        for code, column in found.items():
            column.code = code
        return list(found.values())

    def load(self) -> None:
        """Look up what the cells may name."""
        for column in self.fields.values():
            if hasattr(column.widget, "load"):
                column.widget.load()

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self.load()
        place = (dataset.headers or []).index(self.key)
        self.known = self.look_up({text_of(row[place]) for row in dataset} - {""})

    def find(self, row: Any) -> Draft | None:
        self.number += 1
        self.tick(self.number)
        thing = self.known.get(text_of(row[self.key]))
        return Draft(thing, self.present(thing)) if thing is not None else None

    def init_instance(self, row: Any = None) -> Draft:
        return Draft(None, {})

    def import_field(self, field: Column, instance: Draft, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        """A column that the file has not says nothing; an empty cell says empty."""
        if field.column_name in row:
            instance.values[field.code] = field.clean(row)

    def skip_row(self, instance: Draft, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Nothing is written where nothing differs; the same key twice is never nothing."""
        if import_validation_errors or self.repeated(instance):
            return False
        return instance.thing is not None and not instance.changed()

    def known_by(self, draft: Draft) -> Values:
        """What no other row of the file may say, by the column that says it."""
        key = same(draft.values.get(self.key))
        return {self.key: key} if key else {}

    def repeated(self, draft: Draft) -> dict[str, int]:
        """The columns that say what an earlier row said, each with the number of that row in the file."""
        firsts = {code: self.seen.setdefault((code, said), self.number) for code, said in self.known_by(draft).items()}
        return {code: self.numbers[first - 1] for code, first in firsts.items() if first != self.number}

    def validate_instance(self, instance: Draft, errors: Any = None, validate_unique: bool = True) -> None:
        found = {code: [word for one in raised for word in one.messages] for code, raised in (errors or {}).items()}
        for code, row in self.repeated(instance).items():
            found.setdefault(code, []).append(_("Row %(row)s says the same. Keep one of them.") % {"row": row})
        if not found:
            for code, message in self.check(instance):
                found.setdefault(code, []).append(message)
        if found:
            raise ValidationError(found)

    def save_instance(self, instance: Draft, is_create: bool, row: Any, **kwargs: Any) -> None:
        self.changes.append(Change(self.number - 1, instance))


def plain(value: Any) -> Any:
    """A value for JSON, and for comparing: codes, ISO dates."""
    if isinstance(value, Model):
        return getattr(value, "code", value.pk)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


def same(words: Any) -> str:
    """What is left of a name or code where nobody minds spaces and letter case."""
    return "".join(str(words or "").split()).casefold()


def needed(draft: Draft, *codes: str) -> list[tuple[str, str]]:
    """What must not be empty and is."""
    return [(code, _("Fill this in.")) for code in codes if draft.after.get(code) in (None, "", [])]
