from django.urls import path

from beatbook.ground.agency import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("me/", views.about_me, name="about_me"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
