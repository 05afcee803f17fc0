"""The checklist on the page of an activity: asked anew from the one in use, or from the copy that its sheet keeps."""

from typing import Any

from django import forms
from django.utils.translation import ngettext

from checklists import sheets
from checklists.document import Document
from checklists.models import ChecklistVersion, Purpose, Sheet, VersionState
from checklists.sheet_form import SheetForm
from checklists.wording import answer_words
from ui.forms import Form
from ui.prepared import insert
from ui.templatetags.ui import bilingual
from visits import media, uploads
from visits.models import Activity, ActivityKind, ActivitySheet
from visits.parts import Asking

PURPOSES: dict[str, Purpose] = {
    ActivityKind.INSPECTION: Purpose.INSPECTION,
    ActivityKind.CENTER_REVIEW: Purpose.READINESS,
    ActivityKind.JOINT_OPERATION: Purpose.OPERATION,
    ActivityKind.OBSERVATION: Purpose.OBSERVATION,
}
DECIDES = ("delayed_until",)  # answers that say when others may see the activity: it keeps them itself


class Which(Form):
    """Which version is asked: the answers belong to it, also where another one was published meanwhile."""

    asked = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AskedSheet:
    """`version`: what is asked anew, or `sheet`: what was asked before. `offered`: those to choose from."""

    template = "visits/filing/_sheet.html"

    def __init__(
        self,
        asking: Asking,
        version: ChecklistVersion,
        *,
        sheet: Sheet | None = None,
        offered: list[ChecklistVersion] | None = None,
    ) -> None:
        self.asking, self.version, self.sheet, self.offered = asking, version, sheet, offered or []
        document: Document = sheet.document if sheet else version.document
        self.before: dict[str, Any] = sheet.answers if sheet else {}
        self.which = Which(asking.data, initial={"asked": version.pk})
        self.form = SheetForm(document, asking.data, asking.files, stored=self.before, demand=False)
        self.received: dict[str, list[media.ReceivedPhoto]] = {}
        for code, field in self.form.fields.items():
            if self.form.is_photo(code) and self.before.get(code):
                field.help_text = stored_photos(len(self.before[code]))

    @property
    def name(self) -> str:
        return bilingual(self.version.checklist)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """The checklists in use, where there are several: (words, address, whether it is asked here)."""
        row = self.asking.activity
        address = f"?stop={row.stop_id}&kind={row.kind}&checklist="
        return [
            (bilingual(one.checklist), f"{address}{one.checklist.code}", one == self.version) for one in self.offered
        ]

    @property
    def inner(self) -> list[forms.BaseForm]:
        return [self.which, self.form]

    def is_valid(self) -> bool:
        if not self.form.is_valid():
            return False
        for code, files in self.form.photos().items():
            try:
                self.received[code] = [media.receive_photo(one) for one in files]
            except uploads.UploadRefused as refused:
                self.form.add_error(code, refused.message)
        return self.form.is_valid()

    def differences(self) -> list[tuple[str, str, str]]:
        typed, lines = self.form.answers(), []
        for code in self.form.changed_data:
            question = self.form.asked[code]
            kept, now = (answer_words(question, answers.get(code)) for answers in (self.before, typed))
            lines.append((str(self.form[code].label), kept, now))
        return lines

    def details(self) -> dict[str, Any]:
        """What the activity itself keeps of the answers."""
        return {code: value for code, value in self.form.answers().items() if code in DECIDES}

    def write(self, activity: Activity) -> None:
        keys = {code: [self.keep(activity, code, one) for one in files] for code, files in self.received.items()}
        answers, by = self.form.answers(keys), self.asking.by
        if self.sheet is not None:
            sheets.change(sheet=self.sheet, answers=answers, by=by, revision=self.sheet.revision)
        else:
            made = sheets.fill(version=self.version, answers=answers, by=by, client_uuid=activity.client_uuid)
            insert(ActivitySheet(activity=activity, sheet=made))

    def keep(self, activity: Activity, code: str, received: media.ReceivedPhoto) -> str:
        """Store a photograph with the question as its caption; its key is the same in every revision."""
        media.store_photo(
            visit=self.asking.visit, by=self.asking.by, upload=received, stop=activity.stop, activity=activity,
            caption=bilingual(self.form.asked[code], "label")[:300],
            may_concern_tip=activity.may_concern_tip, restricted=activity.restricted,
        )  # fmt: skip
        return received.file.sha256


def stored_photos(number: int) -> str:
    return ngettext("%(n)s is stored already; more are added.", "%(n)s are stored already; more are added.", number) % {
        "n": number
    }


def asked(asking: Asking) -> AskedSheet | None:
    """What `asking` is asked; None where it is the fields of its kind: no checklist is in use, or they hold answers.

    Where something was sent, it answers what its page asked.
    """
    row = asking.activity
    links = ActivitySheet.objects.filter(activity=row) if row.pk else ActivitySheet.objects.none()
    link = links.select_related("sheet__version__checklist").first()
    if link is not None:
        return AskedSheet(asking, link.sheet.version, sheet=link.sheet)
    if row.details:
        return None
    if asking.data is not None:
        version = named(row, asking.data.get("asked", ""))
        return AskedSheet(asking, version) if version else None
    offered = sheets.in_use(PURPOSES[row.kind])
    if not offered:
        return None
    chosen = next((one for one in offered if one.checklist.code == row.checklist), offered[0])
    return AskedSheet(asking, chosen, offered=offered if len(offered) > 1 else None)


def named(row: Activity, key: str) -> ChecklistVersion | None:
    """The version of that key, if it is or was one to ask activities of this kind."""
    if not key.isdecimal() or len(key) > 18:
        return None
    versions = ChecklistVersion.objects.exclude(state=VersionState.DRAFT).select_related("checklist")
    return versions.filter(pk=key, checklist__purpose=PURPOSES[row.kind]).first()
