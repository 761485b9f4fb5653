"""The house stands: nothing points up, nothing points sideways, no view is without its gate."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from importlib import import_module
from string import Formatter

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver

from beatbook.contract import base
from beatbook.contract.access import Permission
from beatbook.desks.api import urls as api
from tests import source

OURS = [config for config in apps.get_app_configs() if config.name.startswith("beatbook.")]
MODELS = [model for config in OURS for model in config.get_models(include_auto_created=True)]


def test_imports_keep_their_contracts():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=source.CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


class TestTables:
    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
    def test_a_table_points_down_only(self, model):
        home = source.room(model.__module__)
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            other = source.room(field.related_model.__module__)
            assert not other.startswith("beatbook.") or source.may_lean_on(home, other), field

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
    def test_no_table_points_at_just_anything(self, model):
        assert not any(isinstance(f, GenericForeignKey) for f in model._meta.private_fields)
        related = {
            field.related_model._meta.label
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
        }
        assert "contenttypes.ContentType" not in related

    def test_migrations_wait_for_what_is_below_only(self):
        rooms = {config.label: config.name for config in OURS}
        for (label, name), migration in MigrationLoader(None).disk_migrations.items():
            if label not in rooms:
                continue
            for needed, _ in migration.dependencies:
                other = rooms.get("agency" if needed == "__setting__" else needed)
                assert other is None or source.may_lean_on(rooms[label], other), (label, name)

    def test_models_and_migrations_agree(self):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", "--check"],
            cwd=source.CHECKOUT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout


TEXTUAL = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def is_textual(field):
    inner = getattr(field, "base_field", field)
    return isinstance(inner, TEXTUAL) and not field.is_relation


class TestPersonalData:
    """Whatever can hold text is classified: it is personal, or it is a code."""

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
    def test_every_field_that_can_hold_text_is_classified(self, model):
        personal = set(getattr(model, "personal_fields", {}))
        codes = set(getattr(model, "code_fields", ()))
        textual = {field.name for field in model._meta.concrete_fields if is_textual(field)}
        assert not personal & codes
        assert textual - personal - codes == set(), "personal_fields or code_fields?"
        assert personal | codes <= {field.name for field in model._meta.concrete_fields}

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
    def test_of_a_personal_field_is_said_who_sees_it_and_how_long_it_is_kept(self, model):
        for field, said in getattr(model, "personal_fields", {}).items():
            assert len(said.split()) >= 3, f"{field}: {said!r}"


EVENTS = sorted(base.EVENTS.items())
# Words for which an event that keeps its codes for ever is the wrong place.
PRIVATE_WORDS = {"address", "callback", "caller", "location", "note", "phone", "plate", "text"}


SECOND_FILE_OF = {
    "assistance": "force",
    "closing": "calls",
    "exchange": "calls",
    "phone": "force",
    "shift": "force",
    "taking": "calls",
}
"""A part that announces more than one file holds."""


@pytest.mark.parametrize(("name", "event"), EVENTS, ids=[name for name, _ in EVENTS])
class TestEvents:
    def test_it_is_named_for_its_part_in_the_past_tense(self, name, event):
        assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.[a-z_]+", name)
        file = event.__module__.rpartition(".")[2]
        assert name.split(".")[0] == SECOND_FILE_OF.get(file, file)

    def test_its_sentence_names_only_its_fields(self, name, event):
        said = {field for _, field, _, _ in Formatter().parse(event.sentence) if field}
        assert said <= {*base.code_fields(event), *base.personal_fields(event)}

    def test_the_rows_it_touches_are_found_by_codes(self, name, event):
        assert {touch.field for touch in event.touches} <= set(base.code_fields(event))

    def test_it_has_an_audience(self, name, event):
        assert event.audience in set(Permission)

    def test_what_is_private_by_its_name_is_no_code(self, name, event):
        assert not PRIVATE_WORDS & set(base.code_fields(event))


API = "api/v1/"
"""Its library makes the views; the operations are looked at one by one below."""


def views(resolver=None, prefix=""):
    """Every (address, view) of the installation."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views(entry, address)
        elif isinstance(entry, URLPattern):
            yield address, entry.callback


