"""What speaks Arrow's interface for C, by any library."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class ArrowArray(Protocol):
    """One array or record batch of Arrow, as of pyarrow, polars or nanoarrow."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """Its schema and its data, as capsules."""
        ...


@runtime_checkable
class ArrowStream(Protocol):
    """Arrays or record batches of Arrow one after the other: a chunked array, a table, a series of polars."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The stream, as a capsule."""
        ...
