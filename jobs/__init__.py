"""Background work: jobs run at least once, whatever dies meanwhile.

A job is a `django_tasks` task. It must be able to run twice (a worker may be killed after its last write),
and a failure is tried again with growing pauses, unless it raises `jobs.retry.GiveUp`.
"""
