"""What is logged of a request never carries the secret of a link: whoever reads it there could use the link."""

import logging
import re

SECRET = re.compile(r"(?<=/)[\w-]{40,}(?=[./?]|$)", re.ASCII)  # longer than any name or key in an address


class WithoutSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(SECRET.sub("…", one) if isinstance(one, str) else one for one in record.args)
        return True
