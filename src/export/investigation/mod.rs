//! For people who investigate: entities and links with stable ids, for Aleph, OpenSanctions, Gephi and Neo4j.

pub(super) mod followthemoney;
mod joined;
pub(super) mod neo4j;
pub(super) mod tables;
