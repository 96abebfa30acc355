//! Labels of turns in interviews and transcripts, and of lines that only look like turns. All words are in small letters.

/// Labels of whoever asks and is nobody in particular.
const QUESTIONS: &[&str] = &["q", "question", "questioner", "interviewer"];

/// Labels of whoever answers.
const ANSWERS: &[&str] = &["a", "answer", "interviewee"];

/// Labels of lines that nobody says.
const NOTES: &[&str] = &[
    "update",
    "updated",
    "correction",
    "note",
    "photo",
    "photos",
    "image",
    "video",
    "audio",
    "credit",
    "caption",
    "source",
    "sources",
    "related",
    "read",
    "watch",
    "listen",
    "more",
    "analysis",
    "opinion",
    "review",
    "subject",
    "from",
    "to",
    "cc",
    "date",
    "sent",
    "topic",
    "tags",
    "location",
    "time",
    "price",
    "address",
    "phone",
    "email",
    "website",
    "warning",
    "summary",
    "background",
    "conclusion",
    "example",
    "tip",
    "step",
    "verdict",
    "pros",
    "cons",
];

/// Whether the label is that of questions that nobody named asks.
pub(crate) fn is_question(label: &str) -> bool {
    QUESTIONS.contains(&label)
}

/// Whether the label is that of the answers of whoever is interviewed.
pub(crate) fn is_answer(label: &str) -> bool {
    ANSWERS.contains(&label)
}

/// Whether the label is that of a line that nobody says.
pub(crate) fn is_note(label: &str) -> bool {
    NOTES.contains(&label)
}
