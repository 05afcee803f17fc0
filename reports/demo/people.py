"""The demonstration's accounts: one a role, user name = role; and authors who cannot sign in."""

from django.conf import settings
from django.core.management.base import CommandError

from accounts.models import Area, User
from accounts.roles import Role
from centers.models import Center
from places.models import Country, District

# user name: (role, name in Thai, name in English, position, language)
PEOPLE = {
    "officer": (Role.OFFICER, "เจ้าหน้าที่สาธิต", "Demo Officer", "ปลัดอำเภอ (ฝ่ายความมั่นคง)", "th"),
    "center": (Role.CENTER, "เจ้าหน้าที่ศูนย์สาธิต", "Demo Center Staff", "เลขานุการศูนย์ประสานงาน", "th"),
    "reviewer": (Role.REVIEWER, "ผู้ตรวจรายงานสาธิต", "Demo Reviewer", "ผู้อำนวยการส่วน", "th"),
    "director": (Role.DIRECTOR, "ผู้อำนวยการสาธิต", "Demo Director", "ผู้อำนวยการสำนัก", "th"),
    "partner": (Role.PARTNER, "ภาคีสาธิต", "Demo Partner", "Programme officer", "en"),
    "auditor": (Role.AUDITOR, "ผู้ตรวจสอบสาธิต", "Demo Auditor", "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล", "th"),
    "admin": (Role.ADMIN, "ผู้ดูแลระบบสาธิต", "Demo Administrator", "ผู้ดูแลระบบ", "th"),
}
AUTHORS = 6


def refuse_in_production() -> None:
    """Demonstration data never meets real reports. Raises CommandError."""
    if not settings.DEMO:
        raise CommandError("Demonstration data is refused under production settings (NTSWATCH_DEMO is not set).")


def make_people(password: str) -> dict[str, User]:
    """The accounts of `PEOPLE`, each with `password`, made or brought up to date."""
    people = {}
    for username, (role, name_th, name_en, position, language) in PEOPLE.items():
        person, _made = User.objects.get_or_create(username=username)
        person.role, person.name_th, person.name_en = role, name_th, name_en
        person.position, person.language, person.email = position, language, f"{username}@demo.invalid"
        if not person.check_password(password):
            person.set_password(password)
        person.save()
        people[username] = person
    thailand = Country.objects.get(code="TH")
    for username in ("reviewer", "director"):
        Area.objects.get_or_create(user=people[username], country=thailand)
    for district in District.objects.filter(code__in=["2204", "2207"]):
        Area.objects.get_or_create(user=people["officer"], district=district)
    pong_nam_ron = District.objects.get(code="2204")
    Area.objects.get_or_create(user=people["center"], district=pong_nam_ron)
    for center in Center.objects.filter(district=pong_nam_ron):
        center.staff.add(people["center"])
    return people


def make_authors() -> list[User]:
    """Authors of made-up reports: named after nobody, and unable to sign in."""
    authors = []
    for number in range(1, AUTHORS + 1):
        author, made = User.objects.get_or_create(
            username=f"demo-author-{number}",
            defaults={
                "name_th": f"เจ้าหน้าที่สาธิต {number}",
                "name_en": f"Demo Officer {number}",
                "is_active": False,
            },
        )
        if made:
            author.set_unusable_password()
            author.save()
        authors.append(author)
    return authors
