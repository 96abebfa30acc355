//! Names of one organization: short forms, abbreviations, bodies, firms.

use super::*;

fn kind_of(marked: &str, name: &str) -> Option<EntityKind> {
    let case = run(marked);
    case.entities.rows().iter().find(|entity| entity.name == name).map(|entity| entity.kind)
}

#[test]
fn an_office_is_named_after_its_holder() {
    let kind = |marked| kind_of(marked, "Attorney General's Office");
    assert_eq!(kind("The Attorney General's Office in [LOC Oslo] said no."), Some(EntityKind::Organization));
    assert_eq!(kind("The [PER Attorney General]'s Office said no."), Some(EntityKind::Organization));
    assert_eq!(kind("Wait in the attorney general's Office."), None);
    assert_eq!(kind_of("The [ORG Oslo Mayor's Office] said no.", "Mayor's Office"), None);
    assert_eq!(kind_of("It is in Berta's Office.", "Berta's Office"), None);
}

#[test]
fn letters_in_brackets_are_of_the_kind_of_the_names_before_them() {
    let marked = "In [LOC East Asia] and the [LOC Pacific] ([ORG EAP]) it rained. [ORG EAP] was wet.";
    assert_eq!(kind_of(marked, "EAP"), Some(EntityKind::Place));
}

#[test]
fn towns_have_no_chairman() {
    assert_eq!(kind_of("The [LOC Leeds] chairman left.", "Leeds"), Some(EntityKind::Organization));
    assert_eq!(kind_of("The [LOC Leeds] station closed.", "Leeds"), Some(EntityKind::Place));
    assert_eq!(kind_of("The late [LOC China] chairman left.", "China"), Some(EntityKind::Place));
}

#[test]
fn what_is_done_by_computer_is_no_body() {
    assert_eq!(kind_of("The [ORG eWallets] are new.", "eWallets"), None);
    assert_eq!(kind_of("It was [ORG eToro].", "eToro"), Some(EntityKind::Organization));
}

#[test]
fn a_programme_in_quotation_marks_is_no_body() {
    assert_eq!(kind_of("It was on [ORG CNN]'s “[ORG State of the Day].”", "State of the Day"), None);
    let body = kind_of("They joined “[ORG State of the Day],” a club.", "State of the Day");
    assert_eq!(body, Some(EntityKind::Organization));
}

#[test]
fn what_acts_is_a_body_and_what_is_built_or_held_is_none() {
    let body = Some(EntityKind::Organization);
    assert_eq!(kind_of("They left [LOC Saint Vane Hospital].", "Saint Vane Hospital"), body);
    assert_eq!(kind_of("They left [LOC Brixton police station].", "Brixton police station"), body);
    assert_eq!(kind_of("It is on [OTHER YouTube].", "YouTube"), body);
    assert_eq!(kind_of("It is on YouTube.", "YouTube"), body);
    assert_eq!(kind_of("The [ORG Great Tala Dam] broke.", "Great Tala Dam"), None);
    assert_eq!(kind_of("The [ORG Tala Hydropower Project] broke.", "Tala Hydropower Project"), None);
    assert_eq!(kind_of("The [ORG World Food Programme] met.", "World Food Programme"), body);
}

#[test]
fn a_body_may_end_in_a_small_word() {
    let body = Some(EntityKind::Organization);
    assert_eq!(kind_of("The [OTHER Algerian] parliament met.", "Algerian parliament"), body);
    assert_eq!(kind_of("The [OTHER Andrian] national team lost.", "Andrian national team"), body);
    assert_eq!(kind_of("The [PER Makarrata] court met.", "Makarrata court"), None);
    assert_eq!(kind_of("The [OTHER Algerian] voters met.", "Algerian voters"), None);
    assert_eq!(kind_of("An [OTHER Algerian] court met.", "Algerian court"), None);
}

#[test]
fn a_minister_is_of_no_body() {
    assert_eq!(kind_of("The Minister of Ports and [ORG Fisheries] left.", "Fisheries"), None);
    assert_eq!(kind_of("The minister of [ORG Ports] left.", "Ports"), None);
    let body = kind_of("The Minister of Ports met [ORG Vantor].", "Vantor");
    assert_eq!(body, Some(EntityKind::Organization));
}

#[test]
fn several_words_or_a_made_up_one_are_of_one_kind() {
    let kinds = |marked: &str| -> Vec<EntityKind> {
        run(marked).entities.rows().iter().map(|entity| entity.kind).collect()
    };
    let body = [EntityKind::Organization];
    assert_eq!(kinds("[ORG TalaPower] left. He is of [LOC? TalaPower]."), body);
    assert_eq!(kinds("[ORG Tala Studio] left. He saw [LOC Tala Studio]."), body);
    let both = [EntityKind::Organization, EntityKind::Place];
    assert_eq!(kinds("[ORG Leeds] won. He saw [LOC Leeds]."), both);
}

