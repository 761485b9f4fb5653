from django.urls import path

from beatbook.ground.force import backup_views, phone_views, transport_views, views

urlpatterns = [
    path("units/<int:unit_id>/status/", views.set_status, name="set_unit_status"),
    path("units/<int:unit_id>/sendable/", views.set_sendable, name="set_unit_sendable"),
    path("units/<int:unit_id>/meal/", views.meal, name="unit_meal"),
    path("units/<int:unit_id>/emergency/", views.raise_emergency, name="raise_emergency"),
    path("units/<int:unit_id>/emergency/end/", views.end_emergency, name="end_emergency"),
    path("units/<int:unit_id>/backup/", backup_views.ask, name="ask_backup"),
    path("units/<int:unit_id>/backup/taking/", backup_views.take_up, name="take_up_backup"),
    path("units/<int:unit_id>/backup/end/", backup_views.end, name="end_backup"),
    path("units/<int:unit_id>/shown/", phone_views.show_call, name="show_call"),
    path(
        "units/<int:unit_id>/cancellation/",
        phone_views.read_cancellation,
        name="read_cancellation",
    ),
    path("units/<int:unit_id>/timers/", views.see_timers, name="see_unit_timers"),
    path("units/<int:unit_id>/transport/", transport_views.start_transport, name="start_transport"),
    path("units/<int:unit_id>/transport/end/", transport_views.end_transport, name="end_transport"),
    path("radio/", transport_views.log_radio, name="log_radio"),
    path("units/<int:unit_id>/safety/", views.confirm_safe, name="confirm_safe"),
]
