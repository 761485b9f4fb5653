from django.urls import path

from beatbook.duties.calls.views import call as views
from beatbook.duties.calls.views import closing, on_view, partners, relating, scheduling, taking

urlpatterns = [
    path("calls/", views.take, name="take_call"),
    path("calls/beside/", taking.beside, name="beside"),
    path("calls/scheduled/", scheduling.schedule, name="schedule_call"),
    path("calls/<str:number>/hold/", scheduling.hold, name="hold_call"),
    path("calls/<str:number>/due/", scheduling.make_due, name="make_due"),
    path("calls/<str:number>/merge/", relating.merge, name="merge_call"),
    path("calls/<str:number>/unmerging/", relating.unmerge, name="unmerge_call"),
    path("calls/<str:number>/link/", relating.link, name="link_calls"),
    path("calls/<str:number>/link/removal/", relating.unlink, name="unlink_calls"),
    path("calls/<str:number>/answer/", taking.answer, name="answer_question"),
    path("calls/on-view/", on_view.on_view, name="on_view"),
    path("calls/<str:number>/wait/", views.see_wait, name="see_wait"),
    path("swaps/", views.swap, name="swap_units"),
    path("calls/<str:number>/detail.json", views.detail, name="call_detail"),
    path("calls/<str:number>/recommendation/", views.recommendation, name="call_recommendation"),
    path("calls/<str:number>/assignment/", views.assign, name="assign_units"),
    path("calls/<str:number>/primary/", views.choose_primary, name="choose_primary"),
    path("calls/<str:number>/release/", views.release, name="release_unit"),
    path("calls/<str:number>/closure/", views.close, name="close_call"),
    path("calls/<str:number>/reopening/", closing.reopen, name="reopen_call"),
    path("reports/<int:report_id>/writing/", closing.write_report, name="write_report"),
    path("calls/<str:number>/note/", views.note, name="add_note"),
    path("calls/<str:number>/note/<int:note_id>/strike/", views.strike, name="strike_note"),
    path("calls/<str:number>/correction/", views.correct, name="correct_call"),
    path("calls/<str:number>/request/", partners.request_service, name="request_service"),
    path("calls/<str:number>/offer/", partners.report_offer, name="report_offer"),
    path("calls/<str:number>/flag/", partners.raise_call, name="raise_call"),
    path("calls/<str:number>/flag/removal/", partners.lower_call, name="lower_call"),
    path("calls/<str:number>/staging/", partners.set_staging, name="set_staging"),
]
