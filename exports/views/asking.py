"""The page of an export: what is to be in it; and the answer, at once or in the background."""

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import FileResponse, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import AuthedRequest, allow
from accounts.roles import Permission
from exports import actions, making, store
from exports.datasets import Dataset
from exports.formats import Format
from exports.forms import ExportForm, FiguresForm
from exports.log import note
from exports.models import Choices, Setting
from exports.permissions import get_dataset, get_export, get_setting
from exports.wanted import Wanted

logger = logging.getLogger(__name__)
NOT_FILTERS = ("after", "before", "filters", "setting", "again")
WINDOW = ("bbox", "zoom")  # of the map
MOST_VALUES = 60  # of filters: each is put in words, and the access log asks what each of them changes
COUNTED = 20_000  # the page counts no further


@allow(Permission.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AuthedRequest, dataset: str) -> HttpResponseBase:
    """`?` the filters of the list; `setting=`: choices kept earlier; `again=`: those of an export."""
    found, params = get_dataset(request.user, dataset), filters_in(request)
    tables = found.tables(request.user, params)
    if request.method != "POST":
        return page(request, found, params, ExportForm(found, tables, kept=kept_choices(request)))
    form = ExportForm(found, tables, request.POST)
    if form.is_valid() and "keep" in request.POST:
        return keep(request, form, params)
    if form.is_valid():
        answer = answered(request, form, form.wanted(user=request.user, params=params))
        if answer is not None:
            return answer
    return page(request, found, params, form, status=422)


def kept_choices(request: AuthedRequest) -> Choices | None:
    """One's own, that the address names. Raises Http404."""
    for name, get in (("setting", get_setting), ("again", get_export)):
        key = request.GET.get(name, "")
        if key.isdecimal():
            return get(request.user, int(key[:18]))
    return None


def filters_in(request: AuthedRequest) -> QueryDict:
    """What the address says of the rows; no filter reads what holds a NUL, nor can the access log keep it.

    Raises BadRequest where it says more than any list does.
    """
    params = QueryDict(mutable=True)
    for name, values in request.GET.lists():
        if name not in NOT_FILTERS and not any("\0" in text for text in (name, *values)):
            params.setlist(name, values)
    if sum(len(values) for _name, values in params.lists()) > MOST_VALUES:
        raise BadRequest
    return params


def without(params: QueryDict, *names: str) -> QueryDict:
    found = params.copy()
    for name in names:
        found.pop(name, None)
    return found


def page(
    request: AuthedRequest, dataset: Dataset, params: QueryDict, form: ExportForm, *, status: int = 200
) -> HttpResponse:
    tables = dataset.tables(request.user, params)
    counts = [(table.label, table.count(request.user, params, most=COUNTED + 1)) for table in tables]
    rows = sum(count for _label, count in counts)
    query, back = params.urlencode(), without(params, *WINDOW).urlencode()
    context: dict[str, Any] = {
        "dataset": dataset,
        "form": form,
        "counts": [(label, min(count, COUNTED), count > COUNTED) for label, count in counts],
        "rows": min(rows, COUNTED),
        "is_more": rows > COUNTED,
        "chips": dataset.chips(request.user, params),
        "back_url": f"{dataset.url}?{back}" if back else dataset.url,
        "whole_url": f"?{back}" if "bbox" in params else "",
        "query": query,
        "settings": Setting.objects.filter(owner=request.user, dataset=dataset.key),
    }
    return render(request, "exports/new.html", context, status=status)


def keep(request: AuthedRequest, form: ExportForm, params: QueryDict) -> HttpResponse:
    """Keep the choices under a name, and go on with them."""
    name = form.cleaned_data["name"]
    if not name:
        form.add_error("name", _("Give the choices a name."))
        return page(request, form.dataset, params, form, status=422)
    wanted = form.wanted(user=request.user, params=params)
    setting = actions.keep_setting(by=request.user, wanted=wanted, name=name)
    messages.success(request, _("Your choices are kept as “%(name)s”.") % {"name": name})
    params["setting"] = str(setting.pk)
    return redirect(f"{reverse('exports:new', args=[form.dataset.key])}?{params.urlencode()}")


def answered(request: AuthedRequest, form: ExportForm, wanted: Wanted) -> HttpResponseBase | None:
    """The file, or the page of its making; None where it cannot be, and the form says why."""
    rows = wanted.count(most=wanted.format.at_once + 1)
    if rows <= wanted.format.at_once:
        return at_once(request, form, wanted, rows)
    if is_too_long(wanted):
        form.add_error("format", _("Excel holds 1,048,573 rows at most. Choose fewer rows with the filters, or CSV."))
        return None
    try:
        return redirect(actions.ask(by=request.user, wanted=wanted, client_uuid=form.key()))
    except actions.TooMany:
        words = _("%(n)s exports of yours are being made already. Wait for one, or cancel it.")
        form.add_error(None, words % {"n": actions.AT_ONCE})
        return None


def at_once(request: AuthedRequest, form: ExportForm, wanted: Wanted, rows: int) -> HttpResponseBase:
    """The file, of which the access log knows before anything is sent; 503 where the disk does not take it."""
    try:
        answer = streamed(wanted) if wanted.format.is_streamed else whole(wanted)
    except store.Unwritten:
        say_unwritten(form)
        return page(request, form.dataset, wanted.params, form, status=503)
    note(by=request.user, wanted=wanted, rows=rows, how="at once")
    return answer


def say_unwritten(form: ExportForm | FiguresForm) -> None:
    """To the person in the form, to the administrator in the log of what is being handled."""
    logger.exception("A file could not be written")
    words = _(
        "The server has no room for the file now. Nothing was exported. Choose CSV, or try again later and tell us."
    )
    form.add_error(None, words)


def is_too_long(wanted: Wanted) -> bool:
    most = wanted.format.most
    return most is not None and any(part.count(most=most + 1) > most for part in wanted.parts)


def streamed(wanted: Wanted) -> HttpResponseBase:
    return as_file(StreamingHttpResponse(making.pieces(wanted)), wanted.format, wanted.name)


def whole(wanted: Wanted) -> HttpResponseBase:
    """A file that is gone once it was sent. Raises store.Unwritten."""
    with store.beside(wanted.format) as path:
        making.write(wanted, wanted.filled(), path, lambda done: None)
        return as_file(FileResponse(path.open("rb")), wanted.format, wanted.name)


def as_file(response: HttpResponseBase, kind: Format, name: str) -> HttpResponseBase:
    """To be saved, never shown, never kept by anybody on the way."""
    response["Content-Type"] = kind.media_type
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
