//! The one table of actions: each action's name, what it does, its keys and where they work. Keys, help, footer and the
//! table in docs/keys.md all come from it.

/// Something that a key does.
#[expect(missing_docs, reason = "the table describes each")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    Percent,
    NextParagraph,
    PreviousParagraph,
    NextSentence,
    PreviousSentence,
    NextThing,
    PreviousThing,
    NextHit,
    PreviousHit,
    ChooseFocused,
    NextPerson,
    PreviousPerson,
    NextOrganization,
    PreviousOrganization,
    NextQuote,
    PreviousQuote,
    NextDoubtful,
    PreviousDoubtful,
    NextMark,
    PreviousMark,
    NextRelation,
    PreviousRelation,
    NextHeading,
    PreviousHeading,
    NextPlace,
    PreviousPlace,
    NextLink,
    PreviousLink,
    Card,
    Peek,
    Search,
    Hints,
    Palette,
    SetBookmark,
    GoToBookmark,
    Select,
    Back,
    Forward,
    LastPlace,
    ListDown,
    ListUp,
    ListPageDown,
    ListPageUp,
    ListTop,
    ListBottom,
    ListJump,
    ListFilter,
    ListSort,
    ListOnly,
    SelectNextWord,
    SelectPreviousWord,
    SelectDown,
    SelectUp,
    SelectSentence,
    SelectParagraph,
    SelectOtherEnd,
    SelectDrop,
    PeekDown,
    PeekUp,
    PeekJump,
    PeekClose,
    GraphLeft,
    GraphRight,
    GraphUp,
    GraphDown,
    GraphNextLine,
    GraphPreviousLine,
    GraphCentre,
    GraphWiden,
    GraphOpen,
    GraphClose,
    ShelfDown,
    ShelfUp,
    ShelfPageDown,
    ShelfPageUp,
    ShelfHalfDown,
    ShelfHalfUp,
    ShelfTop,
    ShelfBottom,
    ShelfOpen,
    ShelfSearch,
    ShelfWho,
    ShelfSort,
    ShelfAnnotated,
    ShelfRemove,
    ShelfNotes,
    TypingAccept,
    TypingCancel,
    TypingComplete,
    TypingDown,
    TypingUp,
    TypingPageDown,
    TypingPageUp,
    TypingEditor,
    TypingAddress,
    NextPane,
    PreviousPane,
    ViewCast,
    ViewRelations,
    ViewQuotes,
    ViewNotes,
    ViewOutline,
    OpenLink,
    Links,
    Reload,
    Dim,
    Narrow,
    With,
    Graph,
    Zen,
    Sidebar,
    Highlights,
    Places,
    Unnamed,
    EveryMention,
    Speakers,
    WalkNames,
    WalkPronouns,
    WalkDescriptions,
    WalkAll,
    Wider,
    Narrower,
    Theme,
    Export,
    ExportAgain,
    Copy,
    Cite,
    Program,
    Note,
    Highlight,
    EraseMark,
    IsPerson,
    IsOrganization,
    IsPlace,
    NotAName,
    NotHere,
    Merge,
    Split,
    Rename,
    Speaker,
    StandsFor,
    Wrong,
    Undo,
    Redo,
    MouseCapture,
    Help,
    Close,
    Quit,
    QuitNow,
    Suspend,
    WhereAmI,
    Redraw,
}

/// Where a key applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The article has the keys.
    Text,
    /// Words are selected in the article.
    Select,
    /// A list of the sidebar has the keys.
    List,
    /// The list of earlier mentions has the keys.
    Peek,
    /// The graph of relations has the keys.
    Graph,
    /// The library screen has the keys.
    Shelf,
    /// The user types: a search, a note, a filter, a command, or what to find in a list.
    Typing,
    /// Article or list, if these have no such key of their own.
    Main,
}

