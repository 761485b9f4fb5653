"""A newcomer's first shift at the console, in a real browser on a running installation."""

from __future__ import annotations

from tests.desks.console.conftest import Room, Seat


def soonest(seat: Seat) -> str:
    """The callsign of the first recommended unit."""
    return seat.page.inner_text("#recommended li:first-child .callsign")


def test_a_newcomer_takes_a_call_and_follows_it_to_the_end_by_keyboard_alone(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N VANDALISM 1925 N CASTLE; two people with backpacks")
    tess.sees("#chronology .said:has-text('two people with backpacks')")
    unit = soonest(tess)

    tess.page.keyboard.type("D 1")
    tess.sees(f"#preview strong:text-is('{unit}')")
    assert f"Dispatch {unit} to" in tess.preview()
    tess.page.keyboard.press("Enter")
    tess.sees(f"#active .call .chip[data-st=DP]:text-is('{unit}')")

    tess.page.keyboard.press("F4")
    tess.page.keyboard.press("Enter")
    tess.sees(f".unit[data-st=ER]:has-text('{unit}')")
    tess.say("OS")
    tess.sees(f".unit[data-st=OS]:has-text('{unit}')")

    tess.page.keyboard.type(f"CL {unit} REPORT")
    tess.sees(f"#preview .remark:text-is('closes {short}')")
    tess.page.keyboard.press("Enter")
    tess.sees(f".unit[data-st=AV]:has-text('{unit}')")
    tess.sees("#chosen-type:text-is('No call chosen')")
    assert tess.page.locator(f".call:has-text('{short}')").count() == 0

    tess.page.keyboard.type(f"S {short}")
    tess.hears(f"{short}: no open call has that number.")
    link = tess.page.get_attribute("#preview a", "href")
    assert link == f"/station/calls/?q={short}"
    assert tess.complaints == []


def test_a_case_number_is_drawn_and_voided_by_command_and_shown_at_once(room: Room) -> None:
    rosa, tess = room.seat("rosa"), room.seat("tess")
    short = rosa.take("N THEFT 8 MILL LANE")
    tess.say(f"S {short}")
    tess.say("CN")
    tess.hears("has the case number")
    drawn = tess.preview().rstrip(".").split()[-1]
    for seat in (tess, rosa):
        seat.sees(f"#chosen-number:has-text('case {drawn}')")
    rosa.page.click("#call-actions summary")
    rosa.page.click("#call-actions .menu [data-verb=CN]")
    assert f"Draw a case number for A26-00{short}" in rosa.preview()
    rosa.page.keyboard.press("Escape")
    rosa.say(f"CNV {drawn} drawn on the wrong call")
    rosa.hears(f"{drawn} is voided.")
    rosa.say("CNF cr26-7 Alder County Sheriff")
    rosa.sees("#chosen-facts:has-text('CR26-7 of Alder County Sheriff')")
    assert drawn not in rosa.page.inner_text("#chosen-number")
    assert rosa.complaints == []


def test_another_console_sees_it_live(room: Room) -> None:
    tess, cory = room.seat("tess"), room.seat("cory")
    short = tess.take("N NOISE 8 MILL LANE")
    cory.sees(f"#waiting .call:has-text('{short}')")
    cory.say(f"D 2B10 {short}")
    tess.sees("#active .call .chip:text-is('2B10')")
    tess.sees("#chronology .happened:has-text('assigned 2B10')")


def test_the_forms_do_what_the_commands_do(room: Room) -> None:
    tess = room.seat()
    tess.page.keyboard.press("F2")
    tess.page.keyboard.type("behind the old mill")
    tess.page.keyboard.press("Tab")
    tess.page.keyboard.type("410-555-0142")
    tess.page.keyboard.press("Tab")
    tess.page.keyboard.type("Found")
    tess.page.keyboard.press("Enter")
    tess.sees("#waiting .call[aria-selected=true]:has-text('behind the old mill')")

    tess.page.keyboard.press("F8")
    tess.sees("#close[open]")
    tess.page.check("[name=disposition][value=CANCELED]")
    tess.page.keyboard.press("Enter")
    tess.sees("#chosen-type:text-is('No call chosen')")
    assert tess.page.locator(".call:has-text('behind the old mill')").count() == 0
    number = tess.preview().split()[0]
    tess.say(f"REOPEN {number[-4:]} caller says it is back")
    tess.sees(f"#waiting .call[aria-selected=true][data-key='{number}']")
    assert tess.complaints == []


def test_what_is_known_already_stands_beside_the_form(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N CRASH 21 MILL LANE; two cars, the driver shouts")
    tess.page.keyboard.press("F2")
    tess.page.fill("#take [name=location]", "21 MILL LANE")
    tess.page.select_option("#take [name=call_type]", "CRASH")
    tess.page.fill("#take [name=notes]", "two cars, a driver shouts")
    tess.sees(f"#take-beside [data-duplicate]:has-text('The same as {short}?')")
    tess.sees("#take-beside .notice:has-text('send a second unit')")
    tess.page.check("#take [name='answer.HURT'][value=yes]")
    tess.page.click("#take footer .primary")
    tess.sees("#chosen-flags [data-flag=injury][aria-pressed=true]")
    tess.page.click("#chosen-questions summary")
    tess.page.click("#chosen-questions [data-question=BLOCKED] button:has-text('no')")
    tess.sees("#chosen-questions [data-question=BLOCKED] [aria-pressed=true]:has-text('no')")
    tess.say("ANS TOW Y")
    tess.sees("#chronology .happened:has-text('Does a vehicle need a tow? yes')")
    assert tess.complaints == []


def test_two_calls_about_the_same_become_one_and_two_again(room: Room) -> None:
    tess = room.seat()
    first = tess.take("N NOISE 31 MILL LANE; drums and a trumpet")
    second = tess.take("N NOISE 31 MILL LANE; trumpet and drums next door")
    tess.page.click(f"#chosen-related .notice:has-text('{first}') button:has-text('Merge')")
    tess.hears(f"merged into A26-00{first}")
    tess.say(f"S {first}")
    tess.sees(f"#chosen-related .notice:has-text('Merged: {second}')")
    tess.sees(f"#chronology :text('{second}: trumpet and drums next door')")
    assert tess.page.locator(f"#waiting .call[data-key$='{second}']").count() == 0
    tess.say(f"UNMERGE {second}")
    tess.sees(f"#waiting .call[data-key$='{second}']")
    tess.say(f"LINK {second}")
    tess.sees(f"#chosen-related .notice:has-text('Linked: {second}')")
    assert tess.complaints == []


def test_a_call_is_put_off_and_let_wait_again(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N FOUND 41 MILL LANE")
    tess.say("HOLD UNTIL +2H owner is out")
    tess.sees(f"#held .call[data-key$='{short}']:has-text('in 1:59:')")
    tess.say(f"S {short}")
    tess.say("DUE")
    tess.sees(f"#waiting .call[data-key$='{short}']")
    tess.say("SCH FOUND 43 MILL LANE AT +3H; ring twice")
    tess.sees("#held .call:has-text('43')")
    assert tess.complaints == []


def test_a_button_does_what_its_command_says(room: Room) -> None:
    tess = room.seat()
    tess.take("N PARKING 3 BRIDGE ROAD")
    unit = soonest(tess)
    tess.page.click("#recommended li:first-child button")
    tess.sees(f"#active .call[aria-selected=true] .chip:text-is('{unit}')")
    tess.page.click(f".unit:has(.callsign:text-is('{unit}'))")
    tess.page.click("#unit-menu button:has-text('En route')")
    tess.sees(f".unit[data-st=ER]:has-text('{unit}')")


def test_a_refusal_is_said_in_the_servers_words_and_the_line_is_still_there(room: Room) -> None:
    tess = room.seat()
    tess.take("N FOUND 8 MILL LANE")
    tess.say("C REPORT")
    tess.sees(".toast.bad:has-text('No unit was on scene')")
    assert tess.page.input_value("#line") == "C REPORT"


def test_nothing_is_sent_while_the_picture_is_stale(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N FOUND 9 MILL LANE")
    with room.installation.frozen():
        tess.sees("html[data-feed=stale]", seconds=30)
        assert "not live for" in tess.page.inner_text("[data-connection]")
        tess.say("D 3C10")
        assert tess.preview().startswith("Not live")
    tess.sees("html[data-feed=live]", seconds=40)
    tess.sees(f"#waiting .call:has-text('{short}')")

    tess.page.keyboard.press("Enter")
    tess.sees("#active .call .chip:text-is('3C10')")


def test_nothing_acts_while_it_reconnects_and_nothing_typed_is_lost(room: Room) -> None:
    """The server would answer: it is the picture that may be wrong."""
    tess = room.seat()
    sent: list[str] = []
    tess.page.route("**/feed?*", lambda route: route.abort())
    tess.page.on("request", lambda asked: sent.append(asked.method))
    tess.page.reload()
    tess.sees("html[data-ready][data-feed=reconnecting]")
    tess.say("N FOUND 16 MILL LANE")
    tess.sees("#preview.insisting .problem:has-text('What you typed stays here')")
    assert tess.page.input_value("#line") == "N FOUND 16 MILL LANE"

    tess.page.keyboard.press("F2")
    assert tess.page.is_hidden("#take"), "a whole line needs no form"
    tess.page.keyboard.press("Escape")
    tess.page.keyboard.press("F2")
    tess.page.fill("#take [name=location]", "17 MILL LANE")
    tess.page.select_option("#take [name=call_type]", "FOUND")
    tess.page.click("#take footer .primary")
    tess.sees("#take[open] [data-error]:has-text('Not live')")
    assert set(sent) == {"GET"}

    tess.page.unroute("**/feed?*")
    tess.page.evaluate("dispatchEvent(new Event('online'))")
    tess.sees("html[data-feed=live]")
    tess.page.click("#take footer .primary")
    tess.sees("#waiting .call[aria-selected=true]:has-text('17 Mill Lane')")


def test_the_chosen_call_stays_chosen_whatever_else_happens(room: Room) -> None:
    tess, cory = room.seat("tess"), room.seat("cory")
    mine = tess.take("N FOUND 10 MILL LANE")
    other = cory.take("N DOMESTIC 11 MILL LANE")
    tess.sees(f"#waiting .call:has-text('{other}')")
    assert mine in tess.page.inner_text("#waiting .call[aria-selected=true] .where")


def test_arrows_move_in_a_list_and_typing_always_reaches_the_line(room: Room) -> None:
    tess = room.seat()
    tess.take("N FOUND 12 MILL LANE")
    tess.take("N FOUND 13 MILL LANE")
    tess.page.focus("#waiting .call[aria-selected=true]")
    tess.page.keyboard.press("Home")
    first = tess.page.inner_text("#waiting .call:first-child .where")
    assert tess.page.inner_text("#waiting .call[aria-selected=true] .where") == first
    tess.page.keyboard.type("NOTE all quiet")
    assert tess.page.input_value("#line") == "NOTE all quiet"


def test_the_map_stays_where_the_operator_moved_it_until_it_is_given_back(room: Room) -> None:
    tess = room.seat(map_drawn=True)
    tess.sees("html[data-map=ready]", seconds=60)
    tess.sees("#whole-town[aria-pressed=true]")
    box = tess.page.locator("#map").bounding_box()
    assert box
    tess.page.mouse.move(box["x"] + 300, box["y"] + 200)
    tess.page.mouse.down()
    tess.page.mouse.move(box["x"] + 380, box["y"] + 260, steps=5)
    tess.page.mouse.up()
    tess.sees("#whole-town[aria-pressed=false]")
    tess.take("N FOUND 14 MILL LANE")
    tess.sees("#whole-town[aria-pressed=false]")
    tess.page.click("#whole-town")
    tess.sees("#whole-town[aria-pressed=true]")


def test_without_a_map_everything_is_still_in_the_lists(room: Room) -> None:
    tess = room.seat(map_drawn=False)
    tess.sees("#map:has-text('No map on this machine')")
    short = tess.take("N FOUND 15 MILL LANE")
    tess.sees(f"#waiting .call:has-text('{short}')")
    assert tess.page.locator(".unit").count() == 24


def test_help_stands_beside_the_line_that_is_typed(room: Room) -> None:
    tess = room.seat()
    tess.page.keyboard.type("?")
    tess.sees("#help:not([hidden])")
    assert tess.page.evaluate("document.activeElement.id") == "line"
    tess.page.keyboard.press("Escape")
    assert tess.page.is_hidden("#help")


def test_a_dispute_asks_the_police_and_others_stage_until_it_is_safe(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N DOMESTIC 14 MILL LANE")
    tess.sees("#chosen-partners [data-service=police]:has-text('Police to be asked')")
    tess.say("D 3A11")
    tess.sees(".unit[data-st=DP]:has-text('3A11')")
    tess.say("OS 3A11")
    tess.sees(".toast:has-text('3A11 cannot be on scene: stage until a sworn unit is on scene')")
    tess.page.keyboard.press("Escape")
    tess.say("ST 3A11")
    tess.sees(".unit[data-st=ST]:has-text('3A11')")

    tess.page.click("#chosen-partners button:text-is('Asked…')")
    tess.page.keyboard.type("Sgt Lee")
    tess.page.keyboard.press("Enter")
    tess.sees("#chosen-partners :text('Police asked: Sgt Lee')")
    tess.say("ACC POLICE Unit 12; 26-04471")
    tess.sees("#chosen-partners :text('Police accepted: Unit 12, no. 26-04471')")
    tess.page.click("#chosen-partners button:text-is('Said safe')")
    tess.sees("#chronology .happened:has-text('let 3A11 go in')")
    tess.say("OS 3A11")
    tess.sees(".unit[data-st=OS]:has-text('3A11')")
    tess.say(f"CL {short} REPORT")
    tess.sees(".unit[data-st=AV]:has-text('3A11')")


def test_whom_the_rules_would_not_send_goes_for_a_reason_of_one_key(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N NOISE 16 MILL LANE")
    tess.say("D 3V10")
    tess.sees(".toast:has-text('3V10 counts as volunteer and must not go')")
    tess.page.keyboard.press("Escape")
    tess.page.click("#recommended li:has-text('3V10') button")
    tess.hears("Why? Give the letter of the reason.")
    tess.page.keyboard.type("N")
    tess.page.keyboard.press("Enter")
    tess.sees("#chronology .happened:has-text('nobody else is free')")
    tess.say(f"C {short} PHONE")
    tess.sees(".unit[data-st=AV]:has-text('3V10')")


def test_a_call_that_becomes_dangerous_is_raised_by_one_press(room: Room) -> None:
    tess = room.seat()
    short = tess.take("N NOISE 18 MILL LANE")
    tess.say("DO 4A10")
    tess.sees(".unit[data-st=OS]:has-text('4A10')")
    tess.page.click("#chosen-flags [data-flag=weapon]")
    tess.sees("#chosen-flags [data-flag=weapon][aria-pressed=true]")
    tess.sees(".unit:has-text('4A10'):has-text('STAND OFF')")
    tess.sees("#chosen-partners [data-service=police]")
    tess.sees(f"#active .call:has-text('{short}') [data-pr='1']")
    tess.page.click("#chosen-flags [data-flag=weapon]")
    tess.page.keyboard.type("it was an umbrella")
    tess.page.keyboard.press("Enter")
    tess.sees("#chosen-flags [data-flag=weapon][aria-pressed=false]")
    tess.say(f"CL {short} REPORT")
    tess.sees(".unit[data-st=AV]:has-text('4A10')")
