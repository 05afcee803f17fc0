"""Answers and conditions in the reader's words."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklists.document import YES_NO, Comparison, Condition, Document, Kind, Question
from checklists.fields import opened
from ui import dates
from ui.templatetags.ui import bilingual


def answer_words(question: Question, answer: Any) -> str:
    """An answer in words; empty for none."""
    if answer in (None, "", []):
        return ""
    if question.kind == Kind.PHOTO:
        return ngettext("%(n)s photograph", "%(n)s photographs", len(answer)) % {"n": len(answer)}
    if question.kind == Kind.DATE:
        day = opened(question, answer)
        return dates.full_date(day) if day else ""
    if question.kind == Kind.SCALE:
        return _("%(point)s of %(highest)s") % {"point": answer, "highest": question.points[-1]}
    if question.kind == Kind.NUMBER:
        return f"{answer:,} {bilingual(question, 'unit')}".strip()
    return ", ".join(value_words(question, one) for one in (answer if isinstance(answer, list) else [answer]))


def value_words(question: Question, value: Any) -> str:
    """One value of a question as its label."""
    if question.kind == Kind.YES_NO:
        return str(dict(YES_NO).get(str(value), value))
    chosen = next((one for one in question.choices if one.code == value), None)
    return (bilingual(chosen, "label") or str(value)) if chosen else str(value)


def condition_words(document: Document, condition: Condition | None) -> str:
    """When the question is asked: Only if “Processes workers under s.64” is “yes”."""
    other = document.question(condition.question) if condition else None
    if condition is None or other is None:
        return ""
    values = _(" or ").join(_("“%(value)s”") % {"value": value_words(other, one)} for one in condition.values)
    words = {
        Comparison.IS: _("Only if “%(question)s” is %(values)s."),
        Comparison.AT_LEAST: _("Only if “%(question)s” is at least %(values)s."),
        Comparison.AT_MOST: _("Only if “%(question)s” is at most %(values)s."),
    }[condition.test]
    return words % {"question": bilingual(other, "label") or other.code, "values": values}


def condition_data(condition: Condition | None, prefix: str) -> str:
    """The condition as the browser reads it (checklist.js); empty for none."""
    if condition is None:
        return ""
    name = f"{prefix}-{condition.question}" if prefix else condition.question
    return json.dumps({"name": name, "test": str(condition.test), "values": list(condition.values)})
