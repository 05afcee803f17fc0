"""Related rows that come in the same statement as the rows that they hang on.

`prefetch_related` asks once for each relation, and a report has twenty of them. For relations to few and short rows:
these travel as JSON.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.gis.db.models import GeometryField
from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import DecimalField, F, Field, FloatField, Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=Model)
UNFIT = (GeometryField, DecimalField, FloatField)  # JSON does not give back what went in


@dataclass(frozen=True)
class Nested:
    """The rows of a relation `name`, to many or to one, with the relations `inner` of their own.

    `only`: the columns that are read; others are fetched when needed. Raises TypeError for columns that JSON changes.
    """

    name: str
    inner: tuple["Nested", ...] = ()
    only: tuple[str, ...] = ()

    def columns(self, target: Any) -> list["Field[Any, Any]"]:
        found = [field for field in target._meta.concrete_fields if not self.only or field.attname in self.only]
        if unfit := [field.attname for field in found if isinstance(field, UNFIT)]:
            raise TypeError(f"{target.__name__} cannot be nested with {', '.join(unfit)}")
        return found

    def of(self, model: Any) -> ArraySubquery:
        """The rows that hang on a row of `model`, as an array of JSON objects in their usual order."""
        relation = model._meta.get_field(self.name)
        target = relation.related_model
        outer = {relation.remote_field.name: OuterRef("pk")} if is_many(relation) else {"pk": OuterRef(self.name)}
        values: dict[str, Any] = {field.attname: F(field.attname) for field in self.columns(target)}
        values |= {one.name: one.of(target) for one in self.inner}
        return ArraySubquery(target._default_manager.filter(**outer).values_list(JSONObject(**values)))

    def put(self, parent: Model, rows: list[dict[str, Any]]) -> None:
        """Leave `rows` with `parent` where `prefetch_related` and `select_related` leave them."""
        relation: Any = parent._meta.get_field(self.name)
        made = [self.make(relation.related_model, row) for row in rows]
        if is_many(relation):
            keep(parent, self.name, made)
        else:
            setattr(parent, self.name, made[0] if made else None)

    def make(self, target: Any, row: dict[str, Any]) -> Model:
        fields = self.columns(target)
        names, values = [field.attname for field in fields], [field.to_python(row[field.attname]) for field in fields]
        made: Model = target.from_db(DEFAULT_DB_ALIAS, names, values)
        for one in self.inner:
            one.put(made, row[one.name])
        return made


def is_many(relation: Any) -> bool:
    return bool(relation.one_to_many or relation.many_to_many)


def keep(parent: Any, name: str, rows: Iterable[Model]) -> None:
    """Let `parent.name.all()` answer `rows` without asking."""
    relation, kept = parent._meta.get_field(name), getattr(parent, name).all()
    kept._result_cache, kept._prefetch_done = list(rows), True
    parent.__dict__.setdefault("_prefetched_objects_cache", {})[name] = kept
    if relation.one_to_many:
        for row in kept._result_cache:
            setattr(row, relation.remote_field.name, parent)


def with_nested(rows: "QuerySet[Row]", *relations: Nested) -> list[Row]:
    """`rows` and their `relations`, in one statement."""
    found = list(rows.annotate(**{f"nested_{one.name}": one.of(rows.model) for one in relations}))
    for row in found:
        for one in relations:
            one.put(row, row.__dict__.pop(f"nested_{one.name}"))
    return found


def nest(row: Model, *relations: Nested) -> None:
    """Read `relations` of a row that is at hand, all in one statement."""
    model: Any = type(row)
    found = model._base_manager.filter(pk=row.pk).values_list(*[one.of(model) for one in relations]).first()
    for one, rows in zip(relations, found or [[]] * len(relations), strict=True):
        one.put(row, rows)
