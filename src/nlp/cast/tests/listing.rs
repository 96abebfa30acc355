//! The name and the description with which the cast lists someone.

use super::*;

#[test]
fn the_fullest_name_is_listed() {
    check_listed("[PER Trump] won. [PER Donald J. Trump] left.", &[("Donald J. Trump", "")]);
    check_listed("[PER John Vane] won. [PER JP Vane] ran. [PER JP Vane] sat.", &[("John Vane", "")]);
    check_listed("# [PER NANCY PELOSI] CALLS\n\n[PER Nancy Pelosi] did.", &[("Nancy Pelosi", "")]);
    check_listed("He read it, according to [ORG Hill].", &[("Hill", "")]);
    check_listed("He read it, according to The [ORG Hill].", &[("The Hill", "")]);
    check_listed("He read it in the [ORG New York\nTimes].", &[("New York Times", "")]);
}

#[test]
fn a_title_before_the_name_describes() {
    check_listed(
        "Many led by House Minority Leader [PER Nancy Pelosi] left.",
        &[("Nancy Pelosi", "House Minority Leader")],
    );
    check_listed(
        "It hit former Florida governor [PER Jeb Bush].",
        &[("Jeb Bush", "former Florida governor")],
    );
    check_listed("But Secretary of State [PER John Kerry] left.", &[("John Kerry", "Secretary of State")]);
    check_listed(
        "On Thursday police spokesman [PER Amer Sartawi] came.",
        &[("Amer Sartawi", "police spokesman")],
    );
    check_listed(
        "She met founder and chief executive [PER Ann Lee].",
        &[("Ann Lee", "founder and chief executive")],
    );
    check_listed("The letter by [PER Ann Lee] came.", &[("Ann Lee", "")]);
    check_listed("Then Mr. [PER Lee] came.", &[("Lee", "")]);
    check_listed("The cabinet of Prime Minister [PER Ann Lee] fell.", &[("Ann Lee", "Prime Minister")]);
    check_listed("The spokesman of President [PER Ann Lee] left.", &[("Ann Lee", "President")]);
    check_listed(
        "Minister of Defense Sheikh [PER Talal Zaki] left.",
        &[("Talal Zaki", "Minister of Defense")],
    );
    check_listed("Attorney General Mr. [PER Vane] left.", &[("Vane", "Attorney General")]);
    check_listed("President-elect [PER Ann Lee] came.", &[("Ann Lee", "President-elect")]);
    check_listed(
        "The Minister of Ports and Fisheries, Dr [PER Selu Vane], came.",
        &[("Selu Vane", "Minister of Ports and Fisheries")],
    );
    check_listed("The minister of health, [PER Selu Vane], came.", &[("Selu Vane", "minister of health")]);
}

#[test]
fn an_apposition_describes() {
    check_listed("[PER Michael Flynn], a retired general, left.", &[("Michael Flynn", "retired general")]);
    check_listed(
        "She met [PER Mo Vane], Deputy Minister [PER Ann Lee], and others.",
        &[("Mo Vane", ""), ("Ann Lee", "Deputy Minister")],
    );
    check_listed(
        "[PER Ann Lee], 45, a teacher from [LOC Leeds], left.",
        &[("Ann Lee", "teacher from Leeds"), ("Leeds", "")],
    );
    check_listed(
        "She met [PER Mo Vane]'s former security adviser, [PER Ann Lee], here.",
        &[("Mo Vane", ""), ("Ann Lee", "Mo Vane's former security adviser")],
    );
    check_listed(
        "[PER Ann Lee], daughter of the late painter [PER Max Lee], left.",
        &[("Ann Lee", "daughter of the late painter Max Lee"), ("Max Lee", "late painter")],
    );
    check_listed("[PER Ann Lee], a terrible liar and an even worse teacher, left.", &[("Ann Lee", "")]);
    check_listed("[PER Ann Lee], the best teacher here, left.", &[("Ann Lee", "")]);
    check_listed("[PER Ann Lee], once a teacher, left.", &[("Ann Lee", "once a teacher")]);
    check_listed("The rebels’ spokesman, [PER Ann Lee], left.", &[("Ann Lee", "spokesman")]);
    check_listed("Her successor as mayor, [PER Ann Lee], left.", &[("Ann Lee", "mayor")]);
    check_listed("Her predecessor as mayor, [PER Ann Lee], left.", &[("Ann Lee", "")]);
    check_listed(
        "[PER Ann Lee], who is the mayor of [LOC Leeds], left.",
        &[("Ann Lee", "mayor of Leeds"), ("Leeds", "")],
    );
    check_listed("It was sold by its owner [PER Ann Lee], the driver announced.", &[("Ann Lee", "owner")]);
    check_listed("It met the chip maker [ORG Acme].", &[("Acme", "chip maker")]);
    check_listed(
        "She met her husband [PER Mo Vane] at the company [ORG Acme].",
        &[("Mo Vane", ""), ("Acme", "")],
    );
    check_listed("[ORG Acme], a maker of anvils, fell.", &[("Acme", "maker of anvils")]);
}

#[test]
fn a_description_that_is_too_long_ends_before_a_preposition() {
    check_listed(
        "[PER Ann Lee], a nurse at the very old and the very large brick and glass and steel hospital, left.",
        &[("Ann Lee", "nurse")],
    );
}
