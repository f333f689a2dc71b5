"""Groups of verbs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from mailbot.config.mistakes import nearest


class Verbs(click.Group):
    """A group that answers a mistyped verb with those that there are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            near = nearest(args[0], known)
            guess = f" Did you mean {near}?" if near else ""
            ctx.fail(f"there is no `{ctx.command_path} {args[0]}`.{guess} There are: {', '.join(known)}")
        return super().resolve_command(ctx, args)


def completing(codes: Iterable[str]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """The shell's completion of an argument that is one of these codes."""
    known = [str(code) for code in codes]
    return lambda _context, _argument, begun: [code for code in known if code.startswith(begun)]
