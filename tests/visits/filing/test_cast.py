"""The reports that the other tests start from."""

from visits.models import Visit
from visits.workflow import State


def test_published_visit_went_through_every_step(published_visit: Visit):
    steps = published_visit.transitions.values_list("target", flat=True)
    assert list(steps) == [State.DRAFT, State.SUBMITTED, State.ENDORSED, State.APPROVED, State.PUBLISHED]


def test_returned_visit_is_in_its_authors_hand(returned_visit: Visit):
    assert returned_visit.is_editable
    assert returned_visit.return_reason
