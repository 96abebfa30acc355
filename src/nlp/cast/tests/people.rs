//! Names of one person, and people of one surname.

use super::*;

#[test]
fn a_doubtful_place_or_person_is_the_company_that_it_is_short_for() {
    check_cast(
        "[ORG#1 Brightwater Holdings] left. [ORG#1 Brightwater] came back and [LOC?#1 Brightwater] built.",
    );
    check_cast("[ORG#1 Halden Systems] left. A spokesman for [PER?#1 Halden] stayed.");
    check_cast("[ORG#1 Brandt Group] hired [PER#2 Ann Brandt]. [PER?#2 Brandt] stayed.");
    check_cast("[ORG#1 Novik Energy] left. [PER#1 Novik] said so.");
    check_cast("[ORG#1 Novik Energy] left. [PER#2 Pavel Novik] founded it. [PER#2 Novik] said so.");
    check_cast("[ORG#1 Novik Energy] left. Mr. [PER#2 Novik] slept. [PER#2 Novik] woke.");
    check_cast("[ORG#1 Vane Foundation] paid. [PER#2 Vane] said so.");
}

#[test]
fn nobody_is_called_the_with_a_capital() {
    let kind = |marked| check_cast(marked).entities.rows()[0].kind;
    assert_eq!(kind("It rained, according to The [PER#1 Hill]."), EntityKind::Organization);
    assert_eq!(kind("The [PER#1 Hill] it was."), EntityKind::Person);
}

#[test]
fn short_names_join_the_full_one() {
    check_cast("[PER#1 Jeff Sessions] left. Mr. [PER#1 Sessions] slept, [PER#1 Jeff] woke.");
    check_cast("[PER#1 Donald J. Trump] won. [PER#1 Donald Trump] said so, [PER#1 Trump] too.");
    check_cast("[PER#1 Bill de Blasio] came. [PER#1 De Blasio] left, said [PER#1 Blasio].");
    check_cast("[PER#1 Debbie Wasserman Schultz] quit. [PER#1 Wasserman Schultz] and [PER#1 Schultz] spoke.");
    check_cast("[PER#1 James O’Neill] came. [PER#1 O'Neill] left.");
    check_cast("[PER#1 Ada Okoro-Bell] spoke. [PER#1 Okoro-Bell] left.");
}

#[test]
fn a_headline_names_who_is_introduced_later() {
    check_cast("# [PER#1 PELOSI] CALLS FOR A VOTE\n\nThe speaker, [PER#1 Nancy Pelosi], spoke.");
    check_cast(
        "# [PER#1 Pelosi] Calls\n\n[PER#1 Nancy Pelosi] spoke of [PER#2 Paul Pelosi]. [PER#1 Nancy Pelosi] left.",
    );
}

#[test]
fn nicknames_join_only_with_the_surname() {
    check_cast("[PER#1 Chuck Schumer] spoke. [PER#1 Charles Schumer] left. [PER#2 Charles Grassley] stayed.");
}

#[test]
fn two_of_one_surname_stay_two() {
    check_cast(
        "[PER#1 Donald Trump] and [PER#2 Ivana Trump] parted. [PER#1 Donald Trump] paid. [PER#1 Trump] said that \
         [PER#2 Ivana] agreed. [PER#3 Donald Trump Jr.] wept.",
    );
}

#[test]
fn a_title_tells_spouses_apart() {
    check_cast(
        "[PER#1 Bill Clinton] met [PER#2 Hillary Clinton]. Mrs. [PER#2 Clinton] spoke to Mr. [PER#1 Clinton].",
    );
    check_cast("[PER#1 Robert Vane] lives here. Mrs. [PER#2 Vane] does not. Mr. [PER#1 Vane] is out.");
    check_cast("Mr. [PER#1 Lee] came. Mrs. [PER#2 Lee] did not.");
    check_cast(
        "[PER#1 Josef Aldous] built it. [PER#2 Maren Aldous] wants to lend it. Her brother, [PER#3 Tobias Aldous], wants \
         to sell it. “I do,” said Mr. [PER#3 Aldous]. Ms. [PER#2 Aldous] laughed.",
    );
}

#[test]
fn an_office_tells_namesakes_apart() {
    check_cast(
        "Senator [PER#1 Ann Lee] met the coach [PER#2 Kim Lee]. Coach [PER#2 Lee] sang. Senator [PER#1 Lee] left.",
    );
}

#[test]
fn a_bare_surname_is_not_that_of_whom_the_article_calls_otherwise() {
    check_cast(
        "They read [PER#1 Trump]'s file. It is on [PER#1 Donald Trump]'s divorce from wife [PER#2 Ivana]. Both \
         [PER#1 Donald] and [PER#2 Ivana Trump] objected. [PER#2 Ivana Trump] wrote. [PER#2 Ivana Trump] won, \
         [PER#1 Trump] lawyers say.",
    );
}

#[test]
fn whoever_is_called_by_first_name_is_not_meant_by_the_surname() {
    check_cast(
        "[PER#1 Melania Trump] left. [PER#1 Melania] said that [PER#2 Donald Trump] knew. [PER#1 Melania] slept. \
         [PER#1 Melania] woke. [PER#2 Trump] refuses. [PER#1 Melania Trump] left.",
    );
}

#[test]
fn a_shared_surname_is_shared() {
    check_cast("[PER#1 Bill] and [PER#2 Hillary Clinton] came. [PER#1 Bill Clinton] spoke.");
    check_cast(
        "[PER#2 Ivana Trump] left. Both [PER#1 Donald] and [PER#2 Ivana Trump] objected. [PER#1 Donald Trump] won.",
    );
    check_cast("[PER#1 Donald Trump] met [PER#1 Trump] and [PER#2 Hillary Clinton].");
}

