"""The form by which an action that follows from a practice is asked for."""

import uuid
from typing import Any

from django import forms

from followups import origins, owners
from followups.forms import ActionForm
from places.models import District
from practices.models import Practice


class AskForm(ActionForm):
    """An action at the practice's own district, or where the practice is tried besides."""

    client_uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, practice: Practice, **kwargs: Any) -> None:
        around = {practice.district_id, *practice.adoptions.values_list("district", flat=True)}
        districts = District.objects.filter(pk__in=around).defer("outline").order_by("code")
        people = owners.people_in(practice.area_codes, practice.author_id)
        centers = owners.centers_in(practice.area_codes)
        super().__init__(*args, places=origins.places_in(districts), people=people, centers=centers, **kwargs)
        self.initial.setdefault("client_uuid", uuid.uuid4())
        if practice.site is not None:
            self.initial.setdefault("place", origins.key_of(practice.site))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "client_uuid"}
