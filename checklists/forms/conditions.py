"""“Shown only if” in the builder: ticks on the answers of one question, or a number to compare with."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklists.document import Comparison, Condition, Document, Kind, Question, Section
from checklists.fields import NumberField
from checklists.relevance import can_be_asked, possible_values
from checklists.wording import value_words
from ui.templatetags.ui import bilingual

OF_CONDITION = ("shown_if", "if_number", "if_test", "if_value")
TESTS = [(Comparison.AT_LEAST, _("at least")), (Comparison.AT_MOST, _("at most")), (Comparison.IS, _("exactly"))]


class ConditionFields(forms.Form):
    """Adds the fields of a condition to a form, and reads one out of them."""

    of_condition = OF_CONDITION

    def add_condition_fields(self, document: Document, one: Section | Question | None) -> None:
        """`one`: what the condition stands on; it cannot depend on itself."""
        others = [other for other in document.questions if can_be_asked(other) and not belongs(other, one)]
        listed, numbers = [o for o in others if possible_values(o)], [o for o in others if takes_number(o)]
        condition = one.shown_if if one else None
        if listed:
            self.fields["shown_if"] = forms.MultipleChoiceField(
                label=_("Shown only if the answer is"),
                help_text=_("Tick one or more answers of one question. Nothing ticked: always shown."),
                choices=[(name_of(other), answers_of(other)) for other in listed],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=ticked(condition),
            )
        if numbers:
            self.add_number_fields(numbers, condition)

    def add_number_fields(self, numbers: list[Question], condition: Condition | None) -> None:
        known = {one.code: one for one in numbers}
        chosen = condition if condition is not None and is_number_test(condition, known) else None
        self.fields["if_number"] = forms.ChoiceField(
            label=_("Or shown only if a number is so"),
            choices=[("", "—"), *((one.code, name_of(one)) for one in numbers)],
            required=False,
            initial=chosen.question if chosen else "",
        )
        self.fields["if_test"] = forms.ChoiceField(
            label=_("Compared how"), choices=TESTS, required=False, initial=chosen.test if chosen else ""
        )
        self.fields["if_value"] = NumberField(
            whole=False,
            low=-1e12,
            high=1e12,
            label=_("With which number"),
            required=False,
            initial=chosen.values[0] if chosen else None,
        )

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        if len({one.rpartition("=")[0] for one in values.get("shown_if", [])}) > 1:
            self.add_error("shown_if", _("Tick answers of one question only."))
        if values.get("shown_if") and values.get("if_number"):
            self.add_error("if_number", _("Choose ticks or a number, not both."))
        if values.get("if_number") and values.get("if_value") is None and "if_value" not in self.errors:
            self.add_error("if_value", _("Write the number to compare with."))
        return values

    def condition(self) -> Condition | None:
        """What was chosen. Call when valid."""
        ticks, number = self.cleaned_data.get("shown_if"), self.cleaned_data.get("if_number")
        if ticks:
            values = tuple(one.rpartition("=")[2] for one in ticks)
            return Condition(ticks[0].rpartition("=")[0], Comparison.IS, values)
        if number:
            test = Comparison(self.cleaned_data.get("if_test") or Comparison.AT_LEAST)
            return Condition(number, test, (f"{self.cleaned_data['if_value'].normalize():f}",))
        return None

    def conditions(self) -> list[forms.BoundField]:
        return [self[name] for name in OF_CONDITION if name in self.fields]

    @property
    def has_condition(self) -> bool:
        """Whether the page opens the fields: something is chosen in them, or wrong."""
        names = [name for name in ("shown_if", "if_number") if name in self.fields]
        return any(self[name].value() for name in names) or any(name in self.errors for name in OF_CONDITION)


def belongs(other: Question, one: Section | Question | None) -> bool:
    return other in one.questions if isinstance(one, Section) else one is not None and other.code == one.code


def takes_number(question: Question) -> bool:
    return question.kind in (Kind.NUMBER, Kind.SCALE)


def is_number_test(condition: Condition, known: dict[str, Question]) -> bool:
    other = known.get(condition.question)
    return other is not None and (condition.test != Comparison.IS or other.kind == Kind.NUMBER)


def name_of(question: Question) -> str:
    return bilingual(question, "label") or question.code


def answers_of(question: Question) -> list[tuple[str, str]]:
    return [(f"{question.code}={value}", value_words(question, value)) for value in possible_values(question)]


def ticked(condition: Condition | None) -> list[str]:
    if condition is None or condition.test != Comparison.IS:
        return []
    return [f"{condition.question}={value}" for value in condition.values]
