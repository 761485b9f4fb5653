from django.urls import path

from beatbook.desks.station.views import calls, case_numbers, home, members, settings, units

urlpatterns = [
    path("", home.home, name="home"),
    path("station/calls/", calls.history, name="call_history"),
    path("station/calls/<str:number>/", calls.call, name="call_record"),
    path("station/calls/<str:number>/case-numbers/", case_numbers.draw, name="draw_on_record"),
    path(
        "station/calls/<str:number>/case-numbers/foreign/", case_numbers.note, name="note_on_record"
    ),
    path(
        "station/calls/<str:number>/case-numbers/voiding/", case_numbers.void, name="void_on_record"
    ),
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