#[test]
fn acronyms_join_their_names() {
    check_cast("The [ORG#1 Christian News Service] reports. [ORG#1 CNS] said so.");
    check_cast("The [ORG#1 World Meteorological Organization] ([ORG#1 WMO]) said. The [ORG#1 W.M.O.] left.");
    check_cast(
        "The [ORG#1 Economic Commission for Latin America and the Caribbean] met. [ORG#1 ECLAC] left.",
    );
    check_cast("The [ORG#1 UN World Food Programme] warns. [ORG#1 WFP] helps.");
    check_cast("[ORG#1 Polytechnic University] ([OTHER#1 PolyU]) closed. [OTHER#1 PolyU] opened.");
}

#[test]
fn a_short_form_in_brackets_is_found_and_has_the_kind_of_the_full_name() {
    check_cast("The [ORG#1 Growers of Andria] ([PER#1 Grandria]) met. [PER#1 Grandria] left.");
    let case = run("The [ORG Cooperative of Grain Growers] (Cogra) met. Cogra left.");
    assert_eq!(case.entities.rows()[0].mentions.len(), 3);
    check_cast("[ORG#1 Acme Systems] ([LOC#2 Oslo]) left.");
}

#[test]
fn a_firm_is_called_after_families() {
    let listed = |marked: &str| -> Vec<(EntityKind, String)> {
        let entities = run(marked).entities;
        entities.rows().iter().map(|entity| (entity.kind, entity.name.clone())).collect()
    };
    let firm = |name: &str| (EntityKind::Organization, name.to_owned());
    let person = |name: &str| (EntityKind::Person, name.to_owned());
    assert_eq!(listed("[PER Okafor] & [ORG Daughters] fell."), [firm("Okafor & Daughters")]);
    assert_eq!(listed("[PER Lund and Sons] fell."), [firm("Lund and Sons")]);
    assert_eq!(listed("[PER Marsh & Howell] fell."), [firm("Marsh & Howell")]);
    assert_eq!(listed("[ORG Marsh], [ORG Howell & Partners] fell."), [firm("Marsh, Howell & Partners")]);
    assert_eq!(listed("[ORG? Thorne] & [LOC? Vale] fell."), [firm("Thorne & Vale")]);
    assert_eq!(listed("[PER Ann] & [PER Ben Lee] fell."), [person("Ann"), person("Ben Lee")]);
    assert_eq!(
        listed("# [PER Vane] & [PER Marsh] Clash\n\n[PER Otto Vane] met [PER Ida Marsh]."),
        [person("Otto Vane"), person("Ida Marsh")]
    );
}

#[test]
fn words_in_short_are_the_words_in_full() {
    check_cast("The [ORG#1 Department of Ports] met. The [ORG#1 Dept. of Ports] left. [ORG#1 DoP] stayed.");
    check_cast("The [ORG#1 Labour Organisation] met. The [ORG#1 Labor Organization] left.");
}

#[test]
fn short_forms_join_the_full_name() {
    check_cast("The [ORG#1 House Oversight Committee] met. A former [ORG#1 Oversight] chairman came.");
    check_cast("[ORG#1 Lazada] grew. [ORG#1 Lazada Group SA] is rich. [ORG#2 Lazada Malaysia] is not.");
    check_cast("[ORG#1 CIMB Group Holdings Bhd] and [ORG#1 CIMB] rose.");
    check_cast("[ORG#1 Chelsea] won. [ORG#1 Chelsea FC] is for sale.");
    check_cast("The [ORG#1 New York Times] wrote. The [ORG#1 Times] added.");
    check_cast("The [ORG#1 Los Angeles Dodgers] lost. The [ORG#1 Dodgers] wept.");
    check_cast("[ORG#1 Goldman Sachs] paid. [ORG#1 Goldman] said so.");
}

#[test]
fn turned_names_are_one() {
    check_cast("The [ORG#1 Department of Justice] sued. The [ORG#1 Justice Department] won.");
    check_cast("The [ORG#1 Ministry of Health] met. The [ORG#1 Health Ministry] left.");
}

