"""What the address asks of indicators: period=fy2568 as ui.periods reads it, province=22."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from indicators.permissions import provinces_seen
from places.models import Province
from ui import dates, periods
from ui.periods import Period
from ui.templatetags.ui import bilingual


@dataclass(frozen=True)
class Asked:
    period: Period
    province: Province | None
    provinces: list[Province]

    @property
    def area(self) -> str:
        return self.province.area_code if self.province else ""

    @property
    def query(self) -> str:
        return urlencode({"period": self.period.key, **({"province": self.province.code} if self.province else {})})

    @property
    def periods(self) -> list[tuple[str, str]]:
        """Fiscal years and quarters to choose from; the one asked for is among them."""
        today = timezone.localdate()
        year = dates.ce_year(dates.fiscal_year(today))
        found = [*(periods.fiscal(year - back) for back in range(3)), *periods.quarters(today)]
        return list({one.key: (one.key, one.label) for one in [*found, self.period]}.values())

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(one.code, bilingual(one)) for one in self.provinces]


def read(params: QueryDict, user: User) -> Asked:
    """This fiscal year unless another period is asked for; a province that is not the reader's is left out."""
    today = timezone.localdate()
    period = periods.parse(params.get("period", ""), today) or periods.fiscal(dates.ce_year(dates.fiscal_year(today)))
    seen = list(provinces_seen(user).order_by("code"))
    return Asked(period, next((one for one in seen if one.code == params.get("province")), None), seen)
