//! Model files of all sorts: a small sound one, and ones that must be rejected.

use std::fmt::Write as _;

use byline::nlp::model::{Model, ModelError};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const WIDTH: usize = 32;
const INNER: usize = 64;
const LABELS: [&str; 9] = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];

/// A small model with arbitrary weights: it loads at once and finds names at random.
pub(crate) fn small() -> Vec<u8> {
    let (header, body) = parts();
    file(&header, &body)
}

/// A header, and what follows it.
fn parts() -> (Value, Vec<u8>) {
    let mut vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n".to_owned();
    for c in ('a'..='z').chain('0'..='9').chain(".,'\"!?-()".chars()) {
        write!(vocabulary, "{c}\n##{c}\n").unwrap();
    }
    let n_pieces = vocabulary.lines().count();
    let mut body = vocabulary.clone().into_bytes();
    let mut tensors = serde_json::Map::new();
    let mut add = |name: &str, kind: &str, shape: &[usize]| {
        tensors.insert(name.to_owned(), json!({"type": kind, "shape": shape, "offset": body.len()}));
        let mut state = body.len();
        for _ in 0..shape.iter().product() {
            state = (state * 1_103_515_245 + 12_345) % (1 << 31);
            let byte = u8::try_from(state >> 16 & 0x7f).unwrap();
            match kind {
                "i8" => body.push(byte.wrapping_sub(64)),
                _ if name.ends_with("scale") => body.extend(0.01_f32.to_le_bytes()),
                _ => body.extend((f32::from(byte) / 64.0 - 1.0).to_le_bytes()),
            }
        }
    };
    add("pieces.weight", "i8", &[n_pieces, WIDTH]);
    add("pieces.scale", "f32", &[n_pieces]);
    add("positions.weight", "f32", &[48, WIDTH]);
    add("case.weight", "f32", &[16, WIDTH]);
    for name in ["norm", "layers.0.norm1", "layers.0.norm2"] {
        add(&format!("{name}.weight"), "f32", &[WIDTH]);
        add(&format!("{name}.bias"), "f32", &[WIDTH]);
    }
    for (name, rows, columns) in
        [("qkv", 3 * WIDTH, WIDTH), ("out", WIDTH, WIDTH), ("up", INNER, WIDTH), ("down", WIDTH, INNER)]
    {
        add(&format!("layers.0.{name}.weight"), "i8", &[rows, columns]);
        add(&format!("layers.0.{name}.scale"), "f32", &[rows]);
        add(&format!("layers.0.{name}.bias"), "f32", &[rows]);
    }
    let heads = [
        ("names", LABELS.len()),
        ("voices", 9),
        ("mention", 1),
        ("kind", 5),
        ("unnamed", 1),
        ("stance.cue", 3),
        ("relation.word", 48),
        ("link.first", 128),
        ("link.last", 128),
        ("link.source", 64),
        ("link.cue", 64),
        ("coref.anaphor", 64),
        ("coref.antecedent", 64),
        ("coref.query", 64),
        ("coref.key", 64),
        ("description.anaphor", 32),
        ("description.antecedent", 32),
        ("description.query", 32),
        ("description.key", 32),
    ];
    for (name, n) in heads {
        add(&format!("{name}.weight"), "f32", &[n, WIDTH]);
        add(&format!("{name}.bias"), "f32", &[n]);
    }
    for end in ["source", "cue"] {
        add(&format!("link.{end}.distance"), "f32", &[30]);
    }
    add("stance.content.weight", "f32", &[3, WIDTH]);
    add("ranker.hidden.weight", "f32", &[192, 126]);
    add("ranker.hidden.bias", "f32", &[192]);
    add("ranker.out.weight", "f32", &[1, 192]);
    add("listing.hidden.weight", "f32", &[25, 25]);
    add("listing.hidden.bias", "f32", &[25]);
    add("listing.out.weight", "f32", &[1, 25]);
    add("relation.hidden.weight", "f32", &[97, 267]);
    add("relation.hidden.bias", "f32", &[97]);
    add("relation.out.weight", "f32", &[1, 97]);
    add("coref.mix.weight", "f32", &[64, 64]);
    add("coref.features.weight", "f32", &[182, 64]);
    add("coref.out.weight", "f32", &[1, 64]);
    add("coref.out.bias", "f32", &[1]);
    add("description.mix.weight", "f32", &[32, 32]);
    add("description.features.weight", "f32", &[182, 32]);
    add("description.out.weight", "f32", &[1, 32]);
    add("description.out.bias", "f32", &[1]);
    for (name, n, columns) in [
        ("tags", 17, WIDTH),
        ("word", 96, WIDTH),
        ("head", 96, WIDTH),
        ("relation", 96, WIDTH),
        ("relation_head", 96, WIDTH + 1),
        ("relations", 42, 96),
    ] {
        add(&format!("syntax.{name}.weight"), "f32", &[n, columns]);
        if name != "relation_head" {
            add(&format!("syntax.{name}.bias"), "f32", &[n]);
        }
    }
    add("syntax.root", "f32", &[96]);
    let header = json!({
        "name": "small", "version": "0", "language": "en", "labels": LABELS, "heads": 1, "max_pieces": 40,
        "temperature": 1.0, "pieces": {"offset": 0, "length": vocabulary.len()}, "tensors": tensors,
    });
    (header, body)
}

fn file(header: &Value, body: &[u8]) -> Vec<u8> {
    let mut header = header.clone();
    header["sha256"] = json!(hash(body));
    header["header_sha256"] = json!("0".repeat(64));
    let header = header.to_string();
    whole(&header.replace(&"0".repeat(64), &hash(header.as_bytes())), body)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").unwrap();
        hash
    })
}

