"""What people type about a border point, checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checkpoints.models import Checkpoint
from places.choices import district_label, districts, neighbours, offer, provinces
from places.forms import PlaceForm
from ui.templatetags.ui import bilingual


class CheckpointForm(PlaceForm):
    class Meta:
        model = Checkpoint
        fields = [
            "kind",
            "name_th",
            "name_en",
            "aliases",
            "province",
            "district",
            "subdistrict_code",
            "counterpart_country",
            "counterpart",
        ]
        widgets = {"aliases": forms.Textarea({"rows": 3})}
        help_texts = {
            "aliases": _("Other spellings, one a line, so that a search finds it: Ban Leam, Banlaem."),
            "subdistrict_code": _("Six digits of the tambon, such as 220409."),
            "counterpart": _("The crossing on the other side, with its district and province."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["province"], provinces(), bilingual)
        offer(self.fields["district"], districts(), district_label)
        offer(self.fields["counterpart_country"], neighbours(), bilingual)

    def clean_subdistrict_code(self) -> str:
        code: str = self.cleaned_data["subdistrict_code"].strip()
        if code and not (len(code) == 6 and code.isascii() and code.isdigit()):
            raise forms.ValidationError(_("Write the six digits of the tambon, such as 220409."))
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        province, district, tambon = data.get("province"), data.get("district"), data.get("subdistrict_code")
        if province and district and district.province_id != province.pk:
            self.add_error("district", _("This district lies in another province."))
        if district and tambon and not tambon.startswith(district.code):
            self.add_error("subdistrict_code", _("This tambon lies in another district."))
        return data
