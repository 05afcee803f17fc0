"""The forms of a review: each carries the version of the report that the reader had before them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from ui.forms import Form
from ui.templatetags.ui import bilingual
from visits import sections
from visits.models import Visit

LONGEST = 4000


class StepForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason: the author reads it first.")},
    )


class ReturnForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why the report goes back")
        self.fields["reason"].help_text = _(
            "The author sees this first. Say what is wrong and what would put it right."
        )


class WithdrawForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why the report is withdrawn")
        self.fields["reason"].help_text = _("Partners lose the edition at once. The reason stays in the record.")


class PartnerChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        name = bilingual(obj) or obj.username
        return f"{name} ({bilingual(obj.agency)})" if obj.agency else name


class PublishForm(StepForm):
    mark_optional = False

    released_to = PartnerChoice(
        label=_("Release to"),
        help_text=_("Partners read the public edition only. Without a choice it is published inside the house."),
        queryset=User.objects.filter(role=Role.PARTNER, is_active=True).select_related("agency"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class CommentForm(Form):
    section = forms.ChoiceField(
        choices=[(section.key, section.title) for section in sections.SECTIONS], widget=forms.HiddenInput
    )
    text = forms.CharField(
        label=_("Remark"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the remark.")},
    )


def partners_before(visit: Visit) -> list[User]:
    """To whom the revision that `visit` amends was released."""
    return list(visit.amends.released_to.all()) if visit.amends else []
