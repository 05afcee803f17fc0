"""Somebody signed in to a measured site: the cookies and headers of their requests."""

import re
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

PASSWORD = "demo-password"


@dataclass(frozen=True)
class Person:
    session: str
    csrf: str

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Cookie": f"sessionid={self.session}; csrftoken={self.csrf}; django_language=th",
            "X-CSRFToken": self.csrf,
        }


def sign_in(port: int, username: str) -> Person:
    """Sign in through the site's own form. Raises SystemExit when it refuses."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/accounts/login/")
    answer = connection.getresponse()
    answer.read()
    token = cookie("csrftoken", answer.getheader("Set-Cookie", ""))
    form = urlencode({"login": username, "password": PASSWORD, "csrfmiddlewaretoken": token})
    headers = {"Cookie": f"csrftoken={token}", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/accounts/login/", form, headers)
    answer = connection.getresponse()
    answer.read()
    cookies = "; ".join(value for name, value in answer.getheaders() if name.lower() == "set-cookie")
    if "sessionid=" not in cookies:
        raise SystemExit(f"{username} could not sign in: {answer.status}")
    return Person(session=cookie("sessionid", cookies), csrf=cookie("csrftoken", cookies) or token)


def cookie(name: str, header: str) -> str:
    found = re.search(rf"{name}=([^;]+)", header)
    return found.group(1) if found else ""
