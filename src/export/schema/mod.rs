//! Schemas of byline's own JSON, as files for other programs.

/// JSON Schema (draft 2020-12) for `export --format json` and each line of `annotate`.
pub const JSON_SCHEMA: &str = include_str!("byline-1.schema.json");

/// The columns of a line of `annotate`, in Spark's DDL.
pub const SPARK_SCHEMA: &str = include_str!("byline-1.ddl");