impl Context {
    /// All contexts, in the order of the help.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Select,
        Self::Main,
        Self::List,
        Self::Typing,
        Self::Graph,
        Self::Peek,
        Self::Shelf,
    ];

    /// Its name in the configuration.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Text => "article",
            Self::Select => "selection",
            Self::List => "list",
            Self::Peek => "earlier",
            Self::Graph => "graph",
            Self::Main => "everywhere",
            Self::Shelf => "library",
            Self::Typing => "typing",
        }
    }

    /// Its title in the help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text => "In the article",
            Self::Select => "In a selection",
            Self::List => "In a list",
            Self::Peek => "In the list of earlier mentions",
            Self::Graph => "In the graph",
            Self::Shelf => "In the library",
            Self::Typing => "While you type",
            Self::Main => "Everywhere",
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct ActionInfo {
    /// Which action.
    pub action: Action,
    /// Its name in configuration and documentation.
    pub id: &'static str,
    /// Where its keys apply.
    pub context: Context,
    /// Its default keys; a sequence is written with spaces: `] p`.
    pub default_keys: &'static [&'static str],
    /// What it does. Keys of other actions are written as their ids in braces:
    /// [`Keymap::words`](crate::app::Keymap::words).
    pub description: &'static str,
    /// Its name in the footer and in the popup after a first key.
    pub short: &'static str,
}

const fn row(
    action: Action,
    id: &'static str,
    context: Context,
    default_keys: &'static [&'static str],
    short: &'static str,
    description: &'static str,
) -> ActionInfo {
    ActionInfo { action, id, context, default_keys, description, short }
}

