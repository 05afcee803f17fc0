"""What the database itself refuses about best practices, whoever asks."""

import pgtrigger

from guards import known_step
from practices.workflow import EDITABLE, STEPS, PracticeState
from visits.models.guards import Whole, first_state, frozen_with

PRACTICE = Whole("practices_practice", "code", "practice", EDITABLE)
BY_PRACTICE = "row_.practice_id"
BY_EVIDENCE = "(SELECT practice_id FROM practices_evidence WHERE id = row_.evidence_id)"


def only_known_steps() -> list[pgtrigger.Trigger]:
    """A practice starts as a candidate, and its state moves only as the workflow says."""
    return [
        first_state("practice", [PracticeState.CANDIDATE]),
        known_step(STEPS),
    ]


def frozen_with_practice(key: str = BY_PRACTICE) -> pgtrigger.Trigger:
    """Rows of a practice change only while it is a candidate. `key`: SQL that finds it from the row."""
    return frozen_with(PRACTICE, key, name="frozen_with_practice")
