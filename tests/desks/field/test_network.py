"""A network that fails, a session that ends, a page that is closed: no tap and no word is lost."""

from __future__ import annotations

from playwright.sync_api import Route

from beatbook.ground.force.vocabulary import Status
from tests.cast import PASSWORD
from tests.desks.field.conftest import Phone, Shift


def times_said(phone: Phone, words: str) -> int:
    return phone.page.locator(f"#lines p:text-is('{words}')").count()


def test_a_tap_without_a_network_is_shown_as_not_sent_and_then_sent_once(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.page.context.set_offline(True)
    jun.tap("[data-step=ER]")
    jun.step("ER", "unsent")
    assert jun.says("[data-step=ER]") == "En route not sent yet"
    assert jun.says("#sync") == "1 not sent"
    jun.tap("[data-step=OS]")
    jun.step("OS", "unsent")
    assert jun.says("#sync") == "2 not sent"

    jun.page.context.set_offline(False)
    jun.step("OS", "now", seconds=40)
    jun.step("ER", "done")
    jun.sees("#sync:has-text('All sent')")
    jun.sees("#lines p:text-is('2B10 on scene')")
    assert (times_said(jun, "2B10 en route"), times_said(jun, "2B10 on scene")) == (1, 1)


def test_a_note_whose_answer_was_lost_is_kept_and_written_once(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    ids = []

    def lose_the_answer(route: Route) -> None:
        ids.append(route.request.headers["command-id"])
        route.fetch()
        route.abort()

    jun.page.route("**/note/", lose_the_answer, times=1)
    jun.page.fill("#words", "Gate is open.")
    with jun.page.expect_request(lambda r: r.url.endswith("/note/") and len(ids) == 1) as again:
        jun.tap("#note button")
    assert again.value.headers["command-id"] == ids[0]
    jun.sees("#sync:has-text('All sent')")
    jun.sees("#lines li:not([data-sending]) p:text-is('Gate is open.')")
    assert times_said(jun, "Gate is open.") == 1


def test_words_that_were_not_sent_survive_the_page(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.page.fill("#words", "Two people, one red jac")
    assert jun.says("#words-kept") == "Kept on this phone"
    jun.page.reload()
    jun.sees("#note")
    assert jun.page.input_value("#words") == "Two people, one red jac"


def test_a_tap_that_was_not_sent_survives_the_page(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.page.route("**/status/", lambda route: route.abort())
    jun.tap("[data-step=ER]")
    jun.step("ER", "unsent")
    jun.page.reload()
    jun.step("ER", "unsent")
    jun.page.unroute("**/status/")
    jun.step("ER", "now", seconds=30)


def test_a_note_begun_is_sent_before_its_unit_leaves(shift: Shift) -> None:
    jun = shift.sent_to_a_call("4C10")
    jun.page.fill("#words", "Handed over to 4C10.")
    jun.tap("[data-step=clear]")
    assert jun.says("#ending-words").endswith("The note you began is sent first.")
    with jun.page.expect_response("**/note/") as answer:
        jun.tap("#ending-choices button")
    assert answer.value.ok
    jun.step("AV", "now")


def test_words_for_a_call_that_was_taken_away_can_still_be_sent(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.page.fill("#words", "Blue sedan drove off south.")
    shift.dispatch.release("2B10")
    jun.sees("#left-over li:has-text('Blue sedan drove off south.')")
    with jun.page.expect_response("**/note/") as answer:
        jun.tap("#left-over button:text-is('Send note')")
    assert answer.value.ok
    jun.page.wait_for_selector("#left-over", state="hidden")


def test_what_the_server_says_no_to_stays_until_it_was_read(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.page.context.set_offline(True)
    jun.tap("[data-step=ER]")
    jun.step("ER", "unsent")
    shift.dispatch.set_status("2B10", Status.ON_SCENE)
    jun.page.context.set_offline(False)
    jun.sees("#strips .bad:has-text('Not done: En route')")
    assert "2B10 is on scene. To set it back to en route say why" in jun.says("#strips")
    jun.step("OS", "now")
    jun.tap("#strips button:text-is('All right')")
    jun.page.wait_for_selector("#strips .bad", state="detached")


def test_a_screen_that_is_not_live_says_since_when(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    with shift.installation.frozen():
        jun.sees("html[data-feed=stale]", seconds=40)
        assert jun.says("#strips").startswith("Not live since")
        assert jun.says("#sync") == "Not live"
    jun.sees("html[data-feed=live]", seconds=40)
    jun.page.wait_for_selector("#strips > *", state="detached")


def test_what_was_tapped_after_the_session_ended_is_sent_after_signing_in(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.page.context.clear_cookies()
    jun.tap("[data-step=ER]")
    jun.step("ER", "unsent")
    jun.tap("#strips a:text-is('Sign in')")
    jun.page.fill("[name=username]", "jun")
    jun.page.fill("[name=password]", PASSWORD)
    jun.page.keyboard.press("Enter")
    jun.step("ER", "now", seconds=40)
    jun.sees("#sync:has-text('All sent')")
