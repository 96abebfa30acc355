//! byline finds who is in a news article, who says what, and how people and organizations are related.
//!
//! The program `byline` is a thin layer over this library. Without the program, an analysis takes three steps: import a
//! text, load the model, analyse.
//!
//! ```
//! use byline::document::Metadata;
//! use byline::import::plain;
//! use byline::nlp::analyze::{Config, analyze};
//! use byline::nlp::model::Model;
//! use byline::nlp::progress::Silent;
//!
//! let text = "Mayor Lydia Farrow praised the crew. “Nobody slept,” she said. Farrow sued Halden Systems on Monday.";
//! let (doc, _) = plain::document(text, Metadata::default())?;
//! let analysis = analyze(&doc, &Model::embedded(), &Config { threads: 1 }, &mut Silent)?;
//!
//! // Who is in it, and how often, pronouns included.
//! for entity in analysis.entities.rows() {
//!     let mentions = analysis.mentions.rows().iter().filter(|it| analysis.entities[it.entity].name == entity.name);
//!     println!("{}: {} mentions", entity.name, mentions.count());
//! }
//!
//! // Who says what.
//! let quote = &analysis.quotes.rows()[0];
//! let speaker = quote.speaker.map(|it| analysis.entities[it].name.as_str());
//! assert_eq!((doc.slice(quote.content[0]), speaker), ("“Nobody slept,”", Some("Lydia Farrow")));
//!
//! // Who is related to whom.
//! let relation = &analysis.relations.rows()[0];
//! let [subject, object] = [relation.subject, relation.object].map(|it| analysis.entities[it].name.as_str());
//! assert_eq!((subject, relation.label.as_str(), object), ("Lydia Farrow", "sued", "Halden Systems"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Positions are byte offsets ([`text::Span`]) in the text of one [`document::Document`]. [`import`] opens files of all
//! formats, [`export`] writes an analysis in the formats of other programs, and [`annotate`] lays a user's notes and
//! corrections over it.
//!
//! The modules are layers. This file lists them from the lowest to the highest, and each one uses only lower ones;
//! `ARCHITECTURE.md` says what each one is for.

pub mod text;

pub mod document;

pub mod import;

pub mod nlp;

pub mod digest;

pub mod annotate;

pub mod intake;

pub mod export;

pub mod fetch;

pub mod store;

pub mod app;

pub mod worker;

pub mod tui;

pub mod config;

pub mod cli;
