"""The queue: django-tasks-db's, whose rows are stored by a ready statement, for saving a photograph waits for one."""

from typing import Any

from django_tasks_db import DatabaseBackend
from django_tasks_db.compat import Task, normalize_json
from django_tasks_db.models import DBTaskResult

from ui.prepared import insert


class Queue(DatabaseBackend):
    def _task_to_db_task(self, task: Task[Any, Any], args: Any, kwargs: Any) -> "DBTaskResult[Any, Any]":
        row: DBTaskResult[Any, Any] = DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after,  # type: ignore[misc]  # none: the model's own signal says when
            backend_name=self.alias,
        )
        insert(row)
        return row
