//! What the rules find in small trees.
