"""Who went on the mission."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.roles import Role
from visits.forms.fields import ItemForm, Pick
from visits.models import MissionMember


class MemberForm(ItemForm):
    new_words, edit_words = _("Add a member"), _("Change a member")
    empty_words = _("Nobody on the mission yet")

    agency = Pick(Agency.objects.all(), label=_("Agency"))
    user = Pick(
        User.objects.filter(role=Role.OFFICER, is_active=True),
        label=_("Account"),
        help_text=_("With an account the member may work on this report as well."),
    )

    class Meta:
        model = MissionMember
        fields = ("name", "position", "agency", "role", "user")
        help_texts = {
            "name": _("With title, as on the order."),
            "position": _("For example: Director, Foreign Affairs Division."),
        }

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
        if user and self.others().filter(user=user).exists():
            self.add_error("user", _("This account is on the mission already."))
        return user
