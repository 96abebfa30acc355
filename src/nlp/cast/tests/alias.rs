//! Second names that the text states.

use super::{check_cast, check_listed, run};

#[test]
fn a_name_that_the_text_introduces_is_the_same_ones() {
    check_cast(
        "[PER#1 Elsa Grant] (born June 21, 1985), known professionally as [PER#1 Lana Mar], sang. [PER#1 Mar] left.",
    );
    check_cast("[PER#1 Stefani Lund], better known as [PER#1 Lady Goga], sang. [PER#1 Goga] left.");
    check_cast(
        "[PER#1 David Wall], who wrote as [PER#1 John le Clare], died. [PER#1 Le Clare] was 89. [PER#1 Wall] too.",
    );
    check_cast("[PER#1 Farid Bulsa] (a.k.a. [PER#1 Fred Marcy]) sang.");
    check_cast("[PER#1 Bill Lowe], born [PER#1 William Lowell], spoke. [PER#1 Lowe] left.");
    check_cast("[PER#1 Marion Moore], whose stage name was [PER#1 Jack Wane], rode. [PER#1 Wane] left.");
    check_cast("Born [PER#1 William Lowell] in [LOC#2 Graz], [PER#1 Bill Lowe] spoke. [PER#1 Lowell] left.");
    check_cast("[PER#1 Edu Ramos], better known by his nickname [PER#1 Didi], scored.");
    check_cast("[PER#1 Ben Lund], nicknamed “the [OTHER#1 Wolf]”, left. The [OTHER#1 Wolf] came back.");
    check_cast("[PER#1 Ben Tetteh], better known as [ORG#1 MC Kwesi], left. [ORG#1 MC Kwesi] sang.");
}

#[test]
fn a_former_name_is_the_bodys() {
    check_cast(
        "[ORG#1 Orvik Partners], formerly [ORG#1 Orvik Timber Group], left. [ORG#1 Orvik Timber Group] paid.",
    );
    check_cast("[ORG#1 Halden Steel] (now [ORG#1 Vantor]) left. [ORG#1 Vantor] paid.");
    check_cast("[ORG#1 Halden Steel] was renamed [ORG#1 Vantor] in 2019.");
    check_cast("[LOC#1 Pinewood Capital] was known as [ORG#1 Tarn Brothers].");
    check_cast("[ORG#1 Halden Steel] changed its name to [ORG#1 Vantor].");
}

#[test]
fn what_stands_in_brackets_behind_a_body_is_its_short_form() {
    check_cast("The [ORG#1 National Institute of Tourism] ([ORG#1 Sintal]) met. [ORG#1 Sintal] left.");
    check_cast("[ORG#1 CEI] ([ORG#1 Italian Episcopal Conference]) met.");
    check_cast("[ORG#1 Brandt Restaurants] (“[ORG#1 BKE]”) fell.");
    check_cast("The [ORG#1 House of Commons] ([ORG#2 Reuters]) met.");
    check_cast("The [ORG#1 Department of Health] ([LOC#2 Scotland]) met.");
    let case = run("The [ORG Electoral Court] (TE) met. The TE left.");
    assert_eq!(case.entities.rows()[0].mentions.len(), 3);
}

#[test]
fn a_surname_of_birth_is_not_another_person() {
    check_cast("[PER#1 Hilde Rodman] (née [PER#1 Clay]) spoke. [PER#1 Clay] said no.");
    check_cast("[PER#1 Ann Lee] (née [PER#1 Lund]) met [PER#2 Otto Lund]. [PER#2 Lund] left.");
}

#[test]
fn other_words_between_two_names_introduce_nothing() {
    check_cast("[PER#1 Ann Lee], formerly [ORG#2 Vantor]’s chief, left.");
    check_cast("[PER#1 Ann Lee] called [PER#2 Otto Lund].");
    check_cast("[PER#1 Ann Lee], known for her work as [PER#2 Lady Vane], left.");
    check_cast("[PER#1 Emma Bell] and [PER#2 Otto Lund], better known as the [ORG#3 Wolves], left.");
    check_cast("A firm run by [PER#1 Otto Lund] and known as [ORG#2 Vantor] left.");
    check_cast("When [PER#1 Ann Lee] was born, [PER#2 Otto Lund] left.");
}

#[test]
fn a_name_in_another_script_is_the_same_ones() {
    let case = run("[PER Abdur Rahman] (রহমান) left. [PER Li Ming] (Chinese: 李明) came.");
    let names: Vec<_> = case.entities.rows().iter().map(|it| (&*it.name, it.mentions.len())).collect();
    assert_eq!(names, [("Abdur Rahman", 2), ("Li Ming", 2)]);
    check_cast("[PER#1 Abdur Rahman] ([PER#2 Lund]) left.");
    let case = run("[PER Tigran Abo] ([PER Тигран] Або) left.");
    assert_eq!(case.entities.rows()[0].mentions.len(), 2);
    assert_eq!(case.mentions.rows()[1].span.of(case.doc.text()), "Тигран Або");
}

#[test]
fn the_name_that_introduces_is_listed() {
    check_listed("[PER Lola Mar], born [PER Dolores Mar Quiroga], left.", &[("Lola Mar", "")]);
    check_listed("[ORG Orvik Steel], formerly [ORG Orvik Timber Group], left.", &[("Orvik Steel", "")]);
}
