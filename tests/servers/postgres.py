"""A private PostgreSQL on loopback, as an unprivileged user; each test gets a database of its own."""

from __future__ import annotations

import itertools
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import psycopg

from tests.servers.process import free_port, user


@dataclass
class Postgres:
    """The server while in the `with` block. `bin` is where initdb and pg_ctl lie."""

    bin: Path
    folder: Path
    port: int = field(default_factory=free_port)
    _databases: itertools.count[int] = field(default_factory=itertools.count)

    def __enter__(self) -> Postgres:
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "mailbot", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-k {self.folder} -p {self.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", data, "-w", "-s", "-l", str(self.folder / "log"), "-o", options, "start")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "-s", "stop")

    def fresh_database(self) -> str:
        """SQLAlchemy's URL of a new, empty database."""
        name = f"test{next(self._databases)}"
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._dsn(name).replace("postgresql:", "postgresql+psycopg:")

    def _dsn(self, database: str) -> str:
        return f"postgresql://mailbot@127.0.0.1:{self.port}/{database}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.bin / program, *arguments],
            user=user() if os.geteuid() == 0 else None,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )
