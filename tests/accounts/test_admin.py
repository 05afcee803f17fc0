"""The administrator's site: for administrators, for people and agencies, without secrets or report content."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin as django_admin
from django.contrib.contenttypes.models import ContentType
from django.core import mail

from accounts.models import User
from accounts.roles import Role
from tests.factories import AgencyFactory, DistrictFactory, UserFactory
from tests.visits.factories import LegalReferenceFactory, ProjectFactory, make_visit

NOT_ADMIN = [role for role in Role if role is not Role.ADMIN]
AREAS = {"areas-TOTAL_FORMS": "0", "areas-INITIAL_FORMS": "0"}


def person(**fields):
    return {
        "username": "somying",
        "usable_password": "false",
        "name_th": "สมหญิง",
        "name_en": "Somying",
        "position": "",
        "agency": "",
        "email": "Somying@Example.org",
        "language": "th",
        "role": "officer",
        **AREAS,
        **fields,
    }


@pytest.mark.parametrize("role", NOT_ADMIN)
def test_everybody_else_is_kept_out(role, client_of, db):
    assert client_of(UserFactory.create(role=role)).get("/admin/").status_code in {302, 403}
    assert client_of(UserFactory.create(role=role)).get("/admin/login/").status_code == 403


def test_signed_out_goes_to_the_one_sign_in(client, db):
    for page in ("/admin/", "/admin/login/"):
        assert client.get(page, follow=True).redirect_chain[-1][0].startswith("/accounts/login/")


def test_administrators_own_form_takes_no_password(admin, client):
    client.post("/admin/login/", {"username": "admin", "password": "river-watch-2566-demo"})
    assert client.get("/me/").status_code == 302


def test_administrator_makes_a_person_for_a_district(admin, client_of):
    district = DistrictFactory.create(code="2204")
    areas = {"areas-TOTAL_FORMS": "1", "areas-0-district": str(district.pk)}
    response = client_of(admin).post("/admin/accounts/user/add/", person(**areas))
    assert response.status_code == 302, response.context["errors"]
    made = User.objects.get(username="somying")
    assert made.area_codes == ["TH2204"]
    assert made.email == "somying@example.org"
    assert not made.has_usable_password()


def test_an_area_names_exactly_one_place(admin, client_of):
    district = DistrictFactory.create(code="2204")
    areas = {
        "areas-TOTAL_FORMS": "1",
        "areas-0-district": str(district.pk),
        "areas-0-province": str(district.province.pk),
    }
    response = client_of(admin).post("/admin/accounts/user/add/", person(**areas))
    assert "exactly one" in response.text
    assert not User.objects.filter(username="somying").exists()


def test_a_name_in_other_capitals_is_taken(admin, officer, client_of):
    response = client_of(admin).post("/admin/accounts/user/add/", person(username="OFFICER"))
    assert response.status_code == 200
    assert not User.objects.filter(username="OFFICER").exists()


def test_people_cannot_be_deleted(admin, officer, client_of):
    browser = client_of(admin)
    assert browser.get(f"/admin/accounts/user/{officer.pk}/delete/").status_code == 403
    browser.post(
        "/admin/accounts/user/", {"action": "delete_selected", "_selected_action": [officer.pk], "post": "yes"}
    )
    assert User.objects.filter(pk=officer.pk).exists()


def test_administrator_sends_a_password_link(admin, officer, client_of):
    client_of(admin).post("/admin/accounts/user/", {"action": "send_password_link", "_selected_action": [officer.pk]})
    assert mail.outbox[-1].to == ["officer@example.org"]
    assert "/accounts/password/reset/key/" in mail.outbox[-1].body


def test_an_address_that_was_taken_away_opens_nothing(admin, officer, client_of):
    EmailAddress.objects.create(user=officer, email=officer.email, primary=True, verified=True)
    client_of(admin).post(
        f"/admin/accounts/user/{officer.pk}/change/",
        person(username="officer", email="new@example.org", is_active="on"),
    )
    officer.refresh_from_db()
    assert officer.email == "new@example.org"
    assert not EmailAddress.objects.filter(user=officer).exists()


@pytest.mark.parametrize("label", ["mfa.authenticator", "accounts.accessentry", "account.emailaddress", "auth.group"])
def test_secrets_and_the_access_log_are_not_there(label):
    registered = {model._meta.label_lower for model in django_admin.site._registry}
    assert label not in registered


def test_no_report_is_there():
    registered = {model._meta.label_lower for model in django_admin.site._registry}
    assert not {"visits.visit", "visits.finding", "visits.photo"} & registered


@pytest.mark.parametrize("page", ["{pk}/delete/", ""])
def test_what_uses_reference_data_is_counted_and_never_named(page, admin, officer, client_of):
    """No administrator reads reports, nor learns that there are any of this title."""
    project, agency = ProjectFactory.create(), AgencyFactory.create()
    report = make_visit(officer, project=project, title_th="เรื่องลับเฉพาะคณะ", title_en="For the mission alone")
    report.members.create(name="Somchai Raksa", role="member", agency=agency)
    browser = client_of(admin)
    for url, pk in (("visits/project", project.pk), ("accounts/agency", agency.pk)):
        address, chosen = f"/admin/{url}/{page.format(pk=pk)}", {"action": "delete_selected", "_selected_action": [pk]}
        answer = browser.get(address) if page else browser.post(address, chosen)
        assert "1 record uses it: it stays." in answer.text
        assert not any(word in answer.text for word in (report.reference, "เรื่องลับ", "For the mission", "Somchai"))


def test_a_law_that_a_report_refers_to_stays(admin, officer, client_of):
    law = LegalReferenceFactory.create()
    factor = make_visit(officer).factors.create(statement="Strict law enforcement")
    factor.legal_references.add(law)
    answer = client_of(admin).post(f"/admin/visits/legalreference/{law.pk}/delete/", {"post": "yes"})
    assert "1 record uses it: it stays." in answer.text
    assert factor.legal_references.get() == law


def test_what_nothing_uses_can_be_deleted(admin, client_of):
    project = ProjectFactory.create()
    browser = client_of(admin)
    assert browser.get(f"/admin/visits/project/{project.pk}/delete/").status_code == 200
    assert browser.post(f"/admin/visits/project/{project.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not type(project).objects.exists()


def test_no_number_leads_to_a_report(admin, officer, client_of):
    report = make_visit(officer)
    kind = ContentType.objects.get_for_model(report)
    assert client_of(admin).get(f"/admin/r/{kind.pk}/{report.pk}/").status_code == 404


def test_password_form_of_the_admin_leads_to_ours(admin, client_of):
    assert client_of(admin).get("/admin/password_change/").url == "/accounts/password/change/"


@pytest.mark.parametrize(
    "page", ["", "accounts/user/", "accounts/user/add/", "accounts/agency/", "accounts/agency/add/"]
)
def test_pages_have_no_inline_script(page, admin, client_of):
    text = client_of(admin).get(f"/admin/{page}").text
    assert "<script>" not in text
    assert " onclick=" not in text
    assert " style=" not in text
