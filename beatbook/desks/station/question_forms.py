"""Clean input for what is asked about a kind of call."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.desks.station.call_type_forms import PRIORITIES
from beatbook.duties.calls.vocabulary import Flag, Question, Service

ONLY_KEPT = ("", _("Nothing"))


class QuestionForm(forms.Form):
    """A new question, or what may change of one that is asked: its code stays for good."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("One word that dispatchers type, like HURT. It stays for good."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("Question"), max_length=120, help_text=_("As it is read aloud: Is anybody hurt?")
    )
    flag = forms.ChoiceField(
        label=_("A yes raises the call"),
        choices=[ONLY_KEPT, *Flag.choices],
        required=False,
        help_text=_(
            "Priority 1, and police are asked; for injuries EMS too, and fire for a person down."
        ),
    )
    priority = forms.TypedChoiceField(
        label=_("A yes makes it as urgent as"),
        choices=[ONLY_KEPT, *PRIORITIES],
        coerce=int,
        empty_value=None,
        required=False,
    )
    service = forms.ChoiceField(
        label=_("A yes asks to come"), choices=[ONLY_KEPT, *Service.choices], required=False
    )

    @classmethod
    def of(cls, question: Question, data: Any = None) -> QuestionForm:
        form = cls(data, initial=asdict(question))
        form.fields["code"].disabled = True
        return form

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()

    def question(self) -> Question:
        """What was typed, once it is valid."""
        return Question(**self.cleaned_data)
