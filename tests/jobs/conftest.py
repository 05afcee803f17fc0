import os
from urllib.parse import urlsplit

import pytest
from django.db import connection


@pytest.fixture
def worker_environment(transactional_db) -> dict[str, str]:
    """The environment of a worker process that works on the test database."""
    url = urlsplit(os.environ["DATABASE_URL"])
    database = connection.settings_dict["NAME"]
    return {**os.environ, "DATABASE_URL": url._replace(path=f"/{database}").geturl()}
