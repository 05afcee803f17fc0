"""Photographs and documents come in: what is chosen, and how it is classified."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.forms import Form, Upload
from visits.annexes import CLASSIFIED, check_document
from visits.uploads import UploadRefused

PICTURES = "image/jpeg,image/png,image/webp"
ANNEXES = ".pdf,.docx,.xlsx"
MOST_PHOTOS = 30


class Classification(models.TextChoices):
    """Official Secrets Rules BE 2544; only what carries none of the three may come in."""

    NORMAL = "normal", gettext_lazy("ปกติ · not classified")
    CONFIDENTIAL = "confidential", gettext_lazy("ลับ · confidential")
    SECRET = "secret", gettext_lazy("ลับมาก · secret")
    TOP_SECRET = "top_secret", gettext_lazy("ลับที่สุด · top secret")


class ClassificationField(forms.ChoiceField):
    """How the sender classifies what is sent; anything above normal is refused with where to send it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"label": gettext_lazy("Secrecy"), "widget": forms.RadioSelect, **kwargs}
        super().__init__(choices=Classification.choices, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value != Classification.NORMAL:
            raise ValidationError(CLASSIFIED, code="classified")


class PhotoFiles(forms.FileField):
    """Several pictures, or none. What they are is judged one by one when they are stored."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        if len(data or []) > MOST_PHOTOS:
            raise ValidationError(
                _("You chose %(chosen)s pictures; send at most %(most)s at once."),
                params={"chosen": len(data), "most": MOST_PHOTOS},
            )
        return list(data or [])


class PhotoAddForm(Form):
    """Pictures from the gallery or fresh from the camera. `batch`: the browser's own key, for a repeated sending.

    `stored`: how many of them the page has sent before, one by one.
    """

    mark_optional = False

    pictures = PhotoFiles(
        label=gettext_lazy("Choose photographs"),
        help_text=gettext_lazy("Several at once: JPEG, PNG or WebP, up to 20 MB each."),
        widget=Upload({"accept": PICTURES}),
        required=False,
    )
    camera = PhotoFiles(
        label=gettext_lazy("Or take one now"),
        widget=Upload({"accept": PICTURES, "capture": "environment"}),
        required=False,
    )
    classification = ClassificationField(initial=Classification.NORMAL)
    batch = forms.UUIDField(widget=forms.HiddenInput)
    stored = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"batch": uuid.uuid4()}, **kwargs)

    @property
    def chosen(self) -> list[Any]:
        return [*self.cleaned_data["pictures"], *self.cleaned_data["camera"]]


class OneUpload(Upload):
    allow_multiple_selected = False


class DocumentForm(Form):
    """One annex. `client_uuid`: the browser's own key, for a repeated sending."""

    mark_optional = False

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, Word (.docx) or Excel (.xlsx) without password or macros, up to 20 MB."),
        widget=OneUpload({"accept": ANNEXES}),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it should stand in the list of annexes. Left empty: the name of the file."),
    )
    classification = ClassificationField(
        error_messages={"required": gettext_lazy("Say how the document is classified.")},
        help_text=gettext_lazy("As stamped on the document."),
    )
    restricted = forms.BooleanField(
        label=gettext_lazy("Only for the mission and those who decide on the report"),
        required=False,
        help_text=gettext_lazy("For example a list of names."),
    )
    client_uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"client_uuid": uuid.uuid4()}, **kwargs)

    def clean_file(self) -> Any:
        try:
            check_document(self.cleaned_data["file"])
        except UploadRefused as refusal:
            raise ValidationError(refusal.message) from refusal
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        if self.errors and "file" in self.cleaned_data:
            self.add_error("file", _("Choose the file once more: a browser does not keep it."))
        return self.cleaned_data
