"""What the first page of the dashboard says, counted by plain SQL over the reports: what it takes without kept figures.

Of a reader who may read everything in the areas; of the twelve months or the fiscal year from `first` to `last`.
"""

import datetime as dt
from typing import Any

DECIDED = """
    v.superseded_at IS NULL AND v.state IN ('approved', 'published') AND v.area_codes && %(areas)s::varchar[]
    AND v.date_start BETWEEN %(first)s AND %(last)s
"""
BY_MONTH = f"""
    SELECT date_trunc('month', v.date_start::timestamp), count(*), count(*) FILTER (WHERE said.found),
           count(*) FILTER (WHERE said.major)
    FROM visits_visit v
    LEFT JOIN (
        SELECT visit_id, TRUE AS found, bool_or(level = 'major') AS major
        FROM visits_assessment WHERE level IN ('minor', 'major') GROUP BY visit_id
    ) said ON said.visit_id = v.id
    WHERE {DECIDED} GROUP BY 1
"""
SAID = f"""
    SELECT d.district_id, a.category_id, a.level, count(*)
    FROM visits_visit v
    JOIN visits_visit_districts d ON d.visit_id = v.id
    JOIN visits_assessment a ON a.visit_id = v.id
    WHERE {DECIDED} GROUP BY 1, 2, 3
"""
LATEST = """
    (SELECT 'checkpoint' AS kind, id, last_visited_on FROM checkpoints_checkpoint WHERE retired_at IS NULL
     ORDER BY last_visited_on DESC NULLS LAST, code LIMIT 8)
    UNION ALL
    (SELECT 'center', id, last_visited_on FROM centers_center WHERE retired_at IS NULL
     ORDER BY last_visited_on DESC NULLS LAST, code LIMIT 8)
    ORDER BY last_visited_on DESC NULLS LAST LIMIT 8
"""
COVERED = f"""
    SELECT place.kind, place.id, date_trunc('month', v.date_start::timestamp), count(DISTINCT v.id),
           count(DISTINCT v.id) FILTER (WHERE a.visit_id IS NOT NULL)
    FROM ({LATEST}) place
    JOIN visits_stop s ON CASE place.kind WHEN 'center' THEN s.center_id ELSE s.checkpoint_id END = place.id
    JOIN visits_visit v ON v.id = s.visit_id
    LEFT JOIN visits_assessment a ON a.visit_id = v.id AND a.level IN ('minor', 'major')
    WHERE {DECIDED} GROUP BY 1, 2, 3
"""
IN_HAND = """
    SELECT count(*) FILTER (WHERE v.state IN ('submitted', 'endorsed')), count(*) FILTER (WHERE v.state = 'endorsed'),
           count(*) FILTER (WHERE v.date_start BETWEEN %(first)s AND %(last)s)
    FROM visits_visit v
    WHERE v.superseded_at IS NULL AND v.state <> 'draft' AND v.area_codes && %(areas)s::varchar[]
"""
ACTIONS = """
    SELECT count(*), count(*) FILTER (WHERE f.due_on < %(today)s)
    FROM followups_followup f
    LEFT JOIN visits_visit v ON v.id = f.visit_id
    WHERE f.state NOT IN ('done', 'verified', 'dropped')
    AND (f.practice IS NOT NULL OR (v.state <> 'draft' AND v.area_codes && %(areas)s::varchar[]))
"""
UNSEEN = """
    SELECT count(*), count(*) FILTER (WHERE COALESCE(last_visited_on, '-infinity') < %(today)s - 180) FROM (
        SELECT last_visited_on FROM checkpoints_checkpoint WHERE retired_at IS NULL
        UNION ALL SELECT last_visited_on FROM centers_center WHERE retired_at IS NULL
    ) place
"""
STATEMENTS = (BY_MONTH, SAID, COVERED, IN_HAND, ACTIONS, UNSEEN)


def statements(areas: list[str], first: dt.date, last: dt.date, today: dt.date) -> list[tuple[str, Any]]:
    """Each with its values. The first counts the reports: all, with an issue, with a major one, by month."""
    values = {"areas": areas, "first": first, "last": last, "today": today}
    return [(statement, values) for statement in STATEMENTS]
