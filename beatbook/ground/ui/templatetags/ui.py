"""One tag for each part, so that a part looks and reads the same on every screen.

{% load ui %}
{% icon "map-pin" %}  {% priority 2 %}  {% status "OS" %}  {% field form.location %}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, Form
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from beatbook.ground.ui import icons, slots, vocabulary, workspaces

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Silent for a screen reader unless it has a label of its own."""
    if name not in icons.NAMES:
        raise template.TemplateSyntaxError(f"There is no icon {name!r}; add it to ui/icons.py.")
    address = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="i" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="i" aria-hidden="true"><use href="{}"/></svg>', address)


@register.simple_tag
def priority(digit: int | str, waiting: bool = True, big: bool = False) -> SafeString:
    """The square with the priority: filled while the call waits, outlined once it is worked."""
    classes = "priority" + (" solid" if waiting else "") + (" big" if big else "")
    return format_html(
        '<span class="{}" data-pr="{}" data-field="priority" role="img" aria-label="{}">{}</span>',
        classes,
        digit,
        _("Priority {digit}").format(digit=digit),
        digit,
    )


@register.simple_tag(takes_context=True)
def status(context: template.Context, code: str, words: bool = False) -> SafeString:
    """The letters of a unit's status in its color; with `words`, its name beside them.

    They are those of the reader's agency, which the page's `letters` answers by ours.
    """
    name = said(vocabulary.STATUSES.get(code, code))
    badge = format_html(
        '<abbr class="status" data-st="{}" data-field="status" title="{}">{}</abbr>',
        code,
        name,
        _letters(context).get(code, code),
    )
    return format_html("{} {}", badge, name) if words else badge


def _letters(context: template.Context) -> Mapping[str, str]:
    found: Mapping[str, str] = context["letters"]() if "letters" in context else {}
    return found


@register.simple_tag
def chip(text: str, status: str = "") -> SafeString:
    """A callsign in the color of its status, or a plain small label."""
    colored = format_html(' data-st="{}"', status) if status else ""
    return format_html('<span class="chip"{}>{}</span>', colored, text)


@register.inclusion_tag("ui/call_row.html")
def call_row(row: Mapping[str, Any], option: bool = False, now: Any = None) -> dict[str, Any]:
    """One call of the board (the row of a live patch). `option`: inside a listbox."""
    waiting = row.get("status") == "waiting"
    return {"row": row, "waiting": waiting, "option": option, "now": now}


@register.inclusion_tag("ui/unit_row.html", takes_context=True)
def unit_row(
    context: template.Context, row: Mapping[str, Any], option: bool = False, now: Any = None
) -> dict[str, Any]:
    """One unit of the board (the row of a live patch). `option`: inside a listbox."""
    doing = row.get("call_type_name") or row.get("where", "")
    letters = {"letters": context["letters"]} if "letters" in context else {}
    return {"row": row, "doing": doing, "option": option, "now": now} | letters


@register.inclusion_tag("ui/row_templates.html", takes_context=True)
def row_templates(context: template.Context, option: bool = False) -> dict[str, Any]:
    """Blank rows in `<template>` elements, which `rows.js` clones, and the letters of statuses."""
    return {"row": {}, "option": option, "status_letters": dict(_letters(context))}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """A form field with its label, hint and errors, tied together for a screen reader."""
    hint = hint or str(bound.help_text)
    described = [f"{bound.auto_id}_hint"] if hint else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes: dict[str, str | bool] = {"aria-describedby": " ".join(described)}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if not described:
        del attributes["aria-describedby"]
    kind = getattr(bound.field.widget, "input_type", "")
    if hasattr(bound.field, "choices"):
        bound.field.widget.choices = _said_choices(bound.field.choices)
    return {
        "bound": bound,
        "hint": hint,
        "control": bound.as_widget(attrs=attributes),
        "kind": kind,
    }