#[test]
fn bodies_with_words_of_their_own_stay_apart() {
    check_cast(
        "The [ORG#1 House Intelligence Committee] and the [ORG#2 House Oversight Committee] of the [ORG#3 House] met.",
    );
    check_cast(
        "The [ORG#1 Supreme Court] met. The [ORG#2 Texas Supreme Court] and the [ORG#3 Ohio Supreme Court] did not.",
    );
    check_cast("The [ORG#1 University of Cambridge] is in [LOC#2 Cambridge]. [ORG#3 Cambridge] won.");
    check_cast("[ORG#1 University of New South Wales Canberra] is not the [ORG#2 University of Canberra].");
    check_cast("The [ORG#1 Voice to Parliament] is not [ORG#2 Parliament].");
    check_cast("[ORG#1 BP Gas Marketing Limited] is owned by [ORG#2 BP].");
    check_cast("[ORG#1 Facebook] fell. The [ORG#2 Facebook Oversight Board] met.");
}

#[test]
fn a_noun_that_fits_several_is_the_last_named_with_doubt() {
    let case = check_cast(
        "The [ORG#1 House Ethics Committee] met. The [ORG#2 Senate Ethics Committee] met. The [ORG#2 Ethics Committee] left.",
    );
    assert!(case.mentions.rows()[2].confidence.is_doubtful());
}

#[test]
fn a_name_cut_in_two_or_short_is_mended() {
    let names = |case: Case| -> Vec<String> {
        case.mentions.rows().iter().map(|it| it.span.of(case.doc.text()).to_owned()).collect()
    };
    assert_eq!(names(run("[ORG Touch] ‘n [ORG Go Sdn Bhd] grew.")), ["Touch ‘n Go Sdn Bhd"]);
    assert_eq!(names(run("[ORG Shop] 'n' [ORG Save] grew.")), ["Shop 'n' Save"]);
    assert_eq!(names(run("[ORG Acme] and [ORG Go] grew.")), ["Acme", "Go"]);
    assert_eq!(
        names(run("The [ORG House of Representatives intelligence] committee met.")),
        ["House of Representatives intelligence committee"]
    );
    assert_eq!(
        names(run("The [ORG University of Vane] at [LOC Tarn] grew.")),
        ["University of Vane at Tarn"]
    );
    assert_eq!(names(run("The [ORG CNE's Risk Unit] met.")), ["CNE", "Risk Unit"]);
    assert_eq!(
        names(run("[ORG IISc's CIDR] and the [ORG Commercial Crime Bureau's Fraud Division] met.")),
        ["IISc", "CIDR", "Commercial Crime Bureau", "Fraud Division"]
    );
    assert_eq!(
        names(run("The [ORG Executive Committee of the International Union of Writers] met.")),
        ["Executive Committee", "International Union of Writers"]
    );
    for whole in ["Queen's College", "Johannesburg Magistrate's Court", "Department of the Interior"] {
        assert_eq!(names(run(&format!("The [ORG {whole}] met."))), [whole]);
    }
    assert_eq!(names(run("The [ORG People's Bank] met.")), ["People's Bank"]);
}

#[test]
fn agencies_of_credits_are_found() {
    let listed = |marked: &str| -> Vec<String> {
        run(marked).entities.rows().iter().map(|entity| entity.name.clone()).collect()
    };
    assert_eq!(listed("[PER Jeff Sessions]\n[PER Jeff Sessions] Reuters"), ["Jeff Sessions", "Reuters"]);
    assert_eq!(listed("[PER Jeff Sessions Reuters]"), ["Jeff Sessions", "Reuters"]);
    assert_eq!(listed("[LOC MOSCOW] (AP) – It rains."), ["MOSCOW", "AP"]);
    assert_eq!(listed("[PER Ann Lee] / Getty Images"), ["Ann Lee", "Getty Images"]);
    assert_eq!(listed("She takes AP courses."), Vec::<String>::new());
}

#[test]
fn what_only_looks_like_an_organization_is_not_listed() {
    check_cast("[ORG House] Minority Leader [PER#1 Ann Lee] left the [ORG#2 House].");
    check_cast("Rep. [PER#1 Mo Vane] ([ORG R-Utah]) met [PER Del.] [PER#2 Ann Lee] ([PER D-Md.]).");
    check_cast("[ORG#1 HEMPSTEAD], N.Y., Sept. 26 ([ORG#2 UPI]) -- They met in [LOC#1 Hempstead].");
    check_cast("The [LOC#1 White House] spoke. The [ORG#1 White House] denied.");
}

#[test]
fn known_other_names_join() {
    check_cast("[ORG#1 South Korea] beat [ORG#2 Spain]. [ORG#1 Republic of Korea] was ahead.");
    check_cast("[ORG#1 Islamic State] fled. [ORG#1 ISIS] lost.");
}
