//! Integration tests, linked as one program.
