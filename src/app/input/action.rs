//! The one table of actions: what each is called, what it does, its keys and where they hold. Keys, help, footer and the
//! README's table all come from it.

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
    FocusToNeedle,
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

/// Where a key holds.
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
    /// The start screen has the keys.
    Shelf,
    /// Something is typed: a search, a note, a filter, a command, what to find in a list.
    Typing,
    /// Article or list, where these have no such key of their own.
    Main,
}

impl Context {
    /// All, in the order of the help.
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

    /// Its name in configuration.
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

    /// What the help calls it.
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
    /// Where its keys hold.
    pub context: Context,
    /// Its keys, unless the reader gave it others; a sequence is written with spaces: `] p`.
    pub default_keys: &'static [&'static str],
    /// What it does. Another action's key stands as its id in braces: [`Keymap::words`](crate::app::Keymap::words).
    pub description: &'static str,
    /// What the footer and the popup after a first key call it.
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
    row(Action::LineDown, "line-down", Context::Text, &["j", "Down", "Ctrl-E"], "down", "One line down"),
    row(Action::LineUp, "line-up", Context::Text, &["k", "Up", "Ctrl-Y"], "up", "One line up"),
    row(Action::PageDown, "page-down", Context::Main, &["Space", "PgDn", "Ctrl-F"], "page", "One page down"),
    row(Action::PageUp, "page-up", Context::Main, &["b", "PgUp", "Ctrl-B"], "page back", "One page up"),
    row(Action::HalfDown, "half-page-down", Context::Main, &["d", "Ctrl-D"], "half page", "Half a page down"),
    row(Action::HalfUp, "half-page-up", Context::Main, &["u", "Ctrl-U"], "half page back", "Half a page up"),
    row(Action::Top, "top", Context::Text, &["g", "Home"], "top", "To the start; {palette}120 goes to that line"),
    row(Action::Bottom, "bottom", Context::Text, &["G", "End"], "end", "To the end"),
    row(Action::Percent, "percent", Context::Main, &["%"], "percent", "After a number: to that percentage of the text, 15{percent} or {palette}15%"),
    row(Action::NextParagraph, "next-paragraph", Context::Main, &["}"], "paragraph", "Next paragraph"),
    row(Action::PreviousParagraph, "previous-paragraph", Context::Main, &["{"], "paragraph back", "Previous paragraph"),
    row(Action::NextSentence, "next-sentence", Context::Main, &[")"], "sentence", "Focus the next sentence; below stands who its “he” and “she” are"),
    row(Action::PreviousSentence, "previous-sentence", Context::Main, &["("], "sentence back", "Focus the previous sentence"),
    row(Action::NextThing, "next-thing", Context::Text, &["l", "Right"], "step", "Focus the next name, quote or link, with {every-mention} the next pronoun or description too"),
    row(Action::PreviousThing, "previous-thing", Context::Text, &["h", "Left"], "step back", "Focus the previous name, quote or link"),
    row(Action::NextHit, "next-hit", Context::Main, &["n"], "next", "Next mention of the chosen name, or next place found: the first one after choosing, then the one after the last; after scrolling away the next on the screen"),
    row(Action::PreviousHit, "previous-hit", Context::Main, &["N"], "back", "Previous mention of the chosen name, or previous place found"),
    row(Action::FocusToNeedle, "choose-name", Context::Main, &["*"], "choose", "Choose the focused name or voice, or the one in the row: {next-hit} and {previous-hit} then walk its mentions"),
    row(Action::NextPerson, "next-person", Context::Main, &["] p"], "person", "Next person"),
    row(Action::PreviousPerson, "previous-person", Context::Main, &["[ p"], "person", "Previous person"),
    row(Action::NextOrganization, "next-organization", Context::Main, &["] o"], "organization", "Next organization"),
    row(Action::PreviousOrganization, "previous-organization", Context::Main, &["[ o"], "organization", "Previous organization"),
    row(Action::NextQuote, "next-quote", Context::Main, &["] q"], "quote", "Next quote"),
    row(Action::PreviousQuote, "previous-quote", Context::Main, &["[ q"], "quote", "Previous quote"),
    row(Action::NextDoubtful, "next-doubtful", Context::Main, &["] u"], "uncertain", "Next uncertain mention, or quote with an uncertain speaker"),
    row(Action::PreviousDoubtful, "previous-doubtful", Context::Main, &["[ u"], "uncertain", "Previous uncertain mention or quote"),
    row(Action::NextMark, "next-note", Context::Main, &["] a"], "note", "Next highlight or note of yours"),
    row(Action::PreviousMark, "previous-note", Context::Main, &["[ a"], "note", "Previous highlight or note of yours"),
    row(Action::NextRelation, "next-relation", Context::Main, &["] r"], "relation", "Next sentence that states a relation: subject, its words and object are marked"),
    row(Action::PreviousRelation, "previous-relation", Context::Main, &["[ r"], "relation", "Previous sentence that states a relation"),
    row(Action::NextHeading, "next-heading", Context::Main, &["] h"], "heading", "Next heading"),
    row(Action::PreviousHeading, "previous-heading", Context::Main, &["[ h"], "heading", "Previous heading"),
    row(Action::NextPlace, "next-place", Context::Main, &["] P"], "place", "Next place, while places are shown"),
    row(Action::PreviousPlace, "previous-place", Context::Main, &["[ P"], "place", "Previous place"),
    row(Action::NextLink, "next-link", Context::Main, &["] l"], "link", "Next link; the status line tells where it leads"),
    row(Action::PreviousLink, "previous-link", Context::Main, &["[ l"], "link", "Previous link"),
    row(Action::Card, "card", Context::Text, &["Enter"], "card", "Open or close the card of the focused name or quote; of a relation show the next sentence that states it, of a link where it leads"),
    row(Action::Peek, "peek", Context::Main, &["K"], "earlier", "Show where the focused one was named or described before, without moving"),
    row(Action::Search, "search", Context::Text, &["/"], "search", "Search the text while typing; lower case finds both cases, regular expressions work"),
    row(Action::Hints, "hints", Context::Text, &["f"], "letters", "Put letters on the names, quotes and notes on the screen: type them to focus one, in upper case to open its card"),
    row(Action::Palette, "palette", Context::Main, &[":"], "command", "Type a command or what to do: 120, 50%, name, export, quit, any action; {typing-complete} completes"),
    row(Action::SetBookmark, "set-bookmark", Context::Main, &["m"], "bookmark", "Put a bookmark here; a letter follows. {palette}delmarks takes it away"),
    row(Action::GoToBookmark, "go-to-bookmark", Context::Main, &["'", "`"], "go to", "To a bookmark; its letter follows, or the same key for the place before the last jump"),
    row(Action::Select, "select", Context::Text, &["v"], "select", "Select words: from what is focused on, or the first word on the screen"),
    row(Action::Back, "back", Context::Main, &["Ctrl-O", "Backspace", ",", "Alt-Left"], "back", "Back to where the last jump started"),
    row(Action::Forward, "forward", Context::Main, &[";", "Alt-Right"], "forward", "Forward again"),
    row(Action::LastPlace, "last-place", Context::Main, &["Ctrl-6"], "last place", "Between here and the place before the last jump, as {go-to-bookmark} pressed twice does"),

    row(Action::ListDown, "list-down", Context::List, &["j", "Down"], "down", "Next row; a name is chosen at once"),
    row(Action::ListUp, "list-up", Context::List, &["k", "Up"], "up", "Previous row"),
    row(Action::ListPageDown, "list-page-down", Context::List, &["PgDn"], "page", "One page of rows down"),
    row(Action::ListPageUp, "list-page-up", Context::List, &["PgUp"], "page back", "One page of rows up"),
    row(Action::ListTop, "list-top", Context::List, &["g", "Home"], "top", "First row"),
    row(Action::ListBottom, "list-bottom", Context::List, &["G", "End"], "end", "Last row"),
    row(Action::ListJump, "list-jump", Context::List, &["Enter", "l", "Right"], "jump", "Jump to the text; again: to the name's next mention, the relation's next sentence"),
    row(Action::ListFilter, "list-filter", Context::List, &["/"], "filter", "Show only rows with what is typed; #press finds the notes with that tag"),
    row(Action::ListSort, "list-sort", Context::List, &["S"], "sort", "Sort by count, by order of the text, by name; relations stand under their names or in order of the text, notes in order of the text or the newest first"),
    row(Action::ListOnly, "list-only", Context::List, &["f"], "only", "In all lists only what is about the chosen name, voice, search or tag; again: all"),

    row(Action::SelectNextWord, "select-next-word", Context::Select, &["l", "Right"], "word", "The end that moves one word on"),
    row(Action::SelectPreviousWord, "select-previous-word", Context::Select, &["h", "Left"], "word back", "The end that moves one word back"),
    row(Action::SelectDown, "select-down", Context::Select, &["j", "Down"], "line", "The end that moves one line down"),
    row(Action::SelectUp, "select-up", Context::Select, &["k", "Up"], "line up", "The end that moves one line up"),
    row(Action::SelectSentence, "select-sentence", Context::Select, &["s"], "sentence", "The whole sentence"),
    row(Action::SelectParagraph, "select-paragraph", Context::Select, &["p"], "paragraph", "The whole paragraph"),
    row(Action::SelectOtherEnd, "select-other-end", Context::Select, &["o"], "other end", "Move the other end"),
    row(Action::SelectDrop, "select-drop", Context::Select, &["Esc", "v"], "drop", "Select nothing; before that {note}, {highlight}, {copy} and {is-person}, {is-organization}, {is-place} take what is selected"),

    row(Action::PeekDown, "peek-down", Context::Peek, &["j", "Down"], "down", "Next row"),
    row(Action::PeekUp, "peek-up", Context::Peek, &["k", "Up"], "up", "Previous row"),
    row(Action::PeekJump, "peek-jump", Context::Peek, &["Enter"], "jump", "Jump there"),
    row(Action::PeekClose, "peek-close", Context::Peek, &["Esc", "K", "q"], "close", "Close the list"),

    row(Action::GraphLeft, "graph-left", Context::Graph, &["h", "Left"], "left", "Choose the name to the left"),
    row(Action::GraphRight, "graph-right", Context::Graph, &["l", "Right"], "right", "Choose the name to the right"),
    row(Action::GraphUp, "graph-up", Context::Graph, &["k", "Up"], "up", "Choose the name above"),
    row(Action::GraphDown, "graph-down", Context::Graph, &["j", "Down"], "down", "Choose the name below"),
    row(Action::GraphNextLine, "graph-next-line", Context::Graph, &["n", "Tab"], "line", "Select the next line of the chosen name; below stand the sentences that say so"),
    row(Action::GraphPreviousLine, "graph-previous-line", Context::Graph, &["N", "Shift-Tab"], "line back", "Select the previous line of the chosen name"),
    row(Action::GraphOpen, "graph-open", Context::Graph, &["Enter"], "open", "Jump to the sentence of the selected line; without one list the relations of the chosen name"),
    row(Action::GraphCentre, "graph-centre", Context::Graph, &["c", "Space"], "centre", "Put the chosen name in the middle, with those that it has relations with around it"),
    row(Action::GraphWiden, "graph-widen", Context::Graph, &["w"], "all", "Of more than 12 names: show all, or again only those around the chosen one"),
    row(Action::GraphClose, "graph-close", Context::Graph, &["Esc", "R", "q"], "close", "Close the graph"),

    row(Action::ShelfOpen, "library-open", Context::Shelf, &["Enter", "l", "Right"], "open", "Open the article"),
    row(Action::ShelfSearch, "library-search", Context::Shelf, &["/"], "search", "Search all texts and notes while typing; \"words in quotes\" stand together, #word is a tag; {typing-complete} keeps what was found, {typing-cancel} drops it"),
    row(Action::ShelfWho, "library-who", Context::Shelf, &["w"], "who", "Which articles name a person or organization"),
    row(Action::ShelfSort, "library-sort", Context::Shelf, &["S"], "sort", "Sort by when opened, by title, by notes and corrections; notes by when written or by article"),
    row(Action::ShelfAnnotated, "library-annotated", Context::Shelf, &["a"], "with notes", "Only articles with notes or corrections; again: all"),
    row(Action::ShelfNotes, "library-notes", Context::Shelf, &["n"], "notes", "List the notes of all articles, the last written first; again: the articles"),
    row(Action::ShelfRemove, "library-remove", Context::Shelf, &["x"], "remove", "Remove the article with its notes, after asking"),
    row(Action::ShelfDown, "library-down", Context::Shelf, &["j", "Down"], "down", "Next article"),
    row(Action::ShelfUp, "library-up", Context::Shelf, &["k", "Up"], "up", "Previous article"),
    row(Action::ShelfPageDown, "library-page-down", Context::Shelf, &["Space", "PgDn", "Ctrl-F"], "page", "One page down"),
    row(Action::ShelfPageUp, "library-page-up", Context::Shelf, &["b", "PgUp", "Ctrl-B"], "page back", "One page up"),
    row(Action::ShelfHalfDown, "library-half-page-down", Context::Shelf, &["d", "Ctrl-D"], "half page", "Half a page down"),
    row(Action::ShelfHalfUp, "library-half-page-up", Context::Shelf, &["u", "Ctrl-U"], "half page back", "Half a page up"),
    row(Action::ShelfTop, "library-top", Context::Shelf, &["g", "Home"], "top", "First article"),
    row(Action::ShelfBottom, "library-bottom", Context::Shelf, &["G", "End"], "end", "Last row: the sample"),

    row(Action::TypingAccept, "typing-accept", Context::Typing, &["Enter"], "take", "Take the row under the cursor, or what is typed"),
    row(Action::TypingCancel, "typing-cancel", Context::Typing, &["Esc"], "drop", "Close it, and drop what is typed"),
    row(Action::TypingComplete, "typing-complete", Context::Typing, &["Tab"], "complete", "Complete a command; keep what was found in the library; choose the next format of an export"),
    row(Action::TypingDown, "typing-down", Context::Typing, &["Down", "Ctrl-N"], "down", "Next row"),
    row(Action::TypingUp, "typing-up", Context::Typing, &["Up", "Ctrl-P"], "up", "Previous row; in a search of the text, the search before"),
    row(Action::TypingPageDown, "typing-page-down", Context::Typing, &["PgDn"], "page", "One page of rows down"),
    row(Action::TypingPageUp, "typing-page-up", Context::Typing, &["PgUp"], "page back", "One page of rows up"),
    row(Action::TypingEditor, "typing-editor", Context::Typing, &["Ctrl-G"], "editor", "Go on with the note in your editor"),
    row(Action::TypingAddress, "typing-address", Context::Typing, &["Ctrl-O"], "address", "Show where the link under the cursor leads, in the list of links"),

    row(Action::NextPane, "next-pane", Context::Main, &["Tab"], "list", "Article or list"),
    row(Action::PreviousPane, "previous-pane", Context::Main, &["Shift-Tab"], "list", "Article or list, the other way round"),
    row(Action::ViewCast, "view-names", Context::Main, &["1"], "names", "List people and organizations. A number before another key must not end in a digit that shows a list: 20{line-down}, not 12{line-down}"),
    row(Action::ViewRelations, "view-relations", Context::Main, &["2"], "relations", "List who stands in which relation to whom"),
    row(Action::ViewQuotes, "view-quotes", Context::Main, &["3"], "quotes", "List quotes by speaker"),
    row(Action::ViewNotes, "view-notes", Context::Main, &["4"], "notes", "List your notes and highlights; there {note} changes the note, {erase} takes it away"),
    row(Action::ViewOutline, "view-outline", Context::Main, &["5"], "outline", "List the headings with words, names and quotes under each; without headings the paragraphs"),
    row(Action::OpenLink, "open", Context::Main, &["o"], "open", "Show where the focused link leads, or where the article was published; the same key again opens that outside of byline"),
    row(Action::Links, "links", Context::Main, &["O"], "links", "List all links: type to search, {typing-accept} jumps, {typing-address} shows where one leads"),
    row(Action::Reload, "reload", Context::Main, &["r"], "reload", "Read the article’s file again; place, notes and corrections stay with their words"),
    row(Action::Dim, "dim", Context::Main, &["F"], "focus", "Dim all sentences that are not about the chosen name or search; again: none"),
    row(Action::Narrow, "narrow", Context::Main, &["&"], "only", "Show only the sentences about the chosen name or search, with nothing chosen about words that are asked for; again: all"),
    row(Action::With, "with", Context::Main, &["L"], "with", "What links this name with another: relations, what one said of the other, sentences that mention both"),
    row(Action::Graph, "graph", Context::Main, &["R"], "graph", "Draw the relations as a graph"),
    row(Action::Zen, "zen", Context::Main, &["z"], "zen", "Only the text, with nothing around it; again: all as it was before"),
    row(Action::Sidebar, "sidebar", Context::Main, &["s"], "sidebar", "Sidebar on or off"),
    row(Action::Highlights, "highlights", Context::Main, &["H"], "marks", "Marks in the text on or off"),
    row(Action::Places, "places", Context::Main, &["P"], "places", "Places shown or hidden"),
    row(Action::Unnamed, "unnamed", Context::Main, &["i"], "unnamed", "Those without a name (“the suspect”, “residents”) listed or hidden"),
    row(Action::EveryMention, "every-mention", Context::Main, &["W"], "who", "Mark every pronoun and description that stands for somebody, or only those of the chosen name"),
    row(Action::Speakers, "speakers", Context::Main, &["M"], "speakers", "Who says each quote, in the margin beside it: shown where there is room, or hidden"),
    row(Action::WalkNames, "walk-names", Context::Main, &["w n"], "names", "Names walked by {next-hit} and counted, or left out"),
    row(Action::WalkPronouns, "walk-pronouns", Context::Main, &["w p"], "pronouns", "Pronouns walked and counted, or left out"),
    row(Action::WalkDescriptions, "walk-descriptions", Context::Main, &["w d"], "descriptions", "Descriptions like “the mayor” walked and counted, or left out"),
    row(Action::WalkAll, "walk-all", Context::Main, &["w w"], "names/all", "All mentions walked and counted, or names only"),
    row(Action::Wider, "wider", Context::Main, &["+"], "wider", "Longer lines"),
    row(Action::Narrower, "narrower", Context::Main, &["-"], "narrower", "Shorter lines"),
    row(Action::Theme, "theme", Context::Main, &["T"], "theme", "Colours for a dark or a light background"),
    row(Action::Export, "export", Context::Main, &["e"], "export", "Export names and quotes to a file"),
    row(Action::ExportAgain, "export-again", Context::Main, &["E"], "export again", "Repeat the last export"),
    row(Action::Copy, "copy", Context::Main, &["y"], "copy", "Copy what is focused: name, quote, sentence, or where a link leads"),
    row(Action::Cite, "copy-with-source", Context::Main, &["Y"], "cite", "Copy the focused quote or sentence with speaker, title, day and the way back"),
    row(Action::Program, "program", Context::Main, &["!"], "program", "Run a program of yours on what is selected or focused and show what it answers; {palette}!dict runs the one called dict"),
    row(Action::Note, "note", Context::Main, &["a"], "note", "Write a note to what is focused, or change it; words after # are tags"),
    row(Action::Highlight, "highlight", Context::Main, &["A"], "highlight", "Highlight what is focused, or take the highlight off"),
    row(Action::EraseMark, "erase", Context::Main, &["x"], "erase", "Take away the highlight here with its note"),
    row(Action::IsPerson, "is-person", Context::Main, &["c p"], "a person", "Correct: the focused one is a person; words that were selected or found by a search become a name"),
    row(Action::IsOrganization, "is-organization", Context::Main, &["c o"], "an organization", "Correct: it is an organization"),
    row(Action::IsPlace, "is-place", Context::Main, &["c l"], "a place", "Correct: it is a place"),
    row(Action::NotAName, "not-a-name", Context::Main, &["c n"], "not a name", "Correct: it is no name, here and elsewhere; a pronoun or description is corrected with {stands-for} or {not-here}"),
    row(Action::NotHere, "not-here", Context::Main, &["c x"], "nobody listed", "Correct: these words stand for nobody who is listed"),
    row(Action::Merge, "merge", Context::Main, &["c m"], "the same as …", "Correct: this one is the same as another one; a list of the cast asks which"),
    row(Action::Split, "split", Context::Main, &["c s"], "somebody else’s name", "Correct: this name is somebody else’s"),
    row(Action::Rename, "rename", Context::Main, &["c r"], "list under another name", "Correct the name that it is listed under"),
    row(Action::Speaker, "speaker", Context::Main, &["c k"], "who says it", "Correct who says the focused quote; a list of the cast asks"),
    row(Action::StandsFor, "stands-for", Context::Main, &["c h"], "“he” is …", "Correct whom the focused pronoun, description or name stands for here: a list of the cast asks"),
    row(Action::Wrong, "wrong", Context::Main, &["c w"], "no quote or relation", "Correct: nobody says the focused quote, or the article does not state the relation"),
    row(Action::Undo, "undo", Context::Main, &["U"], "undo", "Take back the last note or correction"),
    row(Action::Redo, "redo", Context::Main, &["Ctrl-R"], "redo", "Bring back what was taken back"),
    row(Action::MouseCapture, "mouse", Context::Main, &["F12"], "mouse", "Leave the mouse to the terminal, to select with it, or take it back"),
    row(Action::Help, "help", Context::Main, &["?", "F1"], "help", "This list: type to search it, {typing-accept} does the line"),
    row(Action::Close, "close", Context::Main, &["Esc"], "close", "Close the popup, then drop the focus, then end {narrow}, {dim} and {zen}, then drop the chosen name or search"),
    row(Action::Quit, "quit", Context::Main, &["q", "Z Z"], "quit", "Close the popup, else quit; back to the library if the article was opened there"),
    row(Action::QuitNow, "quit-now", Context::Main, &["Ctrl-C"], "quit", "Quit at once"),
    row(Action::Suspend, "suspend", Context::Main, &["Ctrl-Z"], "suspend", "Back to the shell; fg returns"),
    row(Action::WhereAmI, "where", Context::Main, &["=", "Ctrl-G"], "where", "Where one is: paragraph, percent, heading, words to go"),
    row(Action::Redraw, "redraw", Context::Main, &["Ctrl-L"], "redraw", "Draw the screen anew"),
];

/// The row of an action.
pub fn info(action: Action) -> &'static ActionInfo {
    ACTIONS.iter().find(|row| row.action == action).expect("a test walks all actions")
}

/// The row of the action that is called so in configuration and documentation.
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
        // `Redraw` is the last of the enum: together with the sets above, no action lacks a row.
        assert_eq!(ACTIONS.len(), Action::Redraw as usize + 1);
    }
}
