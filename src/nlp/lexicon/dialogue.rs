//! Labels of turns in interviews and transcripts, and of lines that only look like turns. All words are in lower
//! case.

/// Labels of an unnamed person who asks.
const QUESTIONS: &[&str] = &["q", "question", "questioner", "interviewer"];

/// Labels of the person who answers.
const ANSWERS: &[&str] = &["a", "answer", "interviewee"];

/// Labels of lines that no one says.
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

/// Whether the label belongs to questions by someone without a name.
pub(crate) fn is_question(label: &str) -> bool {
    QUESTIONS.contains(&label)
}

/// Whether the label belongs to answers of the person who is interviewed.
pub(crate) fn is_answer(label: &str) -> bool {
    ANSWERS.contains(&label)
}

/// Whether the label belongs to a line that no one says.
pub(crate) fn is_note(label: &str) -> bool {
    NOTES.contains(&label)
}
