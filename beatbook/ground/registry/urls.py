from django.urls import path

from beatbook.ground.registry import views

urlpatterns = [
    path("incidents/<str:number>/case-numbers/", views.draw, name="draw_case_number"),
    path("incidents/<str:number>/case-numbers/foreign/", views.record, name="foreign_case_number"),
    path("incidents/<str:number>/case-numbers/voiding/", views.void, name="void_case_number"),
]
