"""What is wrong with a document (never stored), and what a draft still lacks before it is published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from checklists.document import (
    CHOICE_CODE,
    CODE,
    LARGEST,
    MOST_CHOICES,
    MOST_QUESTIONS,
    MOST_SECTIONS,
    WIDEST_SCALE,
    Comparison,
    Condition,
    Document,
    Kind,
    Question,
    Section,
)
from checklists.relevance import can_be_asked, in_circles, possible_values


@dataclass(frozen=True)
class Fault:
    """`code`: of the section or question; `column`: what of it, by its name in an XLSForm; `choice`: of which one."""

    code: str
    column: str
    message: str
    choice: str = ""


def faults(document: Document) -> list[Fault]:
    """What makes a document impossible: names used twice, circles, bounds the wrong way round."""
    found = list(sizes(document))
    counts = Counter([one.code for one in document.sections] + [one.code for one in document.questions])
    found += [Fault(code, "name", _("This name is used more than once.")) for code, n in counts.items() if n > 1]
    for section in document.sections:
        found += [*bad_name(section.code), *bad_condition(document, section, section.shown_if)]
        for question in section.questions:
            found += [*bad_name(question.code), *bad_bounds(question), *bad_choices(question), *bad_weight(question)]
            found += bad_condition(document, question, question.shown_if)
    words = _("This question is shown only if it is shown itself: the conditions go in a circle.")
    return found + [Fault(code, "relevant", words) for code in sorted(in_circles(document))]


def sizes(document: Document) -> Iterator[Fault]:
    if len(document.sections) > MOST_SECTIONS:
        yield Fault("", "type", _("There are more than %(most)s sections.") % {"most": MOST_SECTIONS})
    if sum(1 for _one in document.questions) > MOST_QUESTIONS:
        yield Fault("", "type", _("There are more than %(most)s questions.") % {"most": MOST_QUESTIONS})


def bad_name(code: str) -> Iterator[Fault]:
    if not CODE.fullmatch(code):
        yield Fault(code, "name", _("A name begins with a Latin letter and holds letters, digits and _ . - only."))


def bad_bounds(question: Question) -> Iterator[Fault]:
    low, high = question.low, question.high
    if any(one is not None and not abs(one) <= LARGEST for one in (low, high)):
        column = "parameters" if question.kind == Kind.SCALE else "constraint"
        yield Fault(question.code, column, _("The number is too large."))
    elif question.kind == Kind.SCALE and (low is None or high is None or low % 1 or high % 1):
        yield Fault(question.code, "parameters", _("A scale has whole numbers at both ends."))
    elif low is not None and high is not None and high < low:
        yield Fault(question.code, "constraint", _("The highest value is below the lowest."))
    elif question.kind == Kind.SCALE and not 2 <= len(question.points) <= WIDEST_SCALE:
        words = _("A scale has from 2 to %(most)s points.") % {"most": WIDEST_SCALE}
        yield Fault(question.code, "parameters", words)


def bad_choices(question: Question) -> Iterator[Fault]:
    counts = Counter(one.code for one in question.choices)
    for code, count in counts.items():
        if not CHOICE_CODE.fullmatch(code):
            words = _("The name of a choice holds Latin letters, digits and _ . - only: “%(name)s”.") % {"name": code}
            yield Fault(question.code, "choices", words, code)
        if count > 1:
            words = _("Two choices have the name “%(name)s”.") % {"name": code}
            yield Fault(question.code, "choices", words, code)
    if len(question.choices) > MOST_CHOICES:
        yield Fault(question.code, "choices", _("There are more than %(most)s choices.") % {"most": MOST_CHOICES})


def bad_weight(question: Question) -> Iterator[Fault]:
    if question.weight and not question.kind.scores:
        words = _("Only yes or no, scales and single choices count towards the score.")
        yield Fault(question.code, "weight", words)


def bad_condition(document: Document, one: Section | Question, condition: Condition | None) -> Iterator[Fault]:
    """`one`: the section or question that the condition stands on."""
    if condition is None:
        return
    other = document.question(condition.question)
    if other is None:
        words = _("There is no question “%(name)s” to depend on.") % {"name": condition.question}
    elif isinstance(one, Section) and document.section_of(other.code) == one:
        words = _("A section cannot depend on a question of its own.")
    elif not can_be_asked(other):
        words = _("No question can depend on the answer to “%(name)s”.") % {"name": other.code}
    else:
        words = bad_values(other, condition)
    if words:
        yield Fault(one.code, "relevant", words)


def bad_values(other: Question, condition: Condition) -> str:
    possible, values = possible_values(other), condition.values
    if not values:
        return _("Say which answer the question depends on.")
    if condition.test != Comparison.IS and (len(values) > 1 or other.kind not in (Kind.NUMBER, Kind.SCALE)):
        return _("“At least” and “at most” compare one number.")
    if other.kind in (Kind.NUMBER, Kind.SCALE) and not all(is_number(one) for one in values):
        return _("Write numbers to compare with.")
    odd = [one for one in values if possible and one not in possible]
    if odd and condition.test == Comparison.IS:
        return _("“%(name)s” has no answer “%(value)s”.") % {"name": other.code, "value": odd[0]}
    return ""


def is_number(text: str) -> bool:
    try:
        return abs(float(text)) < 1e12
    except ValueError:
        return False


def gaps(document: Document) -> list[Fault]:
    """What a draft lacks before it can be published."""
    found = [] if document.sections else [Fault("", "type", _("There is no section yet."))]
    for section in document.sections:
        if not section.questions:
            found.append(Fault(section.code, "type", _("The section has no question yet.")))
        found += no_words(section, "title") if section.title_th or section.title_en else []
        for question in section.questions:
            found += [*no_words(question, "label"), *too_few_choices(question)]
    return found


def no_words(one: Any, name: str) -> Iterator[Fault]:
    """Words in one language only, or in none."""
    for language, words in (("th", _("The Thai text is missing.")), ("en", _("The English text is missing."))):
        if not getattr(one, f"{name}_{language}"):
            yield Fault(one.code, "label", words)
    helps = (one.help_th, one.help_en) if hasattr(one, "help_th") else ("", "")
    if bool(helps[0]) != bool(helps[1]):
        yield Fault(one.code, "hint", _("The help text is there in one language only."))


def too_few_choices(question: Question) -> Iterator[Fault]:
    if question.kind.has_choices and len(question.choices) < 2:
        yield Fault(question.code, "choices", _("At least two choices are needed."))
    if any(not one.label_th or not one.label_en for one in question.choices):
        yield Fault(question.code, "choices", _("A choice has no text in one of the languages."))
    if question.weight and question.kind == Kind.CHOICE and all(one.points is None for one in question.choices):
        yield Fault(question.code, "choices", _("The question counts, but no choice has points."))
