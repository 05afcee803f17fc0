"""Who went on the mission."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.roles import Role
from visits.forms.fields import ItemForm, Pick
from visits.models import MissionMember
from visits.permissions import why_not_name_accounts


class MemberForm(ItemForm):
    new_words, edit_words = _("Add a member"), _("Change a member")
    empty_words = _("Nobody on the mission yet")

    agency = Pick(Agency.objects.all(), label=_("Agency"))
    user = Pick(
        User.objects.filter(role=Role.OFFICER, is_active=True),
        label=_("Account"),
        help_text=_("With an account the member reads the whole report, restricted parts too, and may work on it."),
    )

    class Meta:
        model = MissionMember
        fields = ("name", "position", "agency", "role", "user")
        help_texts = {
            "name": _("With title, as on the order."),
            "position": _("For example: Director, Foreign Affairs Division."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refusal = why_not_name_accounts(self.by, self.visit)
        account: Any = self.fields["user"]
        stored = User.objects.filter(pk=self.instance.user_id)
        account.queryset = stored if self.refusal else account.queryset | stored
        if self.refusal:
            account.disabled, account.help_text = True, self.refusal

    def others(self) -> Any:
        return self.visit.members.exclude(pk=self.instance.pk)

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if role == MissionMember.Role.LEADER:
            leader = self.others().filter(role=role).first()
            if leader:
                message = _("A mission has one team leader: %(name)s is entered as such.") % {"name": leader.name}
                self.add_error("role", message)
        return role

    def clean_user(self) -> User | None:
        user: User | None = self.cleaned_data["user"]
        sent = self.data.get(self.add_prefix("user"))  # browsers do not send what is disabled
        if self.refusal and sent is not None and sent != str(self.instance.user_id or ""):
            self.add_error("user", self.refusal)
        elif user and self.others().filter(user=user).exists():
            self.add_error("user", _("This account is on the mission already."))
        return user
