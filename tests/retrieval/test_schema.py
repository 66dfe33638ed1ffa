"""The tables hold what the model says, to the character."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_mock_engine
from sqlalchemy.dialects import postgresql, sqlite

from plans.model import Assignment, Deadline, Header, Passage, Reference, Repair, Section, Target
from retrieval import schema

DIALECT, SERVER = sqlite.dialect(), postgresql.dialect()
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("kind", "table", "elsewhere"),
    [
        (Assignment, schema.assignment, set()),
        (Deadline, schema.deadline, set()),
        (Target, schema.target, set()),
        (Reference, schema.reference, set()),
        (Repair, schema.repair, set()),
        (Passage, schema.passage, set()),
        (Section, schema.section, {"children"}),
        (Header, schema.version, {"spans"}),
    ],
)
def test_every_field_of_the_model_has_its_columns(kind, table, elsewhere):
    names = [column.name for column in table.columns]
    columns = {name.removesuffix("_start").removesuffix("_end") for name in names}
    assert {field.name for field in fields(kind)} - elsewhere <= columns


def test_what_a_plan_need_not_state_may_be_null_and_nothing_else():
    assert schema.version.c.number.nullable
    assert schema.deadline.c.day.nullable
    assert not schema.deadline.c.what.nullable
    assert not schema.assignment.c.span_start.nullable


@given(ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_any_text_is_kept_to_the_character_in_a_form_every_database_takes(text):
    stored = schema.Exact().process_bind_param(text, DIALECT)
    assert "\x00" not in stored
    stored.encode("utf-8")
    assert schema.Exact().process_result_value(stored, DIALECT) == text


def test_ordinary_text_is_stored_as_it_is_so_that_people_can_read_the_tables():
    assert schema.Exact().process_bind_param("Sở Y tế\n", DIALECT) == "Sở Y tế\n"
    assert schema.Listed().process_bind_param(("Sở Y tế",), DIALECT) == '["Sở Y tế"]'


@given(st.lists(ANY_TEXT).map(tuple))
@settings(max_examples=50, deadline=None)
def test_a_list_comes_back_as_the_tuple_it_was(values):
    stored = schema.Listed().process_bind_param(values, DIALECT)
    assert schema.Listed().process_result_value(stored, DIALECT) == values


def test_the_tables_can_be_made_on_a_server_too():
    made = []
    engine = create_mock_engine(
        "postgresql://", lambda statement, *_: made.append(str(statement.compile(dialect=SERVER)))
    )
    schema.metadata.create_all(engine, checkfirst=False)
    tables = [statement for statement in made if "CREATE TABLE" in statement]
    assert len(tables) == len(schema.metadata.tables)
    assert not [statement for statement in made if "AUTOINCREMENT" in statement]
    assert [statement for statement in made if "ALTER TABLE plan ADD" in statement]
