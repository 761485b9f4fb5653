from django.urls import path

from beatbook.desks.field import views

urlpatterns = [
    path("field/", views.field, name="field"),
    path("field/call.json", views.record, name="field_record"),
    path("field/route.json", views.route, name="field_route"),
]