#[test]
fn two_people_found_as_one_name_are_two() {
    let case = run("[PER Bill and Hillary Clinton] came.");
    let names: Vec<_> = case.entities.rows().iter().map(|entity| &*entity.name).collect();
    assert_eq!(names, ["Bill", "Hillary Clinton"]);
}

#[test]
fn surnames_may_stand_first() {
    check_cast("[PER#1 Xi Jinping] met [PER#2 Moon Jae-in]. [PER#1 Xi] smiled, [PER#2 Moon] bowed.");
    check_cast(
        "[PER#1 Carrie Lam Cheng Yuet-ngor] left with [PER#2 Lam Siu-por]. [PER#1 Carrie Lam] paid. [PER#1 Lam] slept.",
    );
}

#[test]
fn a_misspelt_name_joins_with_doubt() {
    let case = check_cast("[PER#1 Sheikh Hasina] spoke. [PER#1 Sheikh Hasian] left. [PER#1 Hasina] slept.");
    let doubts: Vec<_> = case.mentions.rows().iter().map(|it| it.confidence.to_f32() < 0.8).collect();
    assert_eq!(doubts, [false, true, false]);
    check_cast("[PER#1 Karen Somerville] spoke. [PER#1 Sommerville] left. [PER#1 Sommerville] slept.");
    check_cast("Sheikh [PER#1 Hasina] spoke. [PER#1 Hasina] left. [PER#1 Hasian] slept.");
    check_cast("[PER#1 Petra Kowalska] spoke. [PER#1 Kowalksa] left.");
}

#[test]
fn a_body_that_is_a_guess_everywhere_is_none() {
    let found = |confidence: [f32; 2]| {
        let mut text = MarkedText::parse("Said [ORG#1 Orvane]. So noted [ORG#1 Orvane].");
        text.names.iter_mut().zip(confidence).for_each(|(name, it)| name.confidence = it);
        cast(&text.doc, &text.tokens, &text.sentences, &text.found_names()).mentions.len()
    };
    assert_eq!([found([0.9, 0.3]), found([0.3, 0.3])], [2, 0]);
}

#[test]
fn a_guess_between_namesakes_is_doubtful() {
    let case = run("[PER Ann Lee] met [PER Joan Lee]. [PER Lee] laughed.");
    let confidence: Vec<_> = case.mentions.rows().iter().map(|it| it.confidence.is_doubtful()).collect();
    assert_eq!(confidence, [false, false, true]);
}

#[test]
fn a_name_of_a_building_or_fund_is_no_mention() {
    check_cast(
        "[PER#1 Donald Trump] lives in [PER Trump] Tower near the [PER Trump] Foundation. [PER#1 Trump] campaign.",
    );
    check_cast("[PER#1 Donald Trump] spoke to the [PER Trumps].");
}

#[test]
fn a_surname_found_as_something_else_is_the_person() {
    check_cast("[PER#1 Adam Schiff] spoke. [PER#1 Schiff] left. [ORG#1 Schiff] said so.");
    check_cast(
        "[PER#1 Denzel Washington] is in [LOC#2 Washington]. [PER#1 Washington] plays. He likes [LOC#2 Washington].",
    );
}

#[test]
fn a_people_is_nobody() {
    check_cast("[PER Bulgarians] and [PER Rohingya] met [PER#1 Ann Lee].");
}

#[test]
fn a_nickname_in_quotation_marks_is_part_of_the_name() {
    check_listed("[PER Finley] “Finn” Polmar left.", &[("Finley “Finn” Polmar", "")]);
    check_listed("[PER Robert] \"the Cat\" [PER Polmar] left.", &[("Robert \"the Cat\" Polmar", "")]);
    check_listed("[PER Ann] “No” said.", &[("Ann", "")]);
}

#[test]
fn initials_and_a_surname_that_were_overlooked_belong_to_the_name() {
    check_listed("M. [PER Dane Vane], who ran, left.", &[("M. Dane Vane", "")]);
    check_listed(
        "[PER Osei Vane] XIV left. [PER Ayatollah Ben Roe] stayed.",
        &[("Osei Vane XIV", ""), ("Ben Roe", "")],
    );
    check_listed("The historian M.S. [PER Vane] left.", &[("M.S. Vane", "historian")]);
    check_listed("She met [PER David] Gish today.", &[("David Gish", "")]);
    check_listed("She met [PER David] Monday.", &[("David", "")]);
    check_listed("She met [PER David] Copper Fields today.", &[("David", "")]);
}

#[test]
fn a_title_alone_is_no_name() {
    let names = |marked: &str| -> Vec<String> {
        run(marked).entities.rows().iter().map(|entity| entity.name.clone()).collect()
    };
    assert_eq!(names("Mr [PER Justice] [PER McKenna] left."), ["McKenna"]);
    assert_eq!(names("[PER Lord Justice Oyelaran] agreed with Mr [PER Justice] Vane."), ["Oyelaran", "Vane"]);
    assert_eq!(names("[PER Justice] is his name."), ["Justice"]);
}

#[test]
fn an_honorific_is_no_part_of_the_name() {
    let case = run("[PER Mr. Vane] slept.");
    assert_eq!(case.entities.rows()[0].name, "Vane");
    assert_eq!(case.mentions.rows()[0].span.of(case.doc.text()), "Vane");
}
