"""Which language a page is in: the member's own, else the agency's, else the browser's."""

from __future__ import annotations

import pytest

from beatbook.contract.access import NotAllowed
from beatbook.ground.agency import commands, queries
from beatbook.ground.agency.models import Agency, Member
from tests.cast import NOON, PASSWORD


def choose(by, language):
    commands.choose_language(language=language, by=by, at=NOON)


def test_a_member_chooses_for_themselves(cast, recorded):
    choose(cast.jun, "es")
    assert Member.objects.get(pk=cast.jun.member_id).language == "es"
    assert recorded() == ["agency.member.language_chosen"]
    assert queries.principal_of(cast.jun.member_id).language == "es"


def test_chosen_twice_it_is_chosen_once(cast, recorded):
    choose(cast.jun, "es")
    choose(cast.jun, "es")
    choose(cast.jun, "")
    assert recorded() == ["agency.member.language_chosen"] * 2


def test_what_no_screen_speaks_is_refused(cast, recorded):
    with pytest.raises(commands.UnknownLanguage, match="do not speak"):
        choose(cast.jun, "tlh")
    with pytest.raises(NotAllowed, match="Only a member"):
        choose(queries.system("clock"), "es")
    assert recorded() == []


def sign_in(client, username):
    client.post("/sign-in/", {"username": username, "password": PASSWORD})


def lang(client, address, **headers):
    page = client.get(address, headers=headers).content.decode()
    return page.partition('<html lang="')[2][:2]


class TestPages:
    def test_a_stranger_reads_what_the_browser_asks_for(self, client, cast):
        assert lang(client, "/sign-in/") == "en"
        assert lang(client, "/sign-in/", accept_language="es-MX,es;q=0.9") == "es"
        assert lang(client, "/sign-in/", accept_language="fr") == "en"

    def test_a_member_reads_their_own_then_their_agencys(self, client, cast):
        sign_in(client, "jun")
        assert lang(client, "/me/", accept_language="es") == "en"
        Agency.objects.filter(pk=cast.ab.pk).update(language="es")
        assert lang(client, "/me/") == "es"
        choose(cast.jun, "en")
        assert lang(client, "/me/") == "en"

    def test_the_page_about_me_saves_the_choice_and_answers_in_it(self, client, cast):
        sign_in(client, "jun")
        page = client.post("/me/", {"language": "es"}, follow=True).content.decode()
        assert '<html lang="es"' in page
        assert "Guardado." in page
        assert client.post("/me/", {"language": "tlh"}).status_code == 200
        assert lang(client, "/me/") == "es"
