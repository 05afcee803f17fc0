"""The schema, made once: the database of every worker is a copy of it, in this run and in later ones."""

import hashlib
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection

LOCK = 2566_2204  # of PostgreSQL, so that the second worker waits for the first one's


def template() -> str:
    """Name of a database with the schema as the migrations of now make it, and no rows but theirs.

    It is made if there is none; one of other migrations is dropped.
    """
    start = f"schema_{connection.settings_dict['NAME']}_"
    name = start + fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # until this session ends
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start])
        there = {found for (found,) in cursor}
        if name not in there:
            for old in (*there, name):
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            make(f"{start}unfinished", cursor)
            cursor.execute(f'ALTER DATABASE "{start}unfinished" RENAME TO "{name}"')
    return name


def make(name: str, cursor: object) -> None:
    """All migrations from nothing, which takes the longest of all that a run does."""
    cursor.execute(f'CREATE DATABASE "{name}"')
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def fingerprint() -> str:
    """Of every migration's text, those of other people's apps included."""
    files = (path for app in apps.get_app_configs() for path in Path(app.path, "migrations").glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


if __name__ == "__main__":  # script/test makes it beside the linters
    django.setup()
    template()
