from django.urls import path

from beatbook.desks.field import look_up, shift_views, tags, views

urlpatterns = [
    path("field/", views.field, name="field"),
    path("field/shift/<int:planned_id>/", shift_views.start, name="start_shift"),
    path("field/shift/end/", shift_views.end, name="end_shift"),
    path("field/call.json", views.record, name="field_record"),
    path("field/place/", views.place, name="field_place"),
    path("field/tags/", tags.tags, name="field_tags"),
    path("field/tags/<int:tag_id>/", tags.tag, name="field_tag"),
    path("field/look-up/", look_up.look_up, name="field_look_up"),
    path("field/route.json", views.route, name="field_route"),
]
