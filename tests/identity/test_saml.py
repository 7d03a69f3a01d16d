"""The organisation's own sign-in by SAML: only an answer that holds lets anybody in, and only once."""

import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from saml2.saml import NAMEID_FORMAT_TRANSIENT
from saml2.xmldsig import DIGEST_SHA1, SIG_RSA_SHA1

from identity.models import Reason, Refusal
from identity.providers import SAML
from people.events import PersonEvent
from people.models import Act, Person
from tests.cast import World
from tests.identity.saml_idp import Organisation, asked
from tests.identity.saml_organisation import by_saml, its_house, work

__all__ = ["by_saml", "its_house", "work"]

pytestmark = [pytest.mark.django_db, pytest.mark.hostile]

LOGIN, ANSWER, FINISH = (reverse(f"saml_{name}") for name in ("login", "acs", "finish_acs"))


def asks(client: Client, **leads: str) -> dict[str, str]:
    sent = client.get(LOGIN, leads)
    assert sent.status_code == 302, sent.content.decode()
    return asked(sent.url)


def come(client: Client, work: Organisation, who: str = "amir", **leads: str) -> Any:
    return answer(client, work.answer(who, **asks(client, **leads)))


def answer(client: Client, response: str) -> Any:
    """Sent from another's page: no cookie of ours comes with it, but those it sets come afterwards."""
    kept, client.cookies = client.cookies, type(client.cookies)()
    sent = client.post(ANSWER, {"SAMLResponse": response, "RelayState": "riktning"})
    kept.update(client.cookies)
    client.cookies = kept
    return client.get(FINISH) if sent.status_code == 302 else sent


def own_metadata(client: Client) -> str:
    return str(client.get(reverse("saml_metadata")).content.decode())


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_directorys_number_lets_in_and_the_account_is_known_from_then_on(
    world: World, work: Organisation, client: Client
) -> None:
    groups = reverse("groups:list")
    assert come(client, work, next=groups).url == groups
    assert client.get(groups).context["user"] == world.employee

    work.people["amir"] = {}
    again = Client()
    assert come(again, work).url == reverse("home")
    assert is_in(again)
    account = SocialAccount.objects.get()
    assert (account.user_id, account.provider, account.uid) == (world.employee.pk, SAML, "amir")
    assert account.extra_data == {}
    assert Act.objects.filter(verb=PersonEvent.SIGNED_IN, by=world.employee).count() == 2


def test_stranger_and_whoever_has_left_are_turned_away_in_words(
    world: World, work: Organisation, client: Client
) -> None:
    work.people["nobody"] = {"employeeNumber": "d-99"}
    assert "d-99" in come(client, work, "nobody").content.decode()
    Person.objects.filter(pk=world.employee.pk).update(is_active=False)
    assert come(Client(), work).url == reverse("account_inactive")

    reasons = Refusal.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == [Reason.UNKNOWN, Reason.CLOSED]


def test_who_comes_without_a_number_is_known_by_address_only_where_that_is_said(
    world: World, work: Organisation, by_saml: Callable[..., None], client: Client
) -> None:
    work.people["amir"] = {"mail": world.employee.email or ""}
    assert come(client, work).status_code == 403
    by_saml(work.entity, EMAIL_ATTRIBUTE="mail")
    assert come(client, work).url == reverse("home")


def test_account_is_known_by_an_attribute_where_one_is_named(
    world: World, work: Organisation, by_saml: Callable[..., None], client: Client
) -> None:
    by_saml(work.entity, ID_ATTRIBUTE="uid")
    work.name_format = NAMEID_FORMAT_TRANSIENT
    work.people["amir"]["uid"] = "7f3c"
    come(client, work)
    assert SocialAccount.objects.get().uid == "7f3c"


def unsigned(xml: str) -> str:
    without, count = re.subn(r"<(ns\d):Signature .*</\1:Signature>", "", xml, flags=re.DOTALL)
    assert count, xml
    return without


def forged(xml: str) -> str:
    """The signed assertion still there, after another that says what one likes: signature wrapping."""
    signed = re.search(r"<ns1:Assertion.*</ns1:Assertion>", xml, re.DOTALL)
    assert signed, xml
    evil = unsigned(signed[0])
    evil = re.sub(r' ID="[^"]+"', ' ID="evil"', evil, count=1)
    return xml.replace(signed[0], evil + signed[0])


