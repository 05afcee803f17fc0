"""Users and agencies, for the administrator. The access log is not here: the auditor has a page for it."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.forms import AreaForm, AreaFormSet, NewUserForm, UserForm
from accounts.models import Agency, Area, User
from accounts.signals import switched_off


class ReferenceAdmin(admin.ModelAdmin[Any]):
    """Reference data: what is in use stays. What uses it is counted and never named, for it may be a report."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        rows, counts, needed, protected = super().get_deleted_objects(objs, request)
        if using := len(protected) + sum(counts.values()) - len(objs):
            words = ngettext("%(n)s record uses it: it stays.", "%(n)s records use it: it stays.", using)
            rows, protected = [], [words % {"n": using}]
        return rows, counts, needed, protected


@admin.register(Agency)
class AgencyAdmin(ReferenceAdmin):
    list_display = ("code", "name_th", "name_en", "side", "sort")
    list_filter = ("side",)
    search_fields = ("code", "name_th", "name_en", "abbreviation_th", "abbreviation_en")


class AreaInline(admin.TabularInline[Area, User]):
    model = Area
    form = AreaForm
    formset = AreaFormSet
    extra = 1


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    """People are switched off, never deleted: their reports keep their author."""

    form = UserForm
    add_form = NewUserForm
    inlines = (AreaInline,)
    list_display = ("username", "name_th", "name_en", "role", "agency", "is_active", "last_login")
    list_filter = ("role", "is_active", "language")
    list_select_related = ("agency",)
    search_fields = ("username", "name_th", "name_en", "email")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    actions = ("send_password_link", "unlock", "remove_second_factors")
    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        (_("Person"), {"fields": ("name_th", "name_en", "position", "agency", "email", "language")}),
        (_("What they may do"), {"fields": ("role",)}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "usable_password", "password1", "password2")}),
        (_("Person"), {"fields": ("name_th", "name_en", "position", "agency", "email", "language")}),
        (_("What they may do"), {"fields": ("role",)}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        """An address that is no longer theirs must not receive a password link either."""
        super().save_model(request, obj, form, change)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()
        if change and not obj.is_active:
            switched_off.send(type(self), person=obj, request=request)

    @admin.action(description=_("Send a link to set a new password"))
    def send_password_link(self, request: HttpRequest, people: QuerySet[User]) -> None:
        sent = 0
        for person in people.filter(is_active=True).exclude(email=""):
            form = ResetPasswordForm({"email": person.email})
            if form.is_valid():
                form.save(request)
                sent += 1
        self.tell(request, sent, ngettext("Link sent to %d person.", "Link sent to %d people.", sent))

    @admin.action(description=_("Unlock after too many failed sign-ins"))
    def unlock(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            reset(username=person.username.lower())
            self.log_change(request, person, "Unlocked")
        count = len(people)
        self.tell(request, count, ngettext("%d account unlocked.", "%d accounts unlocked.", count))

    @admin.action(description=_("Remove second factors (lost phone): set up anew at the next sign-in"))
    def remove_second_factors(self, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            Authenticator.objects.filter(user=person).delete()
            self.log_change(request, person, "Second factors removed")
        count = len(people)
        self.tell(request, count, ngettext("Removed for %d person.", "Removed for %d people.", count))

    def tell(self, request: HttpRequest, count: int, words: Any) -> None:
        self.message_user(request, words % count, messages.SUCCESS if count else messages.WARNING)
