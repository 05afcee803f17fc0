"""An address that only takes forms, opened as a page."""

import pytest

BROWSER = {"HTTP_SEC_FETCH_MODE": "navigate"}


@pytest.mark.parametrize("words", ["return/", "comment/1/resolve/"])
def test_who_opens_it_is_led_to_the_page_above(words, client_of, reviewer, submitted_visit):
    page = submitted_visit.get_absolute_url()
    answer = client_of(reviewer).get(page + words, follow=True, **BROWSER)
    assert (answer.redirect_chain[-1], answer.status_code) == ((page, 302), 200)


def test_another_language_after_a_refusal_shows_a_page(client_of, reviewer, submitted_visit):
    web, address = client_of(reviewer), f"{submitted_visit.get_absolute_url()}return/"
    refused = web.post(address, {"version": submitted_visit.version})
    assert refused.status_code == 422
    chosen = {"language": "en", "next": refused.wsgi_request.get_full_path()}
    assert web.post("/i18n/setlang/", chosen, follow=True, **BROWSER).status_code == 200


def test_a_program_is_told_that_it_only_takes_forms(client_of, reviewer, submitted_visit):
    assert client_of(reviewer).get(f"{submitted_visit.get_absolute_url()}return/").status_code == 405