/// All actions, in the order of the help.
#[rustfmt::skip] // a table is read by columns
pub const ACTIONS: &[ActionInfo] = &[
    row(Action::LineDown, "line-down", Context::Text, &["j", "Down", "Ctrl-E"], "down", "Scroll down one line"),
    row(Action::LineUp, "line-up", Context::Text, &["k", "Up", "Ctrl-Y"], "up", "Scroll up one line"),
    row(Action::PageDown, "page-down", Context::Main, &["Space", "PgDn", "Ctrl-F"], "page", "Scroll down one page"),
    row(Action::PageUp, "page-up", Context::Main, &["b", "PgUp", "Ctrl-B"], "page back", "Scroll up one page"),
    row(Action::HalfDown, "half-page-down", Context::Main, &["d", "Ctrl-D"], "half page", "Scroll down half a page"),
    row(Action::HalfUp, "half-page-up", Context::Main, &["u", "Ctrl-U"], "half page back", "Scroll up half a page"),
    row(Action::Top, "top", Context::Text, &["g", "Home"], "top", "Go to the start; {palette}120 goes to line 120"),
    row(Action::Bottom, "bottom", Context::Text, &["G", "End"], "end", "Go to the end"),
    row(Action::Percent, "percent", Context::Main, &["%"], "percent", "After a number: go to that percentage of the text, with 15{percent} or {palette}15%"),
    row(Action::NextParagraph, "next-paragraph", Context::Main, &["}"], "paragraph", "Next paragraph"),
    row(Action::PreviousParagraph, "previous-paragraph", Context::Main, &["{"], "paragraph back", "Previous paragraph"),
    row(Action::NextSentence, "next-sentence", Context::Main, &[")"], "sentence", "Focus the next sentence; the last line shows who its “he” and “she” are"),
    row(Action::PreviousSentence, "previous-sentence", Context::Main, &["("], "sentence back", "Focus the previous sentence"),
    row(Action::NextThing, "next-thing", Context::Text, &["l", "Right"], "step", "Focus the next name, quote or link; with {every-mention}, pronouns and descriptions too"),
    row(Action::PreviousThing, "previous-thing", Context::Text, &["h", "Left"], "step back", "Focus the previous name, quote or link"),
    row(Action::NextHit, "next-hit", Context::Main, &["n"], "next", "Next mention of the chosen name, or next search match; after scrolling, the next one on the screen"),
    row(Action::PreviousHit, "previous-hit", Context::Main, &["N"], "back", "Previous mention of the chosen name, or previous search match"),
    row(Action::ChooseFocused, "choose-name", Context::Main, &["*"], "choose", "Choose the focused name or voice, or the one in the row; {next-hit} and {previous-hit} then step through its mentions"),
    row(Action::NextPerson, "next-person", Context::Main, &["] p"], "person", "Next person"),
    row(Action::PreviousPerson, "previous-person", Context::Main, &["[ p"], "person", "Previous person"),
    row(Action::NextOrganization, "next-organization", Context::Main, &["] o"], "organization", "Next organization"),
    row(Action::PreviousOrganization, "previous-organization", Context::Main, &["[ o"], "organization", "Previous organization"),
    row(Action::NextQuote, "next-quote", Context::Main, &["] q"], "quote", "Next quote"),
    row(Action::PreviousQuote, "previous-quote", Context::Main, &["[ q"], "quote", "Previous quote"),
    row(Action::NextDoubtful, "next-doubtful", Context::Main, &["] u"], "uncertain", "Next uncertain mention, or quote with an uncertain speaker"),
    row(Action::PreviousDoubtful, "previous-doubtful", Context::Main, &["[ u"], "uncertain", "Previous uncertain mention or quote"),
    row(Action::NextMark, "next-note", Context::Main, &["] a"], "note", "Next of your highlights and notes"),
    row(Action::PreviousMark, "previous-note", Context::Main, &["[ a"], "note", "Previous of your highlights and notes"),
    row(Action::NextRelation, "next-relation", Context::Main, &["] r"], "relation", "Next sentence that states a relation; its subject, words and object are marked"),
    row(Action::PreviousRelation, "previous-relation", Context::Main, &["[ r"], "relation", "Previous sentence that states a relation"),
    row(Action::NextHeading, "next-heading", Context::Main, &["] h"], "heading", "Next heading"),
    row(Action::PreviousHeading, "previous-heading", Context::Main, &["[ h"], "heading", "Previous heading"),
    row(Action::NextPlace, "next-place", Context::Main, &["] P"], "place", "Next place, while places are shown"),
    row(Action::PreviousPlace, "previous-place", Context::Main, &["[ P"], "place", "Previous place"),
    row(Action::NextLink, "next-link", Context::Main, &["] l"], "link", "Next link; the last line shows its address"),
    row(Action::PreviousLink, "previous-link", Context::Main, &["[ l"], "link", "Previous link"),
    row(Action::Card, "card", Context::Text, &["Enter"], "card", "Open or close the card of the focused name or quote; on a relation, show the next sentence that states it; on a link, show its address"),
    row(Action::Peek, "peek", Context::Main, &["K"], "earlier", "Show where the focused person or organization was named or described earlier, without moving"),
    row(Action::Search, "search", Context::Text, &["/"], "search", "Search the text as you type; lower case matches both cases, and regular expressions work"),
    row(Action::Hints, "hints", Context::Text, &["f"], "letters", "Put letters on the names, quotes and notes on the screen: type the letters to focus one, in upper case to open its card"),
    row(Action::Palette, "palette", Context::Main, &[":"], "command", "Run a command, or find any action by what it does: 120, 50%, name, export, quit; {typing-complete} completes"),
    row(Action::SetBookmark, "set-bookmark", Context::Main, &["m"], "bookmark", "Set a bookmark here; a letter follows. {palette}delmarks deletes it"),
    row(Action::GoToBookmark, "go-to-bookmark", Context::Main, &["'", "`"], "go to", "Go to a bookmark; its letter follows, or the same key again for the place before the last jump"),
    row(Action::Select, "select", Context::Text, &["v"], "select", "Select words, starting from what is focused or from the first word on the screen"),
    row(Action::Back, "back", Context::Main, &["Ctrl-O", "Backspace", ",", "Alt-Left"], "back", "Back to where the last jump started"),
    row(Action::Forward, "forward", Context::Main, &[";", "Alt-Right"], "forward", "Forward again"),
    row(Action::LastPlace, "last-place", Context::Main, &["Ctrl-6"], "last place", "Switch between here and the place before the last jump, like {go-to-bookmark} pressed twice"),

    row(Action::ListDown, "list-down", Context::List, &["j", "Down"], "down", "Next row; moving to a name chooses it"),
    row(Action::ListUp, "list-up", Context::List, &["k", "Up"], "up", "Previous row"),
    row(Action::ListPageDown, "list-page-down", Context::List, &["PgDn"], "page", "Down one page of rows"),
    row(Action::ListPageUp, "list-page-up", Context::List, &["PgUp"], "page back", "Up one page of rows"),
    row(Action::ListTop, "list-top", Context::List, &["g", "Home"], "top", "First row"),
    row(Action::ListBottom, "list-bottom", Context::List, &["G", "End"], "end", "Last row"),
    row(Action::ListJump, "list-jump", Context::List, &["Enter", "l", "Right"], "jump", "Jump to the text; again: to the next mention of the name, or the next sentence of the relation"),
    row(Action::ListFilter, "list-filter", Context::List, &["/"], "filter", "Show only rows that contain what you type; #press finds the notes with that tag"),
    row(Action::ListSort, "list-sort", Context::List, &["S"], "sort", "Change the order: names by count, by text order or by name; relations by name or by text order; notes by text order or newest first"),
    row(Action::ListOnly, "list-only", Context::List, &["f"], "only", "In all lists, show only what is about the chosen name, voice, search or tag; again: show everything"),

    row(Action::SelectNextWord, "select-next-word", Context::Select, &["l", "Right"], "word", "Move the end of the selection one word forward"),
    row(Action::SelectPreviousWord, "select-previous-word", Context::Select, &["h", "Left"], "word back", "Move the end of the selection one word back"),
    row(Action::SelectDown, "select-down", Context::Select, &["j", "Down"], "line", "Move the end of the selection one line down"),
    row(Action::SelectUp, "select-up", Context::Select, &["k", "Up"], "line up", "Move the end of the selection one line up"),
    row(Action::SelectSentence, "select-sentence", Context::Select, &["s"], "sentence", "Select the whole sentence"),
    row(Action::SelectParagraph, "select-paragraph", Context::Select, &["p"], "paragraph", "Select the whole paragraph"),
    row(Action::SelectOtherEnd, "select-other-end", Context::Select, &["o"], "other end", "Move the other end of the selection instead"),
    row(Action::SelectDrop, "select-drop", Context::Select, &["Esc", "v"], "drop", "Drop the selection. Until then {note}, {highlight}, {copy}, {is-person}, {is-organization} and {is-place} act on it"),

    row(Action::PeekDown, "peek-down", Context::Peek, &["j", "Down"], "down", "Next row"),
    row(Action::PeekUp, "peek-up", Context::Peek, &["k", "Up"], "up", "Previous row"),
    row(Action::PeekJump, "peek-jump", Context::Peek, &["Enter"], "jump", "Jump there"),
    row(Action::PeekClose, "peek-close", Context::Peek, &["Esc", "K", "q"], "close", "Close the list"),

    row(Action::GraphLeft, "graph-left", Context::Graph, &["h", "Left"], "left", "Choose the name to the left"),
    row(Action::GraphRight, "graph-right", Context::Graph, &["l", "Right"], "right", "Choose the name to the right"),
    row(Action::GraphUp, "graph-up", Context::Graph, &["k", "Up"], "up", "Choose the name above"),
    row(Action::GraphDown, "graph-down", Context::Graph, &["j", "Down"], "down", "Choose the name below"),
    row(Action::GraphNextLine, "graph-next-line", Context::Graph, &["n", "Tab"], "line", "Select the next line of the chosen name; the sentences that state it appear below"),
    row(Action::GraphPreviousLine, "graph-previous-line", Context::Graph, &["N", "Shift-Tab"], "line back", "Select the previous line of the chosen name"),
    row(Action::GraphOpen, "graph-open", Context::Graph, &["Enter"], "open", "Jump to the sentence of the selected line; with no line selected, list the relations of the chosen name"),
    row(Action::GraphCentre, "graph-centre", Context::Graph, &["c", "Space"], "centre", "Put the chosen name in the middle, with the names it is related to around it"),
    row(Action::GraphWiden, "graph-widen", Context::Graph, &["w"], "all", "With more than 12 names: show all of them, or only those around the chosen one"),
    row(Action::GraphClose, "graph-close", Context::Graph, &["Esc", "R", "q"], "close", "Close the graph"),

    row(Action::ShelfOpen, "library-open", Context::Shelf, &["Enter", "l", "Right"], "open", "Open the article"),
    row(Action::ShelfSearch, "library-search", Context::Shelf, &["/"], "search", "Search all texts and notes as you type; \"words in quotes\" must be together, #word is a tag; {typing-complete} keeps the results, {typing-cancel} drops them"),
    row(Action::ShelfWho, "library-who", Context::Shelf, &["w"], "who", "Find the articles that name a person or organization"),
    row(Action::ShelfSort, "library-sort", Context::Shelf, &["S"], "sort", "Sort by last opened, by title, or by number of notes and corrections; notes by date or by article"),
    row(Action::ShelfAnnotated, "library-annotated", Context::Shelf, &["a"], "with notes", "Show only articles with notes or corrections; again: show all"),
    row(Action::ShelfNotes, "library-notes", Context::Shelf, &["n"], "notes", "List the notes of all articles, newest first; again: list the articles"),
    row(Action::ShelfRemove, "library-remove", Context::Shelf, &["x"], "remove", "Remove the article with its notes, after asking"),
    row(Action::ShelfDown, "library-down", Context::Shelf, &["j", "Down"], "down", "Next article"),
    row(Action::ShelfUp, "library-up", Context::Shelf, &["k", "Up"], "up", "Previous article"),
    row(Action::ShelfPageDown, "library-page-down", Context::Shelf, &["Space", "PgDn", "Ctrl-F"], "page", "Scroll down one page"),
    row(Action::ShelfPageUp, "library-page-up", Context::Shelf, &["b", "PgUp", "Ctrl-B"], "page back", "Scroll up one page"),
    row(Action::ShelfHalfDown, "library-half-page-down", Context::Shelf, &["d", "Ctrl-D"], "half page", "Scroll down half a page"),
    row(Action::ShelfHalfUp, "library-half-page-up", Context::Shelf, &["u", "Ctrl-U"], "half page back", "Scroll up half a page"),
    row(Action::ShelfTop, "library-top", Context::Shelf, &["g", "Home"], "top", "First article"),
    row(Action::ShelfBottom, "library-bottom", Context::Shelf, &["G", "End"], "end", "Last row: the sample"),

    row(Action::TypingAccept, "typing-accept", Context::Typing, &["Enter"], "accept", "Accept the row under the cursor, or what you typed"),
    row(Action::TypingCancel, "typing-cancel", Context::Typing, &["Esc"], "cancel", "Close, and discard what you typed"),
    row(Action::TypingComplete, "typing-complete", Context::Typing, &["Tab"], "complete", "Complete a command; in the library, keep the search results; in an export, choose the next format"),
    row(Action::TypingDown, "typing-down", Context::Typing, &["Down", "Ctrl-N"], "down", "Next row"),
    row(Action::TypingUp, "typing-up", Context::Typing, &["Up", "Ctrl-P"], "up", "Previous row; in a text search, the previous search"),
    row(Action::TypingPageDown, "typing-page-down", Context::Typing, &["PgDn"], "page", "Down one page of rows"),
    row(Action::TypingPageUp, "typing-page-up", Context::Typing, &["PgUp"], "page back", "Up one page of rows"),
    row(Action::TypingEditor, "typing-editor", Context::Typing, &["Ctrl-G"], "editor", "Continue the note in your editor"),
    row(Action::TypingAddress, "typing-address", Context::Typing, &["Ctrl-O"], "address", "In the list of links, show the address of the link under the cursor"),

    row(Action::NextPane, "next-pane", Context::Main, &["Tab"], "list", "Switch between the article and the list"),
    row(Action::PreviousPane, "previous-pane", Context::Main, &["Shift-Tab"], "list", "Switch between the article and the list, the other way round"),
    row(Action::ViewCast, "view-names", Context::Main, &["1"], "names", "List people and organizations. A number before another key must not end in a digit that shows a list: 20{line-down}, not 12{line-down}"),
    row(Action::ViewRelations, "view-relations", Context::Main, &["2"], "relations", "List who is related to whom, and how"),
    row(Action::ViewQuotes, "view-quotes", Context::Main, &["3"], "quotes", "List quotes by speaker"),
    row(Action::ViewNotes, "view-notes", Context::Main, &["4"], "notes", "List your notes and highlights; there, {note} edits a note and {erase} deletes it"),
    row(Action::ViewOutline, "view-outline", Context::Main, &["5"], "outline", "List the headings, with the words, names and quotes under each; without headings, the paragraphs"),
    row(Action::OpenLink, "open", Context::Main, &["o"], "open", "Show the address of the focused link, or where the article was published; the same key again opens it outside byline"),
    row(Action::Links, "links", Context::Main, &["O"], "links", "List all links: type to search, {typing-accept} jumps, {typing-address} shows the address"),
    row(Action::Reload, "reload", Context::Main, &["r"], "reload", "Read the article’s file again; your place, notes and corrections stay with their words"),
    row(Action::Dim, "dim", Context::Main, &["F"], "focus", "Dim all sentences that are not about the chosen name or search; again: dim nothing"),
    row(Action::Narrow, "narrow", Context::Main, &["&"], "only", "Show only the sentences about the chosen name or search, or with nothing chosen, about words you type; again: show all"),
    row(Action::With, "with", Context::Main, &["L"], "with", "Show what links this name with another: relations, what one said about the other, sentences that mention both"),
    row(Action::Graph, "graph", Context::Main, &["R"], "graph", "Draw the relations as a graph"),
    row(Action::Zen, "zen", Context::Main, &["z"], "zen", "Show only the text; again: show everything as before"),
    row(Action::Sidebar, "sidebar", Context::Main, &["s"], "sidebar", "Show or hide the sidebar"),
    row(Action::Highlights, "highlights", Context::Main, &["H"], "marks", "Show or hide the marks in the text"),
    row(Action::Places, "places", Context::Main, &["P"], "places", "Show or hide places"),
    row(Action::Unnamed, "unnamed", Context::Main, &["i"], "unnamed", "Show or hide people and groups without a name (“the suspect”, “residents”)"),
    row(Action::EveryMention, "every-mention", Context::Main, &["W"], "who", "Mark every pronoun and description that stands for someone, or only those of the chosen name"),
    row(Action::Speakers, "speakers", Context::Main, &["M"], "speakers", "Show or hide who says each quote, in the margin beside it (where there is room)"),
    row(Action::WalkNames, "walk-names", Context::Main, &["w n"], "names", "Include names in what {next-hit} visits and the lists count, or leave them out"),
    row(Action::WalkPronouns, "walk-pronouns", Context::Main, &["w p"], "pronouns", "Include pronouns in that, or leave them out"),
    row(Action::WalkDescriptions, "walk-descriptions", Context::Main, &["w d"], "descriptions", "Include descriptions like “the mayor” in that, or leave them out"),
    row(Action::WalkAll, "walk-all", Context::Main, &["w w"], "names/all", "Visit and count all mentions, or names only"),
    row(Action::Wider, "wider", Context::Main, &["+"], "wider", "Longer lines"),
    row(Action::Narrower, "narrower", Context::Main, &["-"], "narrower", "Shorter lines"),
    row(Action::Theme, "theme", Context::Main, &["T"], "theme", "Switch between colours for dark and light backgrounds"),
    row(Action::Export, "export", Context::Main, &["e"], "export", "Export the analysis to a file"),
    row(Action::ExportAgain, "export-again", Context::Main, &["E"], "export again", "Repeat the last export"),
    row(Action::Copy, "copy", Context::Main, &["y"], "copy", "Copy what is focused: a name, a quote, a sentence, or the address of a link"),
    row(Action::Cite, "copy-with-source", Context::Main, &["Y"], "cite", "Copy the focused quote or sentence with its speaker, title, date and source"),
    row(Action::Program, "program", Context::Main, &["!"], "program", "Run one of your own programs on what is selected or focused, and show its output; {palette}!dict runs the one called dict"),
    row(Action::Note, "note", Context::Main, &["a"], "note", "Write a note on what is focused, or edit it; words after # are tags"),
    row(Action::Highlight, "highlight", Context::Main, &["A"], "highlight", "Highlight what is focused, or remove the highlight"),
    row(Action::EraseMark, "erase", Context::Main, &["x"], "erase", "Delete the highlight here, with its note"),
    row(Action::IsPerson, "is-person", Context::Main, &["c p"], "a person", "Correct: this is a person; words that you selected or searched for become a name"),
    row(Action::IsOrganization, "is-organization", Context::Main, &["c o"], "an organization", "Correct: this is an organization"),
    row(Action::IsPlace, "is-place", Context::Main, &["c l"], "a place", "Correct: this is a place"),
    row(Action::NotAName, "not-a-name", Context::Main, &["c n"], "not a name", "Correct: this is not a name, here or anywhere else; for a pronoun or description use {stands-for} or {not-here}"),
    row(Action::NotHere, "not-here", Context::Main, &["c x"], "no one listed", "Correct: these words stand for no one who is listed"),
    row(Action::Merge, "merge", Context::Main, &["c m"], "the same as …", "Correct: this is the same person or organization as another one; choose it from the cast"),
    row(Action::Split, "split", Context::Main, &["c s"], "someone else’s name", "Correct: this name belongs to someone else"),
    row(Action::Rename, "rename", Context::Main, &["c r"], "list under another name", "Correct the name that this one is listed under"),
    row(Action::Speaker, "speaker", Context::Main, &["c k"], "who says it", "Correct who says the focused quote; choose from the cast"),
    row(Action::StandsFor, "stands-for", Context::Main, &["c h"], "“he” is …", "Correct who the focused pronoun, description or name stands for here; choose from the cast"),
    row(Action::Wrong, "wrong", Context::Main, &["c w"], "no quote or relation", "Correct: no one says the focused quote, or the article does not state the relation"),
    row(Action::Undo, "undo", Context::Main, &["U"], "undo", "Undo the last note or correction"),
    row(Action::Redo, "redo", Context::Main, &["Ctrl-R"], "redo", "Redo what was undone"),
    row(Action::MouseCapture, "mouse", Context::Main, &["F12"], "mouse", "Leave the mouse to the terminal so that you can select text with it, or take it back"),
    row(Action::Help, "help", Context::Main, &["?", "F1"], "help", "Show this list: type to search it, {typing-accept} runs the line"),
    row(Action::Close, "close", Context::Main, &["Esc"], "close", "Close the popup; then drop the focus; then end {narrow}, {dim} and {zen}; then drop the chosen name or search"),
    row(Action::Quit, "quit", Context::Main, &["q", "Z Z"], "quit", "Close the popup, else quit; return to the library if the article was opened there"),
    row(Action::QuitNow, "quit-now", Context::Main, &["Ctrl-C"], "quit", "Quit at once"),
    row(Action::Suspend, "suspend", Context::Main, &["Ctrl-Z"], "suspend", "Suspend byline and return to the shell; fg brings it back"),
    row(Action::WhereAmI, "where", Context::Main, &["=", "Ctrl-G"], "where", "Show where you are: paragraph, percentage, heading, words left"),
    row(Action::Redraw, "redraw", Context::Main, &["Ctrl-L"], "redraw", "Redraw the screen"),
];

/// The row of an action.
pub fn info(action: Action) -> &'static ActionInfo {
    ACTIONS.iter().find(|row| row.action == action).expect("a test walks all actions")
}

/// The row of the action with this id.
pub fn find(id: &str) -> Option<&'static ActionInfo> {
    ACTIONS.iter().find(|row| row.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_action_has_one_row_with_keys_and_words() {
        let mut actions = HashSet::new();
        let mut ids = HashSet::new();
        for row in ACTIONS {
            assert!(actions.insert(row.action), "{:?} twice", row.action);
            assert!(ids.insert(row.id), "{} twice", row.id);
            assert!(!row.default_keys.is_empty() && !row.short.is_empty(), "{}", row.id);
            assert!(row.description.starts_with(char::is_uppercase), "{}", row.id);
            assert!(!row.description.ends_with('.'), "{}", row.id);
        }
        // `Redraw` is the last one of the enum; together with the sets above, this shows that no action lacks a row.
        assert_eq!(ACTIONS.len(), Action::Redraw as usize + 1);
    }
}
