"""Takes the pictures of the README from the running demonstration: `pictures.py URL PASSWORD`."""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path("docs/pictures")
PHONE = {"width": 360, "height": 720}
DESK = {"width": 1280, "height": 860}
CHANTHABURI = "/visits/NTS-2567-0001/"  # the first report of the demonstration
COLOURS = 96  # a palette keeps a picture of flat colours small
LARGEST = 150_000  # bytes


@dataclass(frozen=True)
class Shot:
    """A picture of a page as `user` sees it; `way` goes on from `path` to what is to be seen."""

    name: str
    user: str
    path: str
    viewport: dict[str, int]
    language: str = "th"
    scheme: str = "light"
    way: Callable[[Page], None] = lambda page: None


def begin(page: Page) -> None:
    """A report as somebody has begun to write it."""
    page.fill("[name=title_th]", "ตรวจเยี่ยมจุดผ่านแดนถาวรบ้านแหลม")
    for name, day in (("date_start", "11"), ("date_end", "13")):
        page.fill(f"[name={name}_day]", day)
        page.select_option(f"[name={name}_month]", "3")
        page.fill(f"[name={name}_year]", "2567")
    page.locator("[name=date_end_year]").blur()
    page.locator("[name=title_en]").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#id_title_en').scrollIntoView()")


SHOTS = (
    Shot("home", "officer", "/", PHONE),
    Shot("form", "officer", "/visits/new/", PHONE, way=begin),
    Shot("visit", "director", CHANTHABURI, DESK),
    Shot("map", "director", "/map/", DESK, language="en"),
    Shot("dashboard", "director", "/dashboard/", DESK, language="en", scheme="dark"),
)


def session(browser: Browser, site: str, user: str, password: str) -> dict[str, object]:
    """Signed in once for each person, by the form; answers the cookies."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    state = context.storage_state()
    context.close()
    return dict(state)


def take(browser: Browser, site: str, shot: Shot, state: dict[str, object]) -> bytes:
    context = browser.new_context(
        base_url=site, viewport=shot.viewport, color_scheme=shot.scheme, storage_state=state, reduced_motion="reduce"
    )
    context.add_cookies([{"name": "django_language", "value": shot.language, "url": site}])
    page = context.new_page()
    page.goto(shot.path, wait_until="networkidle")
    shot.way(page)
    page.wait_for_timeout(500)  # the map draws after the last answer
    content = page.screenshot()
    context.close()
    return content


def first_page(site: str, browser: Browser, state: dict[str, object]) -> bytes:
    """The first page of the PDF of the same visit; needs poppler-utils."""
    context = browser.new_context(base_url=site, storage_state=state, viewport=DESK)
    answer = context.request.get(f"{CHANTHABURI}pdf/?edition=internal&lang=th", timeout=60_000)
    assert answer.ok, answer.status
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "visit.pdf"
        pdf.write_bytes(answer.body())
        command = ["pdftoppm", "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", str(pdf), f"{folder}/page"]
        subprocess.run(command, check=True)
        return Path(f"{folder}/page.png").read_bytes()


def keep(name: str, content: bytes) -> None:
    """Write it with a palette, as small as it must be."""
    with Image.open(io.BytesIO(content)) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    target = FOLDER / f"{name}.png"
    small.save(target, optimize=True)
    print(f"{target} {target.stat().st_size // 1000} kB")
    assert target.stat().st_size < LARGEST, f"{target} is too large"


def main(site: str, password: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        states = {user: session(browser, site, user, password) for user in {shot.user for shot in SHOTS}}
        for shot in SHOTS:
            keep(shot.name, take(browser, site, shot, states[shot.user]))
        keep("pdf", first_page(site, browser, states["director"]))
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
