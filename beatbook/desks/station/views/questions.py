"""What is asked about a kind of call, in which order, and what a yes does."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from beatbook.contract.access import Permission
from beatbook.contract.base import Refused
from beatbook.desks.station.question_forms import QuestionForm
from beatbook.desks.station.views import call_types
from beatbook.duties.calls import commands
from beatbook.duties.calls.models import CallType
from beatbook.duties.calls.vocabulary import Flag, Question, Service
from beatbook.ground.agency.gate import requires
from beatbook.ground.agency.requests import Request


@requires(Permission.CALL_CONFIGURE)
def questions(request: Request, call_type_id: int) -> HttpResponse:
    """Those that are asked, in order, and those that are not any more; a new one comes last."""
    found = call_types.one(request, call_type_id)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if any(one.code == code for one in found.every_question):
            form.add_error(
                "code",
                _("{code} is here already: change it, or take another code.").format(code=code),
            )
        elif _saved(request, found, form):
            return redirect(_list(found))
    every = found.every_question
    context = {
        "call_type": found,
        "form": form,
        "in_use": [(one, _follows(one)) for one in every if not one.retired],
        "retired": [one for one in every if one.retired],
    }
    return render(request, "station/questions.html", context)


@requires(Permission.CALL_CONFIGURE)
def question(request: Request, call_type_id: int, code: str) -> HttpResponse:
    """Word one otherwise, or change what a yes does."""
    found = call_types.one(request, call_type_id)
    form = QuestionForm.of(_question(found, code), request.POST or None)
    if form.is_valid() and _saved(request, found, form):
        return redirect(_list(found))
    context = {"call_type": found, "form": form, "code": code}
    return render(request, "station/question.html", context)


@requires(Permission.CALL_CONFIGURE)
@require_POST
def move(request: Request, call_type_id: int, code: str) -> HttpResponse:
    """One place up, or ``down``."""
    found = call_types.one(request, call_type_id)
    codes = [one.code for one in found.asks]
    if code in codes:
        at = codes.index(code)
        codes.insert(max(0, at + (1 if "down" in request.POST else -1)), codes.pop(at))
        commands.order_questions(call_type=found, codes=codes, by=request.principal, at=request.now)
    return redirect(f"{_list(found)}#{code}")


@requires(Permission.CALL_CONFIGURE)
@require_POST
def use(request: Request, call_type_id: int, code: str) -> HttpResponse:
    """Ask one no more, or ``again``."""
    found = call_types.one(request, call_type_id)
    standing = _question(found, code)
    try:
        if "again" in request.POST:
            commands.configure_question(
                call_type=found,
                question=replace(standing, retired=False),
                by=request.principal,
                at=request.now,
            )
            said = _("{code} is asked again.")
        else:
            commands.retire_question(
                call_type=found, code=code, by=request.principal, at=request.now
            )
            said = _("{code} is asked no more. Answers that were given stay.")
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said.format(code=code))
    return redirect(_list(found))


def _saved(request: Request, call_type: CallType, form: QuestionForm) -> bool:
    try:
        commands.configure_question(
            call_type=call_type, question=form.question(), by=request.principal, at=request.now
        )
    except Refused as refusal:
        form.add_error(getattr(refusal, "field", None), refusal.message)
        return False
    messages.success(request, _("Saved. It is asked so from now on."))
    return True


def _question(call_type: CallType, code: str) -> Question:
    for one in call_type.every_question:
        if one.code == code:
            return one
    raise Http404


def _follows(question: Question) -> str:
    """What a yes does, in words."""
    follows = []
    if question.flag:
        follows.append(_("raises the call: {flag}").format(flag=_(Flag(question.flag).label)))
    if question.priority:
        follows.append(_("priority {priority}").format(priority=question.priority))
    if question.service:
        service = _(Service(question.service).label)
        follows.append(_("{service} asked to come").format(service=service))
    return "; ".join(follows)


def _list(call_type: CallType) -> str:
    return f"{reverse('questions', args=[call_type.pk])}?agency={call_type.agency.code}"
