"""The lowest of the access declarations: pages that anybody may open.

`accounts.access` re-exports it beside the declarations that need to know people.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Declare a view open to everybody; the middleware and the access matrix test read `access`."""
    view.access = "public"  # type: ignore[attr-defined]
    return login_not_required(view)


def signed_in(view: View) -> View:
    """Declare a view open to everybody who has signed in, whatever their role."""
    view.access = "signed_in"  # type: ignore[attr-defined]
    return view
