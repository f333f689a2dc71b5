"""The command line. Each verb is imported when it is called, so that `mailbot --help` is quick."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from mailbot import __version__
from mailbot.cli.verbs import Verbs

VERBS = {
    "audit": "mailbot.cli.audit",
    "case": "mailbot.cli.case",
    "check": "mailbot.cli.check",
    "demo": "mailbot.cli.demo",
    "export": "mailbot.cli.export",
    "init": "mailbot.cli.init",
    "mail": "mailbot.cli.mail",
    "once": "mailbot.cli.run",
    "outbox": "mailbot.cli.outbox",
    "policy": "mailbot.cli.policy",
    "purge": "mailbot.cli.purge",
    "read": "mailbot.cli.read",
    "replay": "mailbot.cli.replay",
    "run": "mailbot.cli.run",
    "template": "mailbot.cli.template",
}


class Root(Verbs):
    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(VERBS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        command: click.Command = getattr(importlib.import_module(VERBS[name]), name)
        return command


@click.command(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mailbot")
@click.option(
    "--home",
    envvar="MAILBOT_HOME",
    type=click.Path(path_type=Path),
    help="The folder that `mailbot init` made. Default: the working folder if it is one, else what mailbot ships.",
)
@click.pass_context
def main(context: click.Context, home: Path | None) -> None:
    """Reads the mail of a Children Missing Education team, opens the children's cases, answers the referrers."""
    context.obj = home
