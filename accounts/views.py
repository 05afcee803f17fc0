"""A person's own page, and the auditor's access log."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import language, queries
from accounts.access import AuthedRequest, allow, signed_in
from accounts.forms import AccessLogFilter, LanguageForm
from accounts.roles import Permission
from ui.paging import keyset


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: AuthedRequest) -> HttpResponseBase:
    """Who I am here, what I may do and where; and the language I read."""
    form = LanguageForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(request.user.language):
            messages.success(request, _("Your language is saved."))
        response = redirect("accounts:me")
        language.remember(response, request.user.language)
        return response
    areas = request.user.areas.select_related("country", "province", "district")
    context = {"form": form, "areas": areas}
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


@allow(Permission.ACCESS_LOG)
@require_safe
def access_log(request: AuthedRequest) -> HttpResponse:
    """Who read what that is restricted, and who exported what: no content of any report."""
    form = AccessLogFilter(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = keyset(
        queries.access_entries(**wanted),
        order=("-pk",),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
    )
    context = {"form": form, "page": page, "filtered": any(wanted.values())}
    return render(request, "accounts/access_log.html", context, status=422 if form.errors else 200)
