"""What people type about a center and the seats in it, checked."""

from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from centers.models import Center, CenterMember
from places.choices import district_label, districts, offer
from places.forms import PlaceForm
from ui.forms import ModelForm
from ui.templatetags.ui import bilingual

MORE_CHANNELS = ("line", "call_sign", "email", "fax")


class CenterForm(PlaceForm):
    class Meta:
        model = Center
        fields = ["name_th", "name_en", "aliases", "district", "address", "hotline"]
        widgets = {"aliases": forms.Textarea({"rows": 3}), "hotline": forms.TextInput({"inputmode": "tel"})}
        help_texts = {
            "aliases": _("Other names, one a line, so that a search finds it."),
            "hotline": _("The number that the public may call."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["district"], districts(), district_label)


class SeatForm(ModelForm):
    mark_optional = False

    class Meta:
        model = CenterMember
        fields = ["role", "position", "name", "agency", "until", "phone", *MORE_CHANNELS]
        widgets = {
            "phone": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
            "line": forms.TextInput({"autocomplete": "off"}),
            "call_sign": forms.TextInput({"autocomplete": "off"}),
            "email": forms.EmailInput({"autocomplete": "off"}),
            "fax": forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        }
        help_texts = {"until": _("Leave empty while the person holds the seat.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["agency"], Agency.objects.filter(side=Agency.Side.OWN), bilingual)

    def more_channels(self) -> list[forms.BoundField]:
        """The ways to reach a person beside the telephone: folded until somebody uses them."""
        return [self[name] for name in MORE_CHANNELS]

    def uses_more(self) -> bool:
        return any(field.value() or field.errors for field in self.more_channels())

    def first_fields(self) -> list[forms.BoundField]:
        """What is asked of every seat; the box that removes it stands last."""
        return [field for field in self.visible_fields() if field.name not in (*MORE_CHANNELS, "DELETE")]


Seats: type[BaseInlineFormSet[CenterMember, Center, SeatForm]] = inlineformset_factory(
    Center, CenterMember, form=SeatForm, extra=2, max_num=60, absolute_max=80, can_delete=True, can_delete_extra=False
)
