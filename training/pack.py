"""Quantize a checkpoint and put it into the one file that the Rust engine reads, with its word pieces.

    byline-model 2\\n | u32 (little endian): length of the header | header (JSON, UTF-8) | vocab.txt | tensors

Offsets in the header count from its end; `sha256` is that of everything after the header, `header_sha256` that of the header with
zeros for its own digits. Matrices are int8 with one
float scale a row (an output channel, or a word piece); everything else is float32, little endian.
"""
import argparse
import hashlib
import json
import pathlib
import struct

import numpy as np
import torch

import descriptions
from labels import LABELS
from ranker import N_EVIDENCE, NETWORKS, Ranker, joined
from relations import no_scorer
from unnamed import no_listing

MAGIC = b"byline-model 2\n"
MAGIC_LENGTH = len(MAGIC)
NO_HASH = "0" * 64
MATRICES = (".qkv.weight", ".out.weight", ".up.weight", ".down.weight")
TYPES = {"int8": "i8", "float32": "f32"}


def quantize(weight, top):
    """int8 rows and one float scale per row; no value is beyond +-top."""
    scale = np.maximum(np.abs(weight).max(1) / top, 1e-12).astype("<f4")
    return np.clip(np.round(weight / scale[:, None]), -top, top).astype(np.int8), scale


def is_matrix(name):
    """Whether the engine multiplies by it in 8 bits."""
    return name.startswith("layers.") and name.endswith(MATRICES)


def tensors(state):
    """name -> array, in the engine's names."""
    out = {}
    for name, value in state.items():
        name, value = name.removeprefix("encoder.").removeprefix("heads."), value.float().numpy()
        if name == "pieces.weight":
            out[name], out["pieces.scale"] = quantize(value, 127)
        elif is_matrix(name):
            # 7 bits: processors without VNNI add pairs of products in 16 bits, which 8 bits would overflow.
            out[name], out[name.replace(".weight", ".scale")] = quantize(value, 63)
        else:
            out[name] = value.astype("<f4")
    return out


def pack(vocab, state, header):
    """The bytes of the file."""
    body, index = bytearray(vocab), {}
    for name, value in tensors(state).items():
        index[name] = {"type": TYPES[value.dtype.name], "shape": list(value.shape), "offset": len(body)}
        body += value.tobytes()
    header = {**header, "labels": LABELS, "heads": 12, "language": "en", "pieces": {"offset": 0, "length": len(vocab)},
              "tensors": index, "sha256": hashlib.sha256(body).hexdigest(), "header_sha256": NO_HASH}
    head = json.dumps(header, ensure_ascii=False)
    head = head.replace(NO_HASH, hashlib.sha256(head.encode()).hexdigest()).encode()
    return MAGIC + struct.pack("<I", len(head)) + head + bytes(body)


def no_stance(width):
    """One that takes all for statements."""
    return {"stance.cue.weight": torch.zeros(3, width), "stance.cue.bias": torch.tensor([9.0, 0.0, 0.0]),
            "stance.content.weight": torch.zeros(3, width)}


def no_descriptions(width):
    """Ones that fit nobody better than anybody."""
    return descriptions.named(descriptions.new_head(width), torch.zeros_like)


def no_ranker():
    """One that likes all options alike."""
    return {name: torch.zeros_like(value) for name, value in joined([Ranker(N_EVIDENCE)] * 2 * NETWORKS).items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--vocab", required=True)
    p.add_argument("--checkpoint", required=True)
    p.add_argument("--heads", help="more heads, as `stance.py` writes them; zeros without")
    p.add_argument("--descriptions", help="weights of `descriptions.py`; zeros without")
    p.add_argument("--ranker", help="weights of `ranker.py`; zeros without, for a first pass of `examples/coreference.rs`")
    p.add_argument("--scorer", help="weights of `relations.py`; zeros without, for a first pass of `examples/relations.rs`")
    p.add_argument("--listing", help="weights of `unnamed.py`; zeros without, for a first pass of `examples/unnamed.rs`")
    p.add_argument("--settings", required=True, help="JSON: name, version, max_pieces, temperature")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    vocab = "".join(f"{line}\n" for line in pathlib.Path(args.vocab).read_text("utf-8").splitlines()).encode()
    settings = json.loads(pathlib.Path(args.settings).read_text("utf-8"))
    state = torch.load(args.checkpoint, weights_only=True, map_location="cpu")["model"]
    width = state["heads.names.weight"].shape[1]
    state.update(torch.load(args.heads, weights_only=True) if args.heads else no_stance(width))
    state.update(torch.load(args.descriptions, weights_only=True) if args.descriptions else no_descriptions(width))
    state.update(torch.load(args.ranker, weights_only=True) if args.ranker else no_ranker())
    state.update(torch.load(args.scorer, weights_only=True) if args.scorer else no_scorer())
    state.update(torch.load(args.listing, weights_only=True) if args.listing else no_listing(width))
    data = pack(vocab, state, settings)
    out = pathlib.Path(args.out)
    out.with_suffix(".tmp").write_bytes(data)
    out.with_suffix(".tmp").rename(out)
    print(f"{out}: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
