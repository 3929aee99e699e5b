"""Schemas of factlint's tables as Spark has them."""

from __future__ import annotations

import pyarrow as pa
from pyspark.sql.types import ArrayType, BinaryType, BooleanType, DataType, LongType, StringType, StructField, StructType

from .. import _factlint


def schema(table: str) -> StructType:
    """The schema of a table of factlint: `findings`, `rows` and others. All columns may be null, as Spark has it of
    what Python gives."""
    return _struct(pa.schema(_factlint.schema(table)))


def _struct(fields: pa.Schema | pa.StructType) -> StructType:
    return StructType([StructField(field.name, _type(field.type)) for field in fields])


def _type(of: pa.DataType) -> DataType:
    if pa.types.is_struct(of):
        return _struct(of)
    if pa.types.is_list(of):
        return ArrayType(_type(of.value_type))
    if pa.types.is_string(of):
        return StringType()
    if pa.types.is_int64(of):
        return LongType()
    if pa.types.is_binary(of):
        return BinaryType()
    if pa.types.is_boolean(of):
        return BooleanType()
    raise TypeError(f"the Arrow type {of} is in no table of factlint")
