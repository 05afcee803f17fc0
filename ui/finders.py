"""Third-party files that the site serves, named one by one: nothing else of node_modules leaves the machine."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

SCREEN_FONTS = [
    f"files/sarabun-{subset}-{weight}-normal.woff2"
    for subset in ("thai", "latin", "latin-ext")
    for weight in ("400", "600")
]
# address prefix -> (folder under node_modules, files in it)
PARTS: dict[str, tuple[str, list[str]]] = {
    "pico": ("@picocss/pico/css", ["pico.min.css"]),
    "sarabun": ("@fontsource/sarabun", SCREEN_FONTS),
    "sarabun-full": (
        "@expo-google-fonts/sarabun",
        ["400Regular/Sarabun_400Regular.ttf", "700Bold/Sarabun_700Bold.ttf"],
    ),
    "markercluster": (
        "leaflet.markercluster/dist",
        [
            "MarkerCluster.css",
            "MarkerCluster.Default.css",
            "leaflet.markercluster.js",
            "leaflet.markercluster.js.map",
        ],
    ),
}


class PartsFinder(BaseFinder):
    """Finds exactly the files of PARTS, under their prefix."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.root = Path(settings.NODE_MODULES)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        prefix, _, name = path.partition("/")
        folder, names = PARTS.get(prefix, ("", []))
        found = self.root / folder / name
        if name not in names or not found.is_file():
            return []
        return [str(found)] if find_all or kwargs.get("all") else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for prefix, (folder, names) in PARTS.items():
            storage = FileSystemStorage(location=self.root / folder)
            storage.prefix = prefix  # type: ignore[attr-defined]
            for name in names:
                if not matches_patterns(name, ignore_patterns or []):
                    yield name, storage
