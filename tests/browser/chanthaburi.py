"""The Chanthaburi visit, filed by hand: what an officer types on each screen, in the order of the screens."""

import datetime as dt
import io
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, expect

from accounts.models import Agency
from centers.models import Center
from checkpoints.models import Checkpoint
from places.models import District
from reports.demo import chanthaburi as facts
from reports.demo.answers import ANSWERS
from tests.browser.hand import Hand
from tests.visits.media.samples import camera_notes
from visits.models import Activity, LegalReference, NtsCategory, Project, Visit


def start(hand: Hand) -> Visit:
    """From home to a report that is saved. Answers it."""
    hand.go("/visits/")
    hand.follow("Start a visit")
    names = ("title_th", "title_en", "kind", "date_start", "date_end")
    hand.fill({name: facts.BASICS[name] for name in names} | {"districts": pks(District, code__in=["2204", "2207"])})
    hand.press("Start the report")
    visit = Visit.objects.get(title_th=facts.BASICS["title_th"])
    hand.sees(visit.reference)
    return visit


def pks(model: Any, **wanted: Any) -> list[int]:
    return list(model.objects.filter(**wanted).values_list("pk", flat=True))


def basics_to_purpose(hand: Hand, visit: Visit) -> None:
    hand.go(f"/visits/{visit.reference}/report/basics/")
    hand.fill({name: facts.BASICS[name] for name in ("published_start", "published_end", "date_reason")})
    hand.press("Save and continue")
    hand.fill(facts.ASSIGNMENT | {"project": Project.objects.earliest("pk").pk})
    hand.press("Save and continue")
    hand.fill(facts.PURPOSE)
    hand.press("Save and continue")


def team(hand: Hand) -> None:
    hand.follow("Add a member")
    for number, (name, position, role) in enumerate(facts.MEMBERS, start=1):
        hand.fill({"name": name, "position": position, "role": role.value})
        hand.press("Save and add another" if number < len(facts.MEMBERS) else "Save")
    expect(hand.page.locator("li.item")).to_have_count(len(facts.MEMBERS))
    hand.press("Continue")


def itinerary(hand: Hand) -> None:
    hand.follow("Add a stop")
    for number, stop in enumerate(facts.STOPS, start=1):
        hand.fill(place_of(stop) | times_of(stop))
        hand.press("Save and add another" if number < len(facts.STOPS) else "Save")
    expect(hand.page.locator("li.item")).to_have_count(len(facts.STOPS))
    hand.press("Continue")


def place_of(stop: facts.StopSeed) -> dict[str, Any]:
    if stop.checkpoint:
        return {"checkpoint": Checkpoint.objects.get(code=stop.checkpoint).pk}
    if stop.center:
        return {"center": Center.objects.get(code=stop.center).pk}
    return {"place": stop.place, "district": District.objects.get(code=stop.district).pk}


def times_of(stop: facts.StopSeed) -> dict[str, dt.datetime]:
    day = dt.datetime.combine(facts.FIRST_DAY, dt.time(stop.hour)) + dt.timedelta(days=stop.day - 1)
    return {"planned_at": day, "arrived_at": day, "departed_at": day + dt.timedelta(minutes=stop.minutes)}


def results(hand: Hand) -> None:
    """Every activity at its stop, with who took part."""
    for number, stop in enumerate(facts.STOPS):
        for activity in stop.activities:
            here = hand.page.locator("section.stop").nth(number)
            here.locator("select[name=kind]").select_option(activity.kind.value)
            hand.press("Add an activity", here)
            report(hand, activity)
    expect(hand.page.locator("li.item")).to_have_count(sum(len(stop.activities) for stop in facts.STOPS))
    hand.press("Continue")


