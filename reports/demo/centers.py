"""Centers that the demonstration adds, so that every status is to be seen. Marked as made up in their names."""

import datetime

from centers.models import Center, CenterStatus, CenterStatusEvent
from places.models import District

# district code, status, days ago
CENTERS = (
    ("2301", CenterStatus.FUNCTIONAL, 400),
    ("2702", CenterStatus.PARTLY, 210),
    ("2706", CenterStatus.FUNCTIONAL, 500),
    ("5709", CenterStatus.FUNCTIONAL, 330),
    ("6306", CenterStatus.PARTLY, 150),
    ("4301", CenterStatus.ESTABLISHED, 90),
    ("4901", CenterStatus.FUNCTIONAL, 610),
    ("3405", CenterStatus.INACTIVE, 45),
    ("3204", CenterStatus.PLANNED, 20),
)
SOURCE = "ข้อมูลสาธิต"


def make_centers(*, today: datetime.date) -> None:
    """The made-up centers of `CENTERS`, as far as their districts are known; those that exist stay as they are."""
    districts = {row.code: row for row in District.objects.filter(code__in=[code for code, _, _ in CENTERS])}
    for code, status, days in CENTERS:
        if code not in districts:
            continue
        district, on = districts[code], today - datetime.timedelta(days=days)
        center, made = Center.objects.get_or_create(
            code=f"demo-{code}",
            defaults={
                "district": district,
                "name_th": f"ศูนย์ประสานงาน NTS-MWCC {district.name_th} (ข้อมูลสาธิต)",
                "name_en": f"NTS-MWCC {district.name_en} (demonstration data)",
                "point": district.point,
                "position_source": SOURCE,
                "status": status,
                "status_on": on,
            },
        )
        if made:
            CenterStatusEvent.objects.create(center=center, status=status, on=on, source=SOURCE)
