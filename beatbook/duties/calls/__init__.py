"""Duty 3, responding to calls: take, dispatch, follow, close.

Nouns: a *call* (an incident that somebody asked help for), its *call type* (priority, response plan
and who may be sent, as data), a *note*, a *disposition* (how it ended), a *ranking* of units, a
*request* to another service, a *report* that somebody owes. Who may be sent and who waits for whom
is in ``rules``, and obeyed by every verb.

Verbs: ``take_call``, ``assign_units``, ``clear_unit``, ``add_note``, ``strike_note``,
``correct_call``, ``answer_question``, ``raise_call``, ``lower_call``, ``close_call``,
``reopen_call``; ``request_service``, ``report_request``, ``cancel_request``, ``set_staging``;
``merge_call``, ``unmerge_call``, ``link_calls``, ``unlink_calls``; ``add_company``,
``retire_company``, ``report_offer``; ``hold_call``,
``schedule_call``, ``make_due``, ``repeat_call``, ``take_scheduled``, ``end_schedule``;
``reassign_report``, ``waive_report``, ``write_report``. ``configure_call_type``,
``retire_call_type``, ``add_call_types``, ``configure_disposition``, ``order_dispositions`` and
``retire_disposition`` set it up.

Publishes (``contract.calls``, ``closing``, ``taking``): CallTaken, CallCorrected, CallRaised,
CallLowered, QuestionAnswered, CallMerged, CallUnmerged, CallLinked, CallUnlinked,
CompanyAdded, CompanyRetired, TurnOffered, TurnReturned,
CallHeld, CallDue, ScheduleAdded, ScheduleEnded, NoteAdded,
NoteStruck, CallClosed, CallReopened, RuleOverridden, RequestMade, RequestProgressed,
RequestOverdue, RequestCanceled, StagingSet, ReportOwed, ReportReassigned, ReportWaived,
ReportWritten, CallTypesAdded, CallTypeConfigured, CallTypeChanged, CallTypeRetired,
DispositionConfigured, DispositionRetired, DispositionsOrdered.
Hears (``contract.force``): AssignmentSetBack.

Nothing an officer or a dispatcher wrote is edited away: a correction is an entry that says what
stood before, a note is struck out and stays readable.
"""
