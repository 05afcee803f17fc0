"""Forms that a page sends by itself (static/js/sending.js), so that a lost line leaves it standing as it was typed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ASKS = "X-Sent-From-Page"


class SendingMiddleware:
    """Says where to go next in a header: a script cannot read where a redirect leads, nor take it for a receipt."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if ASKS in request.headers and response.has_header("Location"):
            response.status_code, response.reason_phrase = 204, "No Content"
            response["Go-To"] = response["Location"]
            del response["Location"]
        return response
