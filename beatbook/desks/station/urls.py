from django.urls import path

from beatbook.desks.station.views import (
    alerts,
    call_types,
    calls,
    case_numbers,
    dispositions,
    ground,
    home,
    log,
    members,
    settings,
    streets,
    units,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("station/alerts/", alerts.alerts, name="alerts"),
    path("station/alerts/new/", alerts.issue, name="new_alert"),
    path("station/alerts/<int:alert_id>/", alerts.alert, name="alert"),
    path("station/alerts/<int:alert_id>/cancellation/", alerts.cancel, name="alert_cancellation"),
    path("station/alerts/<int:alert_id>/correction/", alerts.correct, name="alert_correction"),
    path("station/alerts/<int:alert_id>/extension/", alerts.extend, name="alert_extension"),
    path("station/alerts/<int:alert_id>/got/", alerts.acknowledge, name="alert_got"),
    path("station/call-types/", call_types.call_types, name="call_types"),
    path("station/call-types/new/", call_types.create, name="new_call_type"),
    path("station/call-types/<int:call_type_id>/", call_types.call_type, name="call_type"),
    path(
        "station/call-types/<int:call_type_id>/retirement/",
        call_types.retire,
        name="retire_call_type",
    ),
    path("station/calls/", calls.history, name="call_history"),
    path("station/calls/<str:number>/", calls.call, name="call_record"),
    path("station/calls/<str:number>/case-numbers/", case_numbers.draw, name="draw_on_record"),
    path(
        "station/calls/<str:number>/case-numbers/foreign/", case_numbers.note, name="note_on_record"
    ),
    path(
        "station/calls/<str:number>/case-numbers/voiding/", case_numbers.void, name="void_on_record"
    ),
    path("station/dispositions/", dispositions.dispositions, name="dispositions"),
    path(
        "station/dispositions/<int:disposition_id>/", dispositions.disposition, name="disposition"
    ),
    path(
        "station/dispositions/<int:disposition_id>/place/",
        dispositions.move,
        name="move_disposition",
    ),
    path(
        "station/dispositions/<int:disposition_id>/use/",
        dispositions.use,
        name="use_disposition",
    ),
    path("station/log/", log.log, name="shift_log"),
    path("station/map/", ground.ground_map, name="ground_map"),
    path("station/map/areas/new/", ground.draw, name="new_area"),
    path("station/map/areas/<int:area_id>/", ground.area, name="area"),
    path("station/map/areas/<int:area_id>/retirement/", ground.retire, name="retire_area"),
    path("station/map/names/", streets.aliases, name="aliases"),
    path("station/map/names/<int:alias_id>/removal/", streets.remove_alias, name="remove_alias"),
    path("station/map/streets/", streets.closed_streets, name="closed_streets"),
    path("station/map/streets/<int:closure_id>/opening/", streets.open_street, name="open_street"),
    path("station/members/", members.members, name="members"),
    path("station/members/new/", members.create, name="new_member"),
    path("station/members/<int:member_id>/", members.member, name="member"),
    path("station/members/<int:member_id>/password/", members.password, name="member_password"),
    path("station/members/<int:member_id>/roles/", members.give_role, name="give_role"),
    path(
        "station/members/<int:member_id>/roles/<int:membership_id>/end/",
        members.take_role,
        name="take_role",
    ),
    path("station/members/<int:member_id>/sign-in/", members.sign_in, name="member_sign_in"),
    path("station/settings/", settings.settings, name="agency_settings"),
    path("station/units/", units.roster, name="units"),
    path("station/units/new/", units.create, name="new_unit"),
    path("station/units/<int:unit_id>/", units.unit, name="unit"),
    path("station/units/<int:unit_id>/duty/", units.duty, name="unit_duty"),
    path("station/units/<int:unit_id>/retirement/", units.retire, name="retire_unit"),
]