def report(hand: Hand, activity: facts.ActivitySeed) -> None:
    hand.enter("narrative", activity.narrative)
    hand.fill({f"d-{name}": value for name, value in activity.details.items()})
    hand.fill({f"c-{code}": value for code, value in ANSWERS.get(activity.key, {}).items()})
    for number, (agency, unit, role, side) in enumerate(activity.agencies):
        if hand.page.locator(f"[name=p-{number}-role]").count() == 0:
            hand.page.get_by_role("button", name=hand.words("Add another agency")).click()
        hand.enter(f"p-{number}-agency", Agency.objects.get(code=agency).pk if agency else "")
        hand.fill({f"p-{number}-{name}": value for name, value in (("unit", unit), ("role", role), ("side", side))})
    if activity.restricted:
        hand.enter("restricted", True)
    hand.press("Save")


def assessment(hand: Hand) -> None:
    hand.fill({"all-basis": facts.BASIS, "all-said_by": facts.SAID_BY})
    for code, level, note, laws in facts.ASSESSMENTS:
        hand.enter(f"{code}-level", level.value)
        if note:
            hand.page.locator(f"section[aria-labelledby=category-{code}] summary").click()
            hand.enter(f"{code}-note", note)
            hand.enter(f"{code}-legal_references", pks(LegalReference, code__in=laws))
    hand.press("Save and continue")


def evidence(visit: Visit, keys: tuple[str, ...]) -> list[int]:
    told = {one.key: one.narrative for stop in facts.STOPS for one in stop.activities}
    return [Activity.objects.get(stop__visit=visit, narrative=told[key]).pk for key in keys]


def factors(hand: Hand, visit: Visit) -> None:
    hand.follow("Add a contributing factor")
    for number, (statement, categories, laws, keys) in enumerate(facts.FACTORS, start=1):
        hand.fill({"statement": statement, "categories": pks(NtsCategory, code__in=categories)})
        hand.fill({"legal_references": pks(LegalReference, code__in=laws), "evidence": evidence(visit, keys)})
        hand.press("Save and add another" if number < len(facts.FACTORS) else "Save")
    hand.press("Continue")


def conclusions(hand: Hand, visit: Visit) -> None:
    hand.follow("Add a conclusion")
    for number, (statement, kind, strength, rating, keys) in enumerate(facts.CONCLUSIONS, start=1):
        hand.fill({"statement": statement, "kind": kind.value, "strength": strength.value})
        hand.enter("activities", evidence(visit, keys))
        if rating is not None:
            hand.enter("rating", rating)
        hand.press("Save and add another" if number < len(facts.CONCLUSIONS) else "Save")
    hand.press("Continue")


def picture(colour: str) -> FilePayload:
    """A photograph as a phone sends it, with camera and position written into it."""
    image, buffer = Image.new("RGB", (1600, 1200), colour), io.BytesIO()
    ImageDraw.Draw(image).ellipse((500, 300, 1100, 900), fill="white")
    image.save(buffer, "JPEG", quality=88, exif=camera_notes())
    return {"name": f"IMG_{colour}.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def photos(hand: Hand, visit: Visit) -> None:
    """Two at once; then what they show."""
    hand.page.locator("[name=pictures]").set_input_files([picture("seagreen"), picture("sienna")])
    hand.press("Add photographs", hand.page.locator(".photo-add"))
    hand.sees(hand.counted("%(count)s photograph is stored safely.", "%(count)s photographs are stored safely.", 2))
    for photo, caption in zip(visit.photos.order_by("pk"), ("จุดผ่านแดนถาวรบ้านแหลม", "จุดตรวจร่วม"), strict=True):
        hand.fill({f"p{photo.pk}-caption": caption, f"p{photo.pk}-consent": "official"})
    hand.press("Save and continue")


def followups(hand: Hand) -> None:
    for title, owner, days in facts.FOLLOWUPS:
        hand.fill({"title": title, "owner_name": owner, "due_on": dt.date(2024, 4, 1) + dt.timedelta(days=days)})
        hand.press("Add this action")
    hand.press("Save and continue")


def outlook(hand: Hand) -> None:
    hand.fill(facts.OUTLOOK)
    hand.press("Save and continue")
