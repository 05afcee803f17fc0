"""What the frame of every page needs: where one can go, what is demonstration, who paid."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Door:
    """A place in the navigation; `needs` is the code of a permission, or empty for everybody signed in.

    `holds`: how the routes begin of pages that belong here besides.
    """

    key: str
    route: str
    label: Promise
    icon: str
    needs: str = ""
    in_bar: bool = False
    holds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A door as it appears on one page."""

    key: str
    url: str
    label: Promise
    icon: str
    current: bool
    in_bar: bool


DASHBOARD = "dashboard.view"
DOORS = (
    Door("home", "reports:home", _("Home"), "house", in_bar=True),
    Door(
        "visits", "visits:list", _("Visits"), "notebook-pen", needs="visit.list", in_bar=True, holds=("follow-ups/of/",)
    ),
    Door("map", "reports:map", _("Map"), "map", needs="reference.read", in_bar=True),
    Door("followups", "followups:list", _("Follow-ups"), "list-checks", needs="followup.list", in_bar=True),
    Door("patrols", "patrols:list", _("Joint patrols"), "footprints", needs="visit.list"),
    Door("seizures", "seizures:list", _("Seized goods"), "package-search", needs="visit.list"),
    Door("practices", "practices:list", _("Practices"), "library-big", needs="practice.read"),
    Door("centers", "centers:list", _("Centers"), "building-2", needs="reference.read"),
    Door("checkpoints", "checkpoints:list", _("Checkpoints"), "signpost", needs="reference.read"),
    Door("labour", "labour:list", _("Seasonal labour"), "wheat", needs="reference.read"),
    Door(
        "dashboard",
        "reports:dashboard",
        _("Dashboard"),
        "layout-dashboard",
        needs="dashboard.view",
        holds=("dashboard/", "places/", "compare/", "notable/"),
    ),
    Door("exports", "exports:list", _("Exports"), "download", needs="export"),
    Door("indicators", "indicators:list", _("Indicators"), "target", needs="indicator.read"),
    Door("checklists", "checklists:list", _("Checklists"), "clipboard-list", needs="checklist.edit"),
    Door("imports", "imports:list", _("Imports"), "file-up", needs="import.use"),
    Door("vault", "vault:list", _("Vault"), "vault", needs="vault.open"),
    Door("log", "accounts:access_log", _("Access log"), "scroll-text", needs="log.read"),
    Door("admin", "admin:index", _("Administration"), "settings", needs="users.manage"),
)


def may(user: object, permission: str) -> bool:
    """Whether this person holds a permission. Asked of the object, since accounts stand above this room."""
    check = getattr(user, "may", None)
    return not permission or bool(check and check(permission))


def links(request: HttpRequest) -> list[Link]:
    """The doors open to this person, the one they stand in marked; rooms not built yet are left out."""
    if not request.user.is_authenticated:
        return []
    found, here = [], standing_in(request.resolver_match)
    for door in DOORS:
        if not may(request.user, door.needs):
            continue
        try:
            url = reverse(door.route)
        except NoReverseMatch:
            continue
        found.append(Link(door.key, url, door.label, door.icon, door is here, door.in_bar))
    return found


def standing_in(match: ResolverMatch | None) -> Door | None:
    """The door behind which the page lies, where there is one."""
    if match is None:
        return None
    holding = [door for door in DOORS if door.holds and match.route.startswith(door.holds)]
    own = [door for door in DOORS if match.view_name == door.route]
    room = [door for door in DOORS if match.app_name != "reports" and door.route.startswith(f"{match.app_name}:")]
    return next(iter((*holding, *own, *room)), None)


def site(request: HttpRequest) -> dict[str, object]:
    """Context of every page. `nav` is computed only where a template asks for it."""
    return {
        "nav": SimpleLazyObject(lambda: links(request)),
        "demo": settings.DEMO,
        "donor_credit": settings.DONOR_CREDIT,
        "map_tiles": settings.MAP_TILES,
        "map_tiles_credit": settings.MAP_TILES_CREDIT,
    }
