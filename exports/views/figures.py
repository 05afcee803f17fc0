"""The dashboard's figures as a file."""

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow, refuse
from accounts.roles import Permission
from exports import csvs, sheets, store
from exports.columns import rows_above
from exports.figures import TABLES, Grid, about, tables
from exports.formats import Format
from exports.forms import FiguresForm
from exports.log import tell
from exports.views.asking import as_file, say_unwritten
from reports.scope import Scope


@allow(Permission.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: AuthedRequest) -> HttpResponseBase:
    """`?` the scope of the dashboard."""
    refuse("" if request.user.may(Permission.DASHBOARD) else _("Your role has no part in this page."))
    scope = Scope(request.GET, request.user)
    form = FiguresForm(list(tables(scope).items()), request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return answered(form, scope)
        except store.Unwritten:
            say_unwritten(form)
            status = 503
    query = scope.params.urlencode()
    context = {
        "form": form,
        "scope": scope,
        "chips": scope.chips(),
        "query": query,
        "back_url": f"{reverse('reports:dashboard')}?{query}",
    }
    return render(request, "exports/figures.html", context, status=status)


def answered(form: FiguresForm, scope: Scope) -> HttpResponseBase:
    """The file. Raises store.Unwritten."""
    said = form.cleaned_data
    kind = Format(said["format"])
    with translation.override(said["language"]):
        keys = tables(scope) if kind == Format.XLSX else [said["table"]]
        found = [(str(label), make(scope)) for label, make in (TABLES[key] for key in keys)]
        rows = sum(len(grid.rows) for _label, grid in found)
        if kind == Format.XLSX:
            found.append((_("About this file"), about(scope)))
        heads = [rows_above(grid.columns, codes=said["codes"], hxl=said["hxl"]) for _label, grid in found]
        name = f"figures-{timezone.localdate().isoformat()}.{kind.value}"
        is_csv = kind == Format.CSV
        made = HttpResponse(csvs.written([*heads[0], *found[0][1].rows])) if is_csv else workbook(found, heads)
        tell(by=scope.user, table="figures", kind=kind, params=scope.params, rows=rows, how="at once")
        return as_file(made, kind, name)


def workbook(found: list[tuple[str, Grid]], heads: list[list[list[str]]]) -> FileResponse:
    """A sheet for each table. Raises store.Unwritten."""
    with store.beside(Format.XLSX) as path:
        book = sheets.Book(str(path))
        for (label, grid), above in zip(found, heads, strict=True):
            sheet = book.sheet(label, grid.columns, above)
            sheet.add(grid.rows)
            sheet.close()
        book.book.close()
        return FileResponse(path.open("rb"))
