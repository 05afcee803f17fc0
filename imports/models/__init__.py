"""Imports of files, the rows that they wrote, and what is done with them in the background."""

from imports.models.batch import NEEDS, Batch, BatchRow, BatchState, Kind
from imports.models.run import Failure, Run, RunState, What

__all__ = ["NEEDS", "Batch", "BatchRow", "BatchState", "Failure", "Kind", "Run", "RunState", "What"]
