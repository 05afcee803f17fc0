"""A load of our own making: a few threads, each keeping one connection busy, for a number of requests."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection


@dataclass(frozen=True)
class Request:
    path: str
    method: str = "GET"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    expect: int = 200


@dataclass
class Load:
    """What came of it: seconds of each request, and seconds of the whole."""

    times: list[float]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds


def press(port: int, make: Callable[[int], Request], *, requests: int, concurrency: int) -> Load:
    """Send `make(0)`, `make(1)`, … Any answer but the expected ends the bench: a fast error is no result."""
    times: list[float] = []
    faults: list[str] = []
    numbers = iter(range(requests))
    lock = threading.Lock()

    def take() -> int | None:
        with lock:
            return None if faults else next(numbers, None)

    def run() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        while (number := take()) is not None:
            took, fault = send(connection, make(number))
            times.append(took)
            if fault:
                faults.append(fault)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(concurrency)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise SystemExit(faults[0])
    return Load(times=times, seconds=time.perf_counter() - started)


def send(connection: HTTPConnection, request: Request) -> tuple[float, str]:
    """Seconds the request took, and what was wrong with the answer (empty: nothing)."""
    started = time.perf_counter()
    connection.request(request.method, request.path, request.body or None, request.headers)
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - started
    if answer.status == request.expect:
        return took, ""
    return took, f"{request.method} {request.path}: {answer.status}\n{body[:2000].decode(errors='replace')}"
