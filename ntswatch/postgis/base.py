"""Django's PostGIS backend; that a kept connection still lives is seen without asking the server (ENGINE)."""

import select

from django.contrib.gis.db.backends.postgis import base
from psycopg2.extensions import TRANSACTION_STATUS_INERROR


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Whether this connection can be used, asked before the first statement of each request.

        A server that ends a connection says so on it: there is something to read. While nothing is, and no failed
        transaction is left open, asking would be one round trip more in each request.
        """
        if self.connection.get_transaction_status() == TRANSACTION_STATUS_INERROR:
            return False
        ear = select.poll()
        ear.register(self.connection.fileno(), select.POLLIN)
        return not ear.poll(0) or super().is_usable()
