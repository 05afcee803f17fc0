"""The fields of one inspection, as a browser sends them and as the yardstick keeps them: a column each."""

DETAILS = {
    "official_opens": "08:00", "official_closes": "20:00", "observed_opens": "08:10", "observed_closes": "19:50",
    "hours_note": "ช่องสินค้าปิด 16.00 น.", "agencies_present": "ตม. ศุลกากร ด่านควบคุมโรค ตชด.", "staff_on_duty": "14",
    "staff_vacant": "2", "lanes_total": "4", "lanes_open": "3", "lanes_pedestrian": "1", "count_start_day": "1",
    "count_start_month": "2", "count_start_year": "2569", "count_end_day": "28", "count_end_month": "2",
    "count_end_year": "2569", "people_in": "12400", "people_out": "11950", "vehicles_in": "830", "vehicles_out": "790",
    "goods_in": "4200000", "goods_out": "9100000", "goods_main": "มันสำปะหลัง ลำไย", "counts_source": "ทะเบียนด่าน",
    "documents": "border_pass", "documents_note": "ไม่มี", "s64_processing": "yes", "s64_daily": "310",
    "s64_seasonal": "120", "equipment": "document_reader", "cctv_total": "12", "cctv_working": "11",
    "health_screening": "yes", "health_note": "กล้องวัดอุณหภูมิ", "queue_minutes": "20", "bilingual_signs": "yes",
    "hotline_shown": "yes", "hotline_number": "1300", "vulnerable_room": "no", "goods_seized": "บุหรี่ 40 แถว",
    "counterpart_contact": "หัวหน้าด่าน", "defects": "ไฟลานจอดรถดับ", "rating": "3",
}  # fmt: skip
PARTY = {"p-0-side": "own", "p-0-unit": "ตชด.", "p-0-head_count": "4"}
NARRATIVE = "ตรวจช่องทางและแถวรอร่วมกับด่านศุลกากร"

# The yardstick's columns, and the name under which the browser sends each.
COLUMNS = {
    "narrative": "narrative",
    **{name: f"d-{name}" for name in DETAILS},
    **{name.rpartition("-")[2]: name for name in PARTY},
}
NUMBERS = {name for name in DETAILS if DETAILS[name].isdecimal() and name != "hotline_number"} | {"head_count"}


def inspection_fields() -> dict[str, str]:
    forms = {"p-TOTAL_FORMS": "1", "p-INITIAL_FORMS": "0"}
    return {"narrative": NARRATIVE, **{f"d-{name}": value for name, value in DETAILS.items()}, **forms, **PARTY}
