"""Forms of follow-up actions: in the report, how far they have come, who has them, and the filters of the list."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from followups.models import UNRESOLVED, FollowUp, FollowUpState
from ui.forms import DateField, Form, ModelForm
from ui.templatetags.ui import bilingual
from visits.models import Visit

WORKING = (Role.OFFICER, Role.CENTER, Role.REVIEWER, Role.DIRECTOR)


def people_around(visit: Visit) -> QuerySet[User]:
    """Who may be given an action of `visit`: people of its areas, its mission and its author."""
    codes = visit.area_codes
    areas = (
        Q(areas__country__code__in=[code for code in codes if len(code) == 2])
        | Q(areas__province__code__in=[code[2:] for code in codes if len(code) == 4])
        | Q(areas__district__code__in=[code[2:] for code in codes if len(code) == 6])
    )
    wanted = areas | Q(missions__visit=visit) | Q(pk=visit.author_id)
    return User.objects.filter(wanted, is_active=True, role__in=WORKING).distinct()


class OwnerChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        name = bilingual(obj) or obj.username
        return f"{name} ({obj.position})" if obj.position else name


class OwnedForm(ModelForm):
    """What has an owner: an account, or a name where there is none."""

    mark_optional = False

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = people_around(visit)
        if self.instance.owner_id:
            people = User.objects.filter(Q(pk__in=people.values("pk")) | Q(pk=self.instance.owner_id))
        self.fields["owner"] = OwnerChoice(
            queryset=people, required=False, label=_("Owner with an account"), empty_label=_("nobody listed here")
        )
        self.fields["owner_name"].label = _("Or: owner by name")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("owner") and not data.get("owner_name") and "owner_name" not in self.errors:
            self.add_error("owner_name", _("Choose an owner, or name the person, office or center."))
        return data

    def validate_constraints(self) -> None:
        """The owner is asked for in `clean`, at its field."""


class FollowUpForm(OwnedForm):
    class Meta:
        model = FollowUp
        fields = ["title", "owner", "owner_name", "due_on"]


class AssignForm(OwnedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = FollowUp
        fields = ["owner", "owner_name", "due_on"]


class StateForm(Form):
    mark_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    state = forms.ChoiceField(label=_("State"), choices=FollowUpState.choices, widget=forms.RadioSelect)
    outcome = forms.CharField(
        label=_("What was done, or why it was dropped"),
        help_text=_("Needed when the action is done or dropped."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("state") and data["state"] not in UNRESOLVED and not data.get("outcome"):
            self.add_error("outcome", _("Say what was done, or why it was dropped."))
        return data


class FilterForm(Form):
    mark_optional = False

    q = forms.CharField(label=_("Words"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", "–"), *FollowUpState.choices])
    owner = forms.ChoiceField(label=_("Owner"), required=False, choices=[("", "–"), ("me", _("me"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = DateField(label=_("Due from"), required=False)
        self.fields["to"] = DateField(label=_("Due to"), required=False)
