"""Somebody in the vault: the source behind the patrol of the Chanthaburi visit, invented as all the rest."""

import uuid

from accounts.models import User
from vault import actions
from vault.forms import in_a_year
from vault.models import Identity, Kind
from vault.secret import Secret
from visits.identities import key_of
from visits.models import Activity, ActivityKind

KEY = uuid.UUID("5e0c1f7a-2a53-4d7e-9a41-7b6b8f2d9c10")
SOURCE = Secret(
    name="นายสมมติ ริมโขง (ชื่อสมมติ)",
    reach="080-000-0000 หลังเวลา 18.00 น. หรือผ่านผู้ใหญ่บ้าน",
    note="แจ้งเส้นทางธรรมชาติใกล้บึงชนังล่าง ขอไม่เปิดเผยชื่อ",
)


def hide(people: dict[str, User]) -> Identity | None:
    """Put there by the officer, who looked once; the center's secretary is named. None without the visit's patrol."""
    officer = people["officer"]
    patrols = Activity.objects.filter(kind=ActivityKind.JOINT_PATROL, restricted=True, stop__visit__author=officer)
    patrol = patrols.filter(stop__visit__is_demo=True).order_by("pk").first()
    if patrol is None:
        return None
    identity = actions.put(
        about=key_of(patrol),
        reference=patrol.stop.visit.reference,
        area_codes=patrol.stop.visit.area_codes,
        kind=Kind.SOURCE,
        secret=SOURCE,
        expires_on=in_a_year(),
        readers=[people["center"]],
        by=officer,
        client_uuid=KEY,
    )
    if not identity.openings.exists() and identity.is_held:
        actions.open_it(identity=identity, by=officer)
    return identity
