"""An officer's shift on a phone, in a real browser on a running installation."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from beatbook.ground.force.vocabulary import Status
from tests.desks.field.conftest import ADDRESS, NOTE, THERE, Shift
from tests.desks.field.test_look import faults
from tests.pictured import jpeg


def test_a_call_arrives_by_itself_and_is_worked_to_its_end_with_one_thumb(shift: Shift) -> None:
    shift.dispatch.warn("Large dog in the yard.")
    jun = shift.phone()
    assert jun.says("#headline") == "Waiting for a call"
    assert jun.says("#teach").startswith("A call that is sent to you appears here by itself")

    call = shift.dispatch.take_call()
    shift.dispatch.send(call, "2B10")
    jun.step("ER", "next")
    jun.sees("#latest li")
    assert jun.says("#headline") == "Vandalism"
    assert jun.says("#where") == ADDRESS
    assert jun.says("#whereabouts") == "Corner of Murray Avenue · Beat 2 Harbor"
    assert jun.says("#number") == call.incident.number
    assert jun.says("#latest li span") == NOTE
    assert jun.says("#hazards") == "Large dog in the yard."
    assert jun.page.title() == "● Vandalism · 2B10"

    jun.tap("[data-step=ER]")
    jun.step("ER", "now")
    jun.tap("[data-step=OS]")
    jun.step("OS", "now")
    jun.step("ER", "done")

    jun.page.fill("#words", "Gate is open, nobody in the yard.")
    jun.tap("#note button")
    jun.sees("#lines li:not([data-sending]) p:text-is('Gate is open, nobody in the yard.')")

    jun.tap("#draw-case-number")
    jun.sees("#case-numbers:has-text('-00001')")
    assert not jun.page.is_visible("#draw-case-number")
    jun.tap("[data-step=clear]")
    jun.sees("#ending[open]")
    jun.tap("#ending-choices button:text-is('Report taken')")
    jun.step("AV", "now")
    assert jun.says("#headline") == "Waiting for a call"
    assert jun.says("#sync") == "All sent"
    assert jun.complaints == []


def test_a_call_that_was_shown_is_cancelled_in_words(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.sees("#lines li:has-text('2B10 has it on the phone')")
    shift.dispatch.release("2B10")
    jun.sees("#cancelled strong:has-text('Vandalism')")
    jun.step("AV", "now")
    jun.page.reload()
    jun.sees(f"#cancelled p:has-text('{ADDRESS}')")
    assert jun.complaints == []  # axe, which looks for faults, makes some of its own
    assert faults(jun) == []
    jun.tap("#cancelled button")
    jun.sees("#cancelled", hidden=True)
    jun.sees("#sync:has-text('All sent')")
    jun.page.reload()
    jun.sees("#sync:has-text('All sent')")
    assert not jun.page.is_visible("#cancelled")


def test_the_way_is_told_by_street_and_the_position_is_sent_while_on_duty(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.sees("#position[data-state=on][aria-checked=true]")
    jun.sees("#go:not([hidden])", seconds=40)
    assert jun.says("#arrival").endswith("mi by bike")
    jun.tap("#go")
    jun.sees("#way[open]")
    assert "onto North Castle Street" in jun.says("#turns li:nth-last-child(2)")
    assert jun.says("#turns li:last-child").startswith("Arrive")
    jun.tap("#way [data-closes]")

    jun.tap("#position")
    jun.sees("#position[data-state=off][aria-checked=false]")
    assert "Dispatch sees where you were last" in jun.says("#position-reason")


def test_a_shift_that_has_ended_leaves_no_unit_and_sends_no_position(shift: Shift) -> None:
    jun = shift.phone()
    jun.sees("#position[data-state=on]")
    shift.dispatch.set_status("2B10", Status.OFF_DUTY)
    jun.sees("h1:text-is('You are not on a unit')")
    sent: list[str] = []
    jun.page.on("request", lambda request: sent.append(request.url))
    jun.page.context.set_geolocation({"latitude": THERE[0], "longitude": THERE[1]})
    shift.dispatch.crew("2B10", "jun")
    jun.sees("#position[data-state=on]")
    before = sent.index(f"{shift.installation.address}/field/")
    assert not [url for url in sent[:before] if url.endswith("/positions")]


def test_a_browser_that_denies_the_position_is_named_as_the_reason(shift: Shift) -> None:
    jun = shift.phone(located=False)
    jun.sees("#position[data-state=denied]")
    assert jun.says("#position-reason").startswith("The browser does not tell this page")


def test_an_officer_on_scene_answers_the_safety_check_with_one_tap(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    assert jun.page.is_hidden("#safety")
    shift.dispatch.on_scene_for("2B10", timedelta(minutes=21))
    jun.page.reload()
    jun.sees("#safety[data-state=due] p:has-text('Safety check due for 1:')")
    jun.tap("#safety button")
    jun.page.wait_for_selector("#safety", state="hidden")
    jun.sees("#sync:has-text('All sent')")
    assert shift.dispatch.checked("2B10")


def test_busy_and_out_of_service_say_why(shift: Shift) -> None:
    jun = shift.phone()
    jun.tap("[data-step=BZ]")
    jun.tap("#reason-choices button:text-is('Meal')")
    jun.step("BZ", "now")
    assert jun.says("#headline") == "Busy: Meal"

    jun.tap("[data-step=OO]")
    jun.page.fill("#other", "Flat tire")
    jun.page.keyboard.press("Enter")
    jun.step("OO", "now")
    assert jun.says("#headline") == "Out of service: Flat tire"
    jun.tap("[data-step=AV]")
    jun.step("AV", "now")


def test_an_officer_who_is_not_the_last_leaves_without_ending_the_call(shift: Shift) -> None:
    jun = shift.sent_to_a_call("4C10")
    assert jun.says("#with") == "With 4C10 · Dispatched You are the primary unit."
    jun.tap("[data-step=clear]")
    assert jun.says("#ending-words") == "The call stays open with 4C10."
    jun.tap("#ending-choices button:text-is('Not needed any more')")
    jun.step("AV", "now")
    jun.sees("#nearby .call .chip:text-is('4C10')")
    assert jun.says("#beat-title") == "Other calls on beat 2 Harbor 1"


def test_nobody_who_was_not_there_can_say_that_a_report_was_taken(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.tap("[data-step=clear]")
    assert sorted(jun.page.locator("#ending-choices button").all_inner_texts()) == [
        "Canceled",
        "Duplicate",
        "Handed to police",
        "Referred to another service",
        "Report taken by phone",
        "Settled by phone",
    ]


def test_a_call_ends_in_two_ways_and_its_report_is_owed_until_it_is_written(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.tap("[data-step=OS]")
    jun.step("OS", "now")
    jun.tap("[data-step=clear]")
    jun.tap("#ending-several")
    jun.tap("#ending-choices button:text-is('Report taken')")
    jun.tap("#ending-choices button:text-is('Written citation')")
    assert jun.says("#ending-done") == "Clear: Report taken, Written citation"
    jun.tap("#ending-done")
    jun.step("AV", "now")
    jun.sees("#owed h2:text-is('You owe 1 report')")
    jun.tap("#owed button:text-is('Written')")
    jun.page.wait_for_selector("#owed", state="hidden")
    jun.sees("#sync:has-text('All sent')")
    assert jun.complaints == []


def test_a_call_taken_away_leaves_the_screen_and_closes_what_was_asked(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.tap("[data-step=clear]")
    jun.sees("#ending[open]")
    shift.dispatch.release("2B10")
    jun.step("AV", "now")
    assert jun.page.is_hidden("#ending")


def test_whoever_is_put_on_a_unit_gets_its_screen_without_a_tap(shift: Shift) -> None:
    rosa = shift.phone("rosa", ready="")
    assert rosa.says("#main h1") == "You are not on a unit"
    shift.dispatch.crew("4S10", "rosa")
    rosa.sees(".callsign:text-is('4S10')")
    rosa.sees("html[data-ready][data-feed=live]")


def test_a_neighbor_is_shown_nothing_of_the_call(shift: Shift) -> None:
    nora = shift.phone("nora")
    jun = shift.sent_to_a_call()
    jun.tap("[data-step=ER]")
    jun.step("ER", "now")
    assert ADDRESS not in nora.page.content()
    assert "2B10" not in nora.page.content()


def test_what_is_needed_is_asked_in_two_taps_and_comes_back(shift: Shift) -> None:
    jun = shift.sent_to_a_call("4C10")
    jun.tap("#tool-danger")
    jun.tap("#which-choices button:has-text('Weapon')")
    jun.sees("#danger:has-text('weapon')")
    jun.sees("#asked li:has-text('Police to be asked')")
    jun.tap("#tool-backup")
    jun.tap("#which-choices button:has-text('URGENT')")
    jun.sees("#backup-said:has-text('not taken it up yet. Coming: 4C10')")
    shift.dispatch.take_up_backup("2B10")
    jun.sees("#backup-said:has-text('Dispatch took it up')")
    jun.tap("#tool-service")
    assert "Police" not in jun.says("#which-choices")
    jun.tap("#which-choices button:has-text('Tow')")
    jun.sees("#asked li:has-text('Tow to be asked')")
    jun.tap("#tool-backup")
    jun.tap("#which-choices button:has-text('Not needed')")
    jun.sees("#backup-said", hidden=True)
    assert jun.complaints == []


PHOTOS = re.compile(r"/tags/\d+/photos/$")


def test_a_vehicle_is_tagged_photographed_without_a_network_and_looked_at_again(
    shift: Shift, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(jpeg())
    jun = shift.phone()
    jun.tap(".tool:has-text('Tag')")
    jun.page.fill("[name=description]", "Gray Accord")
    jun.page.fill("[name=address]", "8 Mill Lane")
    jun.page.fill("[name=plate]", "4ABC123 CA")
    jun.tap("button:has-text('Tag it')")
    jun.sees("label.photo")
    jun.page.route(PHOTOS, lambda route: route.abort())
    jun.page.set_input_files("#photo", photo)
    jun.sees("#photos li[data-state=unsent]:has-text('did not answer')")
    jun.tap("a:has-text('Tagged vehicles')")
    jun.sees("#photos li[data-state=sending]:has-text('4ABC123 CA')")
    jun.page.unroute(PHOTOS)
    jun.sees("#photos li[data-state=kept]")
    jun.page.reload()
    jun.sees("#photos", hidden=True)
    jun.tap("a:has-text('4ABC123 CA')")
    shown = "#photos img"
    jun.sees(shown)
    assert jun.page.eval_on_selector(
        shown, "image => image.decode().then(() => image.naturalWidth)"
    )
    assert {one.split("::")[-1] for one in jun.complaints} == {"ERR_FAILED"}
    assert faults(jun) == []

    shift.dispatch.look_again_soon()
    jun.tap("a:has-text('Tagged vehicles')")
    jun.tap("a:has-text('Back to my unit')")
    jun.tap("#dues a:has-text('4ABC123 CA')")
    jun.sees(shown)
    jun.tap("button:has-text('Still there')")
    jun.sees("main:has-text('due again tomorrow')")


def test_closed_streets_are_told_and_the_way_goes_around_them(shift: Shift) -> None:
    jun = shift.sent_to_a_call()
    jun.sees("#arrival:not([hidden])")
    jun.tap("[data-step=ER]")
    before = jun.says("#arrival")
    shift.dispatch.close("north point harbor/bank", "Water main")
    jun.sees("#closures summary:text-is('1 street closed or slow')")
    jun.tap("#closures summary")
    assert jun.says("#closures li") == (
        "North Point Road between Harbor Road and Bank Street "
        "closed until it is opened again Water main"
    )
    jun.sees(f"#arrival:not(:text-is('{before}'))")
    assert jun.complaints == []


def test_who_only_assists_is_told_to_stage_and_not_offered_the_scene(shift: Shift) -> None:
    jun = shift.phone()
    call = shift.dispatch.take_call("DOMESTIC")
    shift.dispatch.send(call, "2B10", "2A10")
    jun.step("ER", "next")
    assert jun.says("#order strong") == "STAGE"
    assert jun.says("#order p").startswith("Stage until a sworn unit is on scene or the police")
    assert jun.page.is_hidden("[data-step=OS]")
    jun.tap("[data-step=ST]")
    jun.step("ST", "now")
    shift.dispatch.hear_police(call, "safe")
    jun.step("OS", "next")
    assert jun.page.is_hidden("#order")
    jun.tap("[data-step=OS]")
    jun.step("OS", "now")
    assert jun.complaints == []
