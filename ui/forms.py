"""The house's forms: NFC text, messages at the field, parts that a thumb can hit.

A page writes `{{ form.title.as_field_group }}` per field, or `{{ form }}` for all of them;
`templates/ui/field.html` draws the label, hint, error and input.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.forms.renderers import DjangoTemplates
from django.forms.utils import pretty_name
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ui.fields import DateField, DateInput, DateTimeField, DateTimeInput
from ui.words import nfc

__all__ = [
    "DateField",
    "DateInput",
    "DateTimeField",
    "DateTimeInput",
    "Form",
    "ModelForm",
    "Renderer",
    "Upload",
]


class Renderer(DjangoTemplates):
    """Django's form renderer, with the project's own templates in front."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    @cached_property
    def engine(self) -> Engine:
        built_in = Path(forms.__file__).parent / "templates"
        return Engine(
            {
                "APP_DIRS": True,
                "DIRS": [settings.BASE_DIR / "templates", built_in],
                "NAME": "uiforms",
                "OPTIONS": {"builtins": ["ui.templatetags.ui"]},
            }
        )


def normal(value: Any) -> Any:
    """Text in normal form C, so that equal words are equal bytes; lists of text likewise; the rest untouched."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [normal(item) for item in value]
    return value


def missing(field: forms.Field) -> Any:
    """What to say where a required field is empty: what to do, by the kind of input."""
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Choose an answer.")
    if isinstance(field, forms.BooleanField):
        return _("Tick this to go on.")
    return _("Fill this in.")


DJANGOS_WORDS = forms.Field.default_error_messages["required"]


class SharedFields(dict[str, forms.Field]):
    """Fields that forms of one class have in common: their dictionary is copied for each form, they are not."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


class BoundField(forms.BoundField):
    """A field of a form whose words and further names are made when it is shown: saving asks for none of them."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        self.form, self.field, self.name = form, field, name
        self.html_name, self.renderer = form.add_prefix(name), form.renderer

    @cached_property
    def html_initial_name(self) -> str:  # type: ignore[override]
        return self.form.add_initial_prefix(self.name)

    @cached_property
    def html_initial_id(self) -> str:  # type: ignore[override]
        return self.form.add_initial_prefix(self.auto_id)

    @cached_property
    def label(self) -> Any:  # type: ignore[override]
        return pretty_name(self.name) if self.field.label is None else self.field.label

    @cached_property
    def help_text(self) -> Any:  # type: ignore[override]
        return self.field.help_text or ""


class HouseRules:
    """What every form here shares.

    `needed` names the fields without which a report cannot be sent: they may be saved empty, and say so.
    `mark_optional` marks the other optional fields; switch it off where most of them are.
    `shares_fields`: no form changes a field of its own, so that dozens of them are not copied for every save.
    """

    needed: tuple[str, ...] = ()
    mark_optional = True
    use_required_attribute = False
    bound_field_class: type[forms.BoundField] | None = BoundField
    shares_fields = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        if self.shares_fields:
            vars(self)["base_fields"] = SharedFields(type(self).base_fields)  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            if field.error_messages.get("required") is DJANGOS_WORDS:  # the same object: comparing words translates
                field.error_messages["required"] = missing(field)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """What was typed, in normal form C before anything looks at it; so too what is shown again."""
        return normal(super()._widget_data_value(widget, html_name))  # type: ignore[misc]


class Form(HouseRules, forms.Form):
    pass


def house_field(db_field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """The form field of a model field: our dates, otherwise Django's choice."""
    if isinstance(db_field, models.DateTimeField):
        return db_field.formfield(form_class=DateTimeField, **own_widget(kwargs, DateTimeInput))
    if isinstance(db_field, models.DateField):
        return db_field.formfield(form_class=DateField, **own_widget(kwargs, DateInput))
    return db_field.formfield(**kwargs)


def own_widget(kwargs: dict[str, Any], widget: type[forms.Widget]) -> dict[str, Any]:
    return {"widget": widget, **kwargs}


class HouseModelForms(ModelFormMetaclass):
    """Gives every ModelForm `house_field` unless its Meta names another callback."""

    def __new__(mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(house_field)
        return super().__new__(mcs, name, bases, attrs, **kwargs)


if TYPE_CHECKING:
    AnyModelForm = forms.ModelForm[Any]
else:
    AnyModelForm = forms.ModelForm  # generic only to the type checker


class ModelForm(HouseRules, AnyModelForm, metaclass=HouseModelForms):
    pass


class Upload(forms.ClearableFileInput):
    """A file input that offers the camera and, with `multiple`, several files; photo-preview.js shows them."""

    template_name = "ui/widgets/upload.html"
    allow_multiple_selected = True
