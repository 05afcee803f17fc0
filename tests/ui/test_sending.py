"""A page that sends its own form: where to go next is told, and what could not be taken comes back as typed."""

from visits.models import Visit

ORIGIN = {"HTTP_ORIGIN": "http://testserver"}
TYPED = "The queue at noon was two hours long"


def purpose(visit: Visit) -> str:
    return f"/visits/{visit.reference}/report/purpose/"


def test_a_save_answers_where_to_go_and_keeps_the_receipt(client_of, officer, visit):
    client, body = client_of(officer), {"purpose": "x", "version": 0}
    answer = client.post(purpose(visit), body, HTTP_X_SENT_FROM_PAGE="1")
    assert (answer.status_code, answer.content) == (204, b"")
    assert "Location" not in answer
    assert [str(message) for message in client.get(answer["Go-To"]).context["messages"]]


def test_without_the_header_a_save_redirects(client_of, officer, visit):
    answer = client_of(officer).post(purpose(visit), {"purpose": "x", "version": 0})
    assert (answer.status_code, "Go-To" in answer) == (302, False)


def test_what_is_refused_comes_back_as_typed(client_of, officer, submitted_visit):
    """The report was sent from another device while this page was open."""
    answer = client_of(officer).post(purpose(submitted_visit), {"purpose": TYPED, "version": 0}, **ORIGIN)
    assert (answer.status_code, TYPED in answer.text) == (403, True)
    assert "no-store" in answer["Cache-Control"]


def test_what_is_gone_comes_back_as_typed(client_of, officer):
    answer = client_of(officer).post("/visits/NTS-2500-0001/report/purpose/", {"purpose": TYPED}, **ORIGIN)
    assert (answer.status_code, TYPED in answer.text) == (404, True)


def test_what_another_site_sent_is_not_shown(client_of, officer, submitted_visit):
    body = {"purpose": TYPED, "version": 0}
    answer = client_of(officer).post(purpose(submitted_visit), body, HTTP_ORIGIN="https://elsewhere.test")
    assert (answer.status_code, TYPED in answer.text) == (403, False)
