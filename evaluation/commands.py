"""The command line of the evaluator: `kehoach evaluate …`, put together from the tables of its commands."""

from __future__ import annotations

import typer

from evaluation import growth_commands, run_commands, set_commands, trial_commands

app = typer.Typer(name="evaluate", help="Chấm chất lượng câu trả lời.", add_completion=False, rich_markup_mode=None)

for _name, _command in (
    *run_commands.COMMANDS,
    *set_commands.COMMANDS,
    *growth_commands.COMMANDS,
    *trial_commands.COMMANDS,
):
    app.command(_name)(_command)