@pytest.mark.parametrize(("address", "view"), [pytest.param(*v, id=v[0] or "/") for v in views()])
def test_every_view_states_a_permission_or_why_it_is_public(address, view):
    if not address.startswith(API):
        assert hasattr(view, "permission") or view.public


def operations():
    for _, router in api.api._routers:
        for address, view in router.path_operations.items():
            for operation in view.operations:
                yield pytest.param(operation, id=f"{'/'.join(operation.methods)} {address}")


@pytest.mark.parametrize("operation", list(operations()))
def test_every_operation_of_the_api_states_a_permission(operation):
    assert [auth.permission in set(Permission) for auth in operation.auth_callbacks] == [True]


class TestTemplates:
    """``{% extends %}``, ``{% include %}`` and ``{% url %}`` are ties like any import."""

    TEMPLATES = source.of_package(".html")

    def ties(self, path):
        return re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)", path.read_text())

    def owner(self, template):
        found = [path for path in self.TEMPLATES if source.name(path).endswith(f"/{template}")]
        assert found, f"{template} is nowhere"
        return self.home(found[0])

    def home(self, path):
        folder = source.name(path).partition("/templates/")[0]
        return folder.replace("/", ".")

    @pytest.mark.parametrize("path", TEMPLATES, ids=source.name)
    def test_a_template_is_made_of_what_is_below(self, path):
        for template in self.ties(path):
            assert source.may_lean_on(self.home(path), self.owner(template)), template

    @pytest.mark.parametrize("path", TEMPLATES, ids=source.name)
    def test_a_template_links_down_only(self, path):
        names = {
            entry.name: source.room(entry.callback.__module__)
            for entry in _patterns(get_resolver())
            if entry.callback.__module__.startswith("beatbook.")
        }
        for name in re.findall(r"{%\s*url\s+[\"']([^\"']+)", path.read_text()):
            assert name in names, f"{name} is no address of ours"
            assert source.may_lean_on(self.home(path), names[name]), name

    @pytest.mark.parametrize("path", TEMPLATES, ids=source.name)
    def test_a_page_stands_on_the_base_layout(self, path):
        """Whatever is a whole page extends ``ui/base.html``; all else is a piece of one."""
        text = path.read_text()
        if path.name != "base.html":
            assert "<html" not in text
            assert "<body" not in text
        chain = [path]
        while ties := re.findall(r"{%\s*extends\s+[\"']([^\"']+)", chain[-1].read_text()):
            [parent] = [p for p in self.TEMPLATES if source.name(p).endswith(f"/{ties[0]}")]
            chain.append(parent)
        assert len(chain) == 1 or source.name(chain[-1]).endswith("ui/templates/ui/base.html")


def _patterns(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        else:
            yield entry


def command_modules():
    for path in source.of_package(".py"):
        dotted = source.name(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        if ".commands" in dotted and source.room(dotted) != "beatbook.site":
            yield dotted


def commands():
    for module in map(import_module, command_modules()):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if hasattr(function, "__wrapped__") and function.__module__ == module.__name__:
                yield pytest.param(function, id=f"{module.__name__}.{name}")


# When: said in the words of what is set.
SAY_WHEN_THEMSELVES = {"set_clock"}


@pytest.mark.parametrize("command", list(commands()))
def test_a_command_is_told_who_and_when_by_keyword(command):
    given = inspect.signature(command).parameters
    kinds = {parameter.kind for parameter in given.values()}
    assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}
    assert "by" in given
    assert "at" in given or command.__name__ in SAY_WHEN_THEMSELVES


def test_nothing_happens_by_a_model_signal_or_after_the_commit():
    """Reactions go by the journal: a signal is lost with its process, a subscriber is not."""
    reacting = [
        source.name(path)
        for path in source.of_package(".py")
        if re.search(r"db\.models\.signals|on_commit\(", path.read_text())
    ]
    assert reacting == []
