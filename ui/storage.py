"""Static files under the name of their content; a page names some twenty of them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is not typed
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """The address of a file, worked out once a process: the manifest does not change while one runs."""
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]