fn whole(header: &str, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(header.len()).unwrap().to_le_bytes();
    [b"byline-model 2\n".as_slice(), &length, header.as_bytes(), body].concat()
}

/// The error for a small model with a header changed by `change`.
fn refused(change: impl FnOnce(&mut Value)) -> ModelError {
    let (mut header, body) = parts();
    change(&mut header);
    Model::from_bytes(file(&header, &body)).unwrap_err()
}

#[test]
fn a_sound_model_loads() {
    assert_eq!(Model::from_bytes(small()).unwrap().title(), "small 0");
}

#[test]
fn a_foreign_file_is_no_model() {
    for bytes in [
        b"".as_slice(),
        b"PK\x03\x04",
        b"byline-model",
        b"byline-model one\n",
        b"byline-model 123456789012\n",
    ] {
        assert!(matches!(Model::from_bytes(bytes.to_vec()), Err(ModelError::Foreign)), "{bytes:?}");
    }
}

#[test]
fn another_format_is_told() {
    for format in [1, 3] {
        let error = Model::from_bytes(format!("byline-model {format}\nxxxx").into_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the model has format {format}, but this program reads only format 2")
        );
    }
}

#[test]
fn a_model_cut_off_anywhere_is_refused() {
    let bytes = small();
    for length in (0..bytes.len()).step_by(101) {
        let error = Model::from_bytes(bytes[..length].to_vec()).unwrap_err();
        let told =
            matches!(error, ModelError::Foreign | ModelError::Truncated { .. } | ModelError::Header(_));
        assert!(told, "{length}: {error}");
    }
}

#[test]
fn a_flipped_bit_is_noticed() {
    let mut bytes = small();
    let at = bytes.len() - 1000;
    bytes[at] ^= 1;
    assert!(matches!(Model::from_bytes(bytes), Err(ModelError::Damaged)));
}

#[test]
fn a_header_that_was_changed_is_noticed() {
    let bytes = small();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    // The window is a different one, and another part of the network is taken for the names.
    for (was, is) in [("\"max_pieces\":40", "\"max_pieces\":41"), ("\"version\":\"0\"", "\"version\":\"1\"")]
    {
        assert!(text.contains(was));
        let at = bytes.windows(was.len()).position(|it| it == was.as_bytes()).unwrap();
        let mut changed = bytes.clone();
        changed[at..at + was.len()].copy_from_slice(is.as_bytes());
        assert!(matches!(Model::from_bytes(changed), Err(ModelError::Damaged)), "{is}");
    }
    // One without its own checksum is accepted only if it is the built-in model.
    let (mut header, body) = parts();
    header["sha256"] = json!(hash(&body));
    assert!(matches!(Model::from_bytes(whole(&header.to_string(), &body)), Err(ModelError::Damaged)));
    let built_in = include_bytes!("../../assets/model/byline.model");
    assert_eq!(Model::from_bytes(built_in.to_vec()).unwrap().checksum(), Model::embedded_checksum());
    let was = b"\"max_pieces\": 256";
    let at = built_in.windows(was.len()).position(|it| it == was).unwrap();
    let mut changed = built_in.to_vec();
    changed[at + was.len() - 1] = b'5';
    assert!(matches!(Model::from_bytes(changed), Err(ModelError::Damaged)));
}

#[test]
fn models_that_differ_in_their_header_only_are_told_apart() {
    let (mut header, body) = parts();
    let checksum = |header: &Value| Model::from_bytes(file(header, &body)).unwrap().checksum().to_owned();
    let first = checksum(&header);
    header["temperature"] = json!(1.5);
    assert_ne!(checksum(&header), first);
}

#[test]
fn a_header_that_lies_is_refused() {
    let errors = [
        refused(|header| header["labels"] = json!(["O", "B-DOG"])),
        refused(|header| header["temperature"] = json!(0.0)),
        refused(|header| header["max_pieces"] = json!(100_000)),
        refused(|header| header["max_pieces"] = json!(3)),
        refused(|header| header["heads"] = json!(0)),
        refused(|header| header["heads"] = json!(4)), // 8 wide, half a vector
    ];
    for error in errors {
        assert!(matches!(error, ModelError::Unfit(_)), "{error}");
    }
    assert!(matches!(refused(|header| header["heads"] = json!("two")), ModelError::Header(_)));
    let far = refused(|header| header["pieces"]["length"] = json!(u64::MAX));
    assert!(matches!(far, ModelError::Truncated { .. }), "{far}");
    let huge = refused(|header| header["tensors"]["names.bias"]["shape"] = json!([u64::MAX, u64::MAX]));
    assert!(matches!(huge, ModelError::Truncated { .. }), "{huge}");
}

#[test]
fn a_part_that_does_not_fit_is_named() {
    let missing = refused(|header| {
        header["tensors"].as_object_mut().unwrap().remove("layers.0.up.bias");
    });
    assert_eq!(missing.to_string(), "the model's part `layers.0.up.bias` is missing");
    let shape = refused(|header| header["tensors"]["names.weight"]["shape"] = json!([8, WIDTH]));
    assert_eq!(shape.to_string(), "the model's part `names.weight` has the wrong shape");
    let shape = refused(|header| header["tensors"]["link.first.weight"]["shape"] = json!([64, WIDTH]));
    assert_eq!(shape.to_string(), "the model's part `link.first.weight` has the wrong shape");
    let kind = refused(|header| header["tensors"]["pieces.weight"]["type"] = json!("f32"));
    assert!(matches!(kind, ModelError::Tensor { .. } | ModelError::Truncated { .. }), "{kind}");
}

#[test]
fn the_model_in_the_program_is_sound() {
    assert!(!Model::embedded().title().is_empty());
}
