//! The files in `assets/lexicons`: lines of words; lines that begin with "#" are comments.

/// The lines with words.
pub(super) fn lines(file: &'static str) -> impl DoubleEndedIterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// All words.
pub(super) fn words(file: &'static str) -> impl Iterator<Item = &'static str> {
    lines(file).flat_map(str::split_whitespace)
}

/// The words of "class: word word" lines, each with its class.
pub(super) fn classed(file: &'static str) -> impl DoubleEndedIterator<Item = (&'static str, &'static str)> {
    lines(file)
        .filter_map(|line| line.split_once(':'))
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (class, word)))
}

/// The names of "name; other name" lines, each with the number of its line.
pub(super) fn numbered(file: &'static str) -> impl Iterator<Item = (&'static str, usize)> {
    lines(file).enumerate().flat_map(|(number, line)| line.split(';').map(move |name| (name.trim(), number)))
}
