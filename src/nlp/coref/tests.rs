//! Tests of the whole stage, on marked text.
