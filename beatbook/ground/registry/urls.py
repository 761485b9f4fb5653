from django.urls import path

from beatbook.ground.registry.views import alert, case_number

urlpatterns = [
    path("alerts/", alert.issue, name="issue_alert"),
    path("alerts/matching/", alert.matching, name="matching_alerts"),
    path("alerts/<int:alert_id>/acknowledgement/", alert.acknowledge, name="acknowledge_alert"),
    path("alerts/<int:alert_id>/cancellation/", alert.cancel, name="cancel_alert"),
    path("alerts/<int:alert_id>/correction/", alert.correct, name="correct_alert"),
    path("alerts/<int:alert_id>/extension/", alert.extend, name="extend_alert"),
    path("incidents/<str:number>/case-numbers/", case_number.draw, name="draw_case_number"),
    path(
        "incidents/<str:number>/case-numbers/foreign/",
        case_number.record,
        name="foreign_case_number",
    ),
    path("incidents/<str:number>/case-numbers/voiding/", case_number.void, name="void_case_number"),
]
