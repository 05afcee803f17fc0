"""What came in only in part, because the line was lost on the way, is not read as if that were all."""

from collections.abc import Callable, Iterable
from typing import Any


class WholeBody:
    """The body of a request. Raises OSError where it ends before the length that was announced.

    Django asks for no more than that; a server that is told nothing of the end gives it what there is.
    """

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def read(self, size: int) -> bytes:
        return self.checked(self.stream.read(size), size)

    def readline(self, size: int) -> bytes:
        return self.checked(self.stream.readline(size), min(size, 1))

    def checked(self, data: bytes, least: int) -> bytes:
        if len(data) < least:
            raise OSError("the request ended before all of it had come")
        return data


def only_whole(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """`application`, which is given whole bodies only."""

    def door(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return application(environ | {"wsgi.input": WholeBody(environ["wsgi.input"])}, start_response)

    return door
