from django.urls import path

from beatbook.ground.registry.views import alert, case_number, look_up, tag, tow

urlpatterns = [
    path("alerts/", alert.issue, name="issue_alert"),
    path("alerts/matching/", alert.matching, name="matching_alerts"),
    path("alerts/<int:alert_id>/acknowledgement/", alert.acknowledge, name="acknowledge_alert"),
    path("alerts/<int:alert_id>/cancellation/", alert.cancel, name="cancel_alert"),
    path("alerts/<int:alert_id>/correction/", alert.correct, name="correct_alert"),
    path("alerts/<int:alert_id>/extension/", alert.extend, name="extend_alert"),
    path("checks/", look_up.request_check, name="request_check"),
    path("checks/<int:check_id>/answer/", look_up.answer, name="answer_check"),
    path("checks/<int:check_id>/confirmation/", look_up.confirm, name="confirm_hit"),
    path("look-ups/", look_up.look_up, name="look_up"),
    path("incidents/<str:number>/case-numbers/", case_number.draw, name="draw_case_number"),
    path(
        "incidents/<str:number>/case-numbers/foreign/",
        case_number.record,
        name="foreign_case_number",
    ),
    path("incidents/<str:number>/case-numbers/voiding/", case_number.void, name="void_case_number"),
    path("tags/<int:tag_id>/photos/", tag.photograph, name="photograph_tag"),
    path("tags/<int:tag_id>/photos/<int:photo_id>/", tag.photo, name="tag_photo"),
    path("tags/<int:tag_id>/photos/<int:photo_id>/original/", tag.original, name="tag_original"),
    path("tows/", tow.log, name="log_tow"),
]
