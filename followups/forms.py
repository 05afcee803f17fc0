"""Forms of follow-up actions: in the report, how far they have come, who has them, and the filters of the list."""

import uuid
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from centers.models import Center
from followups import origins, owners
from followups.evidence import Shown
from followups.models import Commitment, FollowUp, FollowUpState
from followups.workflow import TRANSITIONS, Transition
from ui.forms import DateField, Form, ModelForm
from ui.templatetags.ui import bilingual
from visits.models import Visit
from visits.workflow import find


class OwnerChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        name = bilingual(obj) or obj.username
        return f"{name} ({obj.position})" if obj.position else name


class CenterChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return bilingual(obj)


class OwnedForm(ModelForm):
    """What has an owner: one of `people`, one of `centers`, or a name where there is neither."""

    mark_optional = False

    def __init__(self, *args: Any, people: QuerySet[User], centers: QuerySet[Center], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.owner_id:
            people = User.objects.filter(Q(pk__in=people.values("pk")) | Q(pk=self.instance.owner_id))
        if self.instance.owner_center_id:
            centers = Center.objects.filter(Q(pk__in=centers.values("pk")) | Q(pk=self.instance.owner_center_id))
        nobody = _("nobody listed here")
        self.fields["owner"] = OwnerChoice(
            queryset=people, required=False, label=_("Owner with an account"), empty_label=nobody
        )
        self.fields["owner_center"] = CenterChoice(
            queryset=centers, required=False, label=_("Or: a coordination center"), empty_label=_("none")
        )
        self.fields["owner_name"].label = _("Or: owner by name")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        named = any(data.get(name) for name in ("owner", "owner_center", "owner_name"))
        if not named and not {"owner", "owner_center", "owner_name"} & self.errors.keys():
            self.add_error("owner_name", _("Choose an owner, or name the person, office or center."))
        return data

    def validate_constraints(self) -> None:
        """The owner is asked for in `clean`, at its field."""


class ActionForm(OwnedForm):
    """An action with its place, one of `places`. `values()` are those of the row."""

    place = forms.ChoiceField(label=_("Place"), required=False, help_text=_("The next visit there will be asked."))

    field_order = ("title", "done_means", "place", "owner", "owner_center", "owner_name", "due_on", "priority")

    class Meta:
        model = FollowUp
        fields = ["title", "done_means", "owner", "owner_center", "owner_name", "due_on", "priority"]
        widgets = {"done_means": forms.Textarea(attrs={"rows": 2}), "priority": forms.RadioSelect}
        help_texts = {
            "done_means": _("What one can see when it is done: “the camera shows both lanes at night”."),
            "priority": _("High: done only with a photograph, a document or a visit that shows it."),
        }

    def __init__(self, *args: Any, places: origins.Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("place", _("no particular place"), places, origins.place_of(self.instance))
        if self.instance.pk is None and len(places) == 1 and len(places[0][1]) == 1:
            self.fields["place"].initial = places[0][1][0][0]
        self.order_fields(self.field_order)

    def _choose(self, name: str, nothing: Any, groups: origins.Groups, chosen: tuple[str, str]) -> None:
        known = {value for _label, options in groups for value, _words in options}
        more = [chosen] if chosen[0] and chosen[0] not in known else []
        self.fields[name].choices = [("", nothing), *more, *groups]  # type: ignore[attr-defined]
        self.fields[name].initial = chosen[0]

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | origins.place_columns(data.pop("place"))


class FollowUpForm(ActionForm):
    """An action of a report in hand, with what in the report it comes from."""

    source = forms.ChoiceField(label=_("Comes from"), required=False)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        kwargs |= {"people": owners.people_around(visit), "centers": owners.centers_around(visit)}
        super().__init__(*args, places=origins.places(visit), **kwargs)
        self._choose("source", _("the visit as a whole"), origins.sources(visit), origins.source_of(self.instance))

    def values(self) -> dict[str, Any]:
        data = super().values()
        return data | origins.source_columns(data.pop("source"))


class AskDefectForm(ActionForm):
    """An action on a defect of the approved report `visit`."""

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        kwargs |= {"people": owners.people_around(visit), "centers": owners.centers_around(visit)}
        super().__init__(*args, places=origins.places(visit), **kwargs)
        self.initial.setdefault("client_uuid", uuid.uuid4())

    def values(self) -> dict[str, Any]:
        data = super().values()
        return data | {"client_uuid": data["client_uuid"] or uuid.uuid4()}


class AssignForm(OwnedForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    field_order = ("owner", "owner_center", "owner_name", "due_on", "version")

    class Meta:
        model = FollowUp
        fields = ["owner", "owner_center", "owner_name", "due_on"]

    def __init__(self, *args: Any, instance: FollowUp, **kwargs: Any) -> None:
        people, centers = owners.around(instance)
        super().__init__(*args, instance=instance, people=people, centers=centers, **kwargs)
        self.order_fields(self.field_order)


class StateForm(Form):
    """The next step of an action: `steps` are those open to the writer, `offered` what they may name as evidence."""

    mark_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect)
    outcome = forms.CharField(
        label=_("What was done or seen, or why"),
        help_text=_("Needed when the action is done, dropped, carried over or taken up again."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
    evidence = forms.ChoiceField(label=_("What shows it"), required=False)

    def __init__(
        self,
        *args: Any,
        followup: FollowUp,
        steps: list[Transition],
        offered: list[tuple[str, list[Shown]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.followup = followup
        self.things = {one.key: one.thing for _label, group in offered for one in group}
        self._set("state", [(step.target.value, step.target.label) for step in steps])
        if self.data.get("version", "").isdecimal() and int(self.data["version"]) != followup.version:
            self._set("state", FollowUpState.choices)  # answered as a conflict, with what was typed
        groups = [(label, [(one.key, one.label) for one in group]) for label, group in offered]
        self._set("evidence", [("", _("nothing yet")), *groups])
        if followup.is_urgent:
            self.fields["evidence"].help_text = _("High priority: it is done only with something that shows it.")
        if FollowUpState.DONE not in [step.target for step in steps]:
            self.fields["evidence"].widget = forms.HiddenInput()

    def _set(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        step = find(TRANSITIONS, self.followup.state, data.get("state", ""))
        data["evidence"] = [self.things[data["evidence"]]] if data.get("evidence") else []
        if step is None:
            return data
        if step.needs_words and not data.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", _("Say what was done or seen, or why."))
        wanting = step.needs_evidence and self.followup.is_urgent and not data["evidence"]
        if wanting and "evidence" not in self.errors and not self.followup.evidence.exists():
            self.add_error("evidence", _("Choose what shows that it is done: this action is of high priority."))
        return data


class AnswerForm(Form):
    """What a visit found of one commitment of its places."""

    mark_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    outcome = forms.ChoiceField(label=_("Is it done?"), choices=Commitment.Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("What was seen on site"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    due_on = DateField(
        label=_("New date"), required=False, help_text=_("Only where it is carried over and the date moves.")
    )

    def __init__(self, *args: Any, may_drop: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_drop:
            keep = [one for one in Commitment.Outcome.choices if one[0] != Commitment.Outcome.DROPPED]
            self.fields["outcome"].choices = keep  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("due_on") and data.get("outcome") in (Commitment.Outcome.DONE, Commitment.Outcome.DROPPED):
            self.add_error("due_on", _("A new date is for what is carried over: leave it empty."))
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