BENT: dict[str, dict[str, Any]] = {
    "not signed": {"bend": unsigned},
    "signed with SHA-1": {"options": {"sign_alg": SIG_RSA_SHA1, "digest_alg": DIGEST_SHA1}},
    "signed by another": {"signs_as": "unknown"},
    "made for another": {"options": {"sp_entity_id": "https://another.example"}},
    "sent to another": {"options": {"destination": "https://another.example/answer/"}},
    "too old": {"minutes": -30},
    "an answer to another question": {"options": {"in_response_to": "another"}},
    "an answer to no question": {"options": {"in_response_to": None}},
    "a name made anew each time": {"name_format": NAMEID_FORMAT_TRANSIENT},
    "another name in it": {"bend": lambda xml: xml.replace(">amir<", ">olga<")},
    "another number in it": {"bend": lambda xml: re.sub(r"(AttributeValue[^>]*>)[^<]+<", r"\1d-1<", xml)},
    "an assertion before it": {"bend": forged},
    "an entity of its own": {
        "bend": lambda xml: '<!DOCTYPE a [<!ENTITY b "amir">]>' + xml.partition("?>")[2]
    },
    "no assertion": {
        "bend": lambda xml: re.sub(r"<ns1:Assertion.*</ns1:Assertion>", "", xml, flags=re.DOTALL)
    },
    "half of it": {"bend": lambda xml: xml[: len(xml) // 2]},
    "nothing": {"bend": lambda xml: ""},
}


@pytest.mark.parametrize("bent", BENT.values(), ids=BENT)
def test_answer_that_does_not_hold_lets_nobody_in(
    work: Organisation, client: Client, bent: dict[str, Any]
) -> None:
    question = asks(client)
    for name, value in bent.items():
        setattr(work, name, value)
    refused = answer(client, work.answer("amir", **question))

    assert refused.status_code == 400
    assert "Inloggningen gick inte igenom" in refused.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_words_of_a_name_are_not_cut_short_by_what_xml_leaves_out(work: Organisation, client: Client) -> None:
    """`amir<!-- -->.evil` is another than `amir`, however its signature holds (CVE-2017-11427)."""
    come(client, work)
    work.people = {"amir.evil": {}}
    work.bend = lambda xml: xml.replace("amir.evil", "amir<!-- -->.evil")
    other = Client()

    assert come(other, work, "amir.evil").status_code in {400, 403}
    assert not is_in(other)


def test_answer_is_taken_once_and_in_the_browser_that_asked(work: Organisation, client: Client) -> None:
    held = work.answer("amir", **asks(client))
    assert answer(Client(), held).status_code == 400
    assert answer(client, held).url == reverse("home")
    key = client.session.session_key

    assert answer(client, held).status_code == 400
    assert client.get(FINISH).status_code == 400
    assert client.session.session_key == key


@pytest.mark.parametrize("said", ["", "nonsense", "å", "PGE+", b64encode(b"<a/>").decode(), "A" * 100_000])
def test_nonsense_is_refused_in_words_and_kept_nowhere(work: Organisation, client: Client, said: str) -> None:
    sent = client.post(ANSWER, {"SAMLResponse": said})
    assert sent.status_code == 400
    assert not sent.cookies.get("saml-answer")


def test_session_has_another_number_once_one_is_in(work: Organisation, client: Client) -> None:
    client.get(reverse("account_login"))
    asks(client)
    before = client.session.session_key
    come(client, work)
    assert client.session.session_key != before


@pytest.mark.parametrize(
    "leads", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_nothing_leads_elsewhere_afterwards(work: Organisation, client: Client, leads: str) -> None:
    assert come(client, work, next=leads).url == reverse("home")


def test_organisation_that_is_away_is_said_with_what_else_is_on(
    work: Organisation, by_saml: Callable[..., None], client: Client
) -> None:
    work.away = True
    answered = client.get(LOGIN)
    assert answered.status_code == 503
    assert "kod med e-post" in answered.content.decode()
    by_saml("http://127.0.0.1:9/metadata")
    assert client.get(LOGIN).status_code == 503


def test_metadata_may_be_a_file(work: Organisation, by_saml: Callable[..., None], client: Client) -> None:
    file = work.folder / "metadata.xml"
    file.write_bytes(work.metadata())
    work.away = True
    by_saml(str(file))
    assert come(client, work).url == reverse("home")


def test_question_is_signed_and_the_answer_sealed_where_the_portal_has_a_key(
    work: Organisation, by_saml: Callable[..., None], client: Client
) -> None:
    key, certificate = work.folder / "unknown.key", work.folder / "unknown.pem"
    by_saml(work.entity, KEY_FILE=str(key), CERTIFICATE_FILE=str(certificate))
    assert "Signature=" in client.get(LOGIN).url
    work.portal = own_metadata(client)
    work.options = {
        "encrypt_assertion": True,
        "encrypt_assertion_self_contained": False,
        "encrypt_cert_assertion": certificate.read_text(),
    }
    assert come(client, work).url == reverse("home")


def test_own_metadata_is_there_before_theirs_and_does_not_end(work: Organisation, client: Client) -> None:
    work.away = True
    told = own_metadata(client)

    assert "validUntil" not in told
    assert f"http://testserver{ANSWER}" in told