def _said_choices(choices: Iterable[Any]) -> list[Any]:
    """The choices of a form field, and those of its groups, in the language of the reader."""
    return [
        (value, _said_choices(name)) if isinstance(name, list | tuple) else (value, said(name))
        for value, name in choices
    ]


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Form, focus: bool = True) -> dict[str, Any]:
    """What went wrong with a form, at its head, with links to the fields; it takes the focus."""
    wrong = [bound for bound in form if bound.errors]
    return {"form": form, "fields": wrong, "focus": focus}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], thing: str = "rows") -> dict[str, Any]:
    """Links to the pages of a list, keeping the other parts of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET.copy()
    query.pop("page", None)
    rest = f"&{query.urlencode()}" if query else ""
    return {"page": page, "numbers": numbers, "rest": rest, "thing": thing}


@register.inclusion_tag("ui/tabs.html")
def tabs(name: str, items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Tabs that are links: each item has `text`, `url`, `current` and maybe `count`."""
    return {"name": name, "items": items}


@register.inclusion_tag("ui/progress.html")
def progress(label: str, value: float, maximum: float = 100, said: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "maximum": maximum, "said": said}


@register.inclusion_tag("ui/connection.html")
def connection() -> dict[str, Any]:
    """The state of the live feed; `connection.js` keeps it true."""
    return {}


@register.filter
def said(words: object) -> str:
    """Words that are data of the program, such as the name of a status, in the reader's language.
    What people typed is not in the catalog, and stays as they typed it."""
    return _(str(words)) if words else ""


@register.filter
def tone(level_tag: str) -> str:
    """The tone of one of Django's messages."""
    return vocabulary.MESSAGE_TONES.get(level_tag, "note")


@register.simple_block_tag
def notice(content: str, tone: str = "note", icon_name: str = "", tight: bool = False) -> str:
    """A strip of words. Tones: note, good, warn (hazards and premise notes), bad."""
    drawn = icon(icon_name or vocabulary.TONE_ICONS[tone])
    classes = f"notice {tone}" + (" tight" if tight else "")
    return format_html('<div class="{}">{}<div>{}</div></div>', classes, drawn, content)


@register.simple_block_tag
def blank_state(content: str, icon_name: str, title: str, level: int = 2) -> str:
    """A list with nothing in it: what would be here, and how to make it so."""
    return format_html(
        '<div class="empty">{}<h{}>{}</h{}>{}</div>', icon(icon_name), level, title, level, content
    )


@register.simple_block_tag
def heading(content: str, title: str, lead: str = "", back: str = "", back_text: str = "") -> str:
    """The head of a page with its only h1; the content is its buttons."""
    return render_to_string(
        "ui/heading.html",
        {
            "title": title,
            "lead": lead,
            "back": back,
            "back_text": back_text,
            "actions": mark_safe(content.strip()),  # noqa: S308 -- a template rendered it
        },
    )


@register.simple_tag(takes_context=True)
def display_attributes(context: template.Context) -> SafeString:
    """What the reader chose for this browser: `data-theme` and `data-size` of the html element."""
    cookies = context["request"].COOKIES if "request" in context else {}
    theme, size = cookies.get("theme"), cookies.get("size")
    chosen = [("theme", theme)] if theme in vocabulary.THEMES else []
    chosen += [("size", size)] if size in vocabulary.SIZES else []
    return format_html_join("", ' data-{}="{}"', chosen)


@register.simple_tag(takes_context=True)
def nav_items(context: template.Context) -> list[dict[str, Any]]:
    """The workspaces this reader may open, each with whether the page lies inside it."""
    request = context.get("request")
    if request is None:
        return []
    mine = workspaces.open_to(getattr(request, "principal", None))
    return [
        {"name": said(one.name), "url": one.url, "current": _is_here(request.path, one.url)}
        for one in mine
    ]


@register.simple_tag(takes_context=True)
def errands(context: template.Context) -> list[workspaces.Errand]:
    """What the account menu offers to this reader."""
    return workspaces.errands(context["request"].principal)


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, subject: Any) -> SafeString:
    """Every panel offered to this slot that the reader may see."""
    principal = context["request"].principal
    drawn = []
    for panel in slots.panels_for(name, principal):
        found = panel.query(principal, subject)
        if found is not None:
            inside = render_to_string(panel.template, dict(found), context["request"])
            drawn.append(render_to_string("ui/panel.html", {"panel": panel, "inside": inside}))
    return mark_safe("".join(drawn))  # noqa: S308 -- both parts were rendered by templates


def _is_here(path: str, url: str) -> bool:
    """Every address begins with the home page's, so that one must be exact."""
    return path == url if url == "/" else path.startswith(url)
