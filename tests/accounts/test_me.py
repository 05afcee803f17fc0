"""My account: who I am here, and the language I read."""

from django.conf import settings

from tests.factories import UserFactory


def test_it_says_role_and_areas_in_words(officer, client_of):
    page = client_of(officer).get("/me/").text
    assert "Officer" in page
    assert "Pong Nam Ron district" in page


def test_it_says_so_in_thai(db, client_of):
    page = client_of(UserFactory.create(language="th", areas=["TH2204"])).get("/me/").text
    assert "เจ้าหน้าที่" in page
    assert "อำเภอโป่งน้ำร้อน" in page


def test_saving_the_language_changes_cookie_and_account(officer, client_of):
    browser = client_of(officer)
    response = browser.post("/me/", {"language": "th"})
    officer.refresh_from_db()
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "th"
    assert officer.language == "th"


def test_a_language_that_we_do_not_have_is_refused(officer, client_of):
    response = client_of(officer).post("/me/", {"language": "xx"})
    assert response.status_code == 422
    officer.refresh_from_db()
    assert officer.language == "en"


def test_nothing_else_can_be_changed_there(officer, client_of):
    client_of(officer).post("/me/", {"language": "en", "role": "admin", "username": "boss"})
    officer.refresh_from_db()
    assert (officer.role, officer.username) == ("officer", "officer")


def test_signed_out_is_asked_to_sign_in(client, db):
    assert client.get("/me/").url == "/accounts/login/?next=/me/"


def test_it_costs_the_same_with_many_areas(client_of, db, django_assert_num_queries):
    person = UserFactory.create(areas=["TH", "TH22", "TH2204", "TH2207", "TH2706"])
    browser = client_of(person)
    with django_assert_num_queries(4):  # session, person, areas, weekly mail or not
        browser.get("/me/")
