"""A stored file as an answer: private, sandboxed, never guessed at by the browser."""

from pathlib import Path

from django.http import FileResponse
from django.utils.cache import patch_cache_control

INLINE_TYPES = frozenset({"image/jpeg"})  # what we made ourselves; everything else is only ever downloaded


def serve_file(
    path: Path, *, media_type: str, name: str | None = None, inline: bool = False, max_age: int = 0
) -> FileResponse:
    """`path` (from a row, never from a request) as `media_type`, to be saved as `name`.

    `inline`: may be shown in the page, for types that we make ourselves. `max_age`: seconds that the reader's own
    browser may keep it; 0 keeps it out of every cache. Raises FileNotFoundError, ValueError for a type not for showing.
    """
    if inline and media_type not in INLINE_TYPES:
        raise ValueError(f"never shown inline: {media_type}")
    response = FileResponse(path.open("rb"), as_attachment=not inline, filename=name or "", content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"  # the middleware leaves it
    if max_age:
        patch_cache_control(response, private=True, max_age=max_age)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
