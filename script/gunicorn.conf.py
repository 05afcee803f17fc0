"""How gunicorn serves the site: two processes of four threads, sharing the memory of one import."""

import gc
import os

wsgi_app = "ntswatch.wsgi"
workers = 2
threads = 4
worker_class = "gthread"
preload_app = True
timeout = 60
raw_env = [f"LOCK_TIMEOUT={os.environ.get('LOCK_TIMEOUT', '15s')}"]  # else a few who wait would stop the site for all
graceful_timeout = 20
keepalive = 0  # the next request goes to whichever process is free; browsers keep their connection to the proxy
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # a sign of life must not wait for a disk
control_socket_disable = True


def when_ready(server: object) -> None:
    """Keep the collector away from what was imported, so that the processes go on sharing it.

    A request makes some ten thousand objects that die with it: looked through once a request, not fifteen times.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
