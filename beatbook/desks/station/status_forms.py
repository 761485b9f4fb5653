"""Clean input for the letters of the statuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from beatbook.ground.force.vocabulary import Status
from beatbook.ground.ui import vocabulary


class StatusLettersForm(forms.Form):
    """One field for each status, called like it; empty where ours hold."""

    def __init__(self, letters: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, initial=dict(letters))
        for status in Status:
            self.fields[status.value] = forms.CharField(
                label=_("{status}: your letters").format(status=_(vocabulary.STATUSES[status])),
                required=False,
                max_length=4,
                widget=forms.TextInput(
                    attrs={"class": "mono", "autocapitalize": "characters", "size": "6"}
                ),
            )
