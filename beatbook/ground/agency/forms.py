from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from beatbook.contract.values import Language


class LanguageForm(forms.Form):
    """Which language one reads; "" is that of the agency."""

    language = forms.ChoiceField(label=_("Language of your screens"), required=False)

    def __init__(self, of_agency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_agency = _("As my agency: {language}").format(language=Language(of_agency).own_name)
        own = [(language.value, language.own_name) for language in Language]
        self.fields["language"].choices = [("", as_agency), *own]  # type: ignore[attr-defined]


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1024,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
