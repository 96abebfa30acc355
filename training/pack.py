"""Put word pieces and an exported model into one file that the Rust engine reads.

    byline-model 1\\n | u32 (little endian): length of the header | header (JSON, UTF-8) | vocab.txt | model.onnx

Offsets in the header count from its end; `sha256` is that of everything after the header.
"""
import argparse
import hashlib
import json
import pathlib
import struct

from labels import LABELS
from model import CASE_CLASSES

MAGIC = b"byline-model 1\n"


def pack(vocab, onnx, header):
    """The bytes of the file."""
    body = vocab + onnx
    header = {**header, "labels": LABELS, "n_case_classes": CASE_CLASSES, "language": "en",
              "pieces": {"offset": 0, "length": len(vocab)}, "onnx": {"offset": len(vocab), "length": len(onnx)},
              "sha256": hashlib.sha256(body).hexdigest()}
    head = json.dumps(header, ensure_ascii=False).encode()
    return MAGIC + struct.pack("<I", len(head)) + head + body


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--vocab", required=True)
    p.add_argument("--onnx", required=True)
    p.add_argument("--settings", required=True, help="JSON: name, version, max_pieces, temperature, decoding")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    vocab = "".join(f"{line}\n" for line in pathlib.Path(args.vocab).read_text("utf-8").splitlines()).encode()
    settings = json.loads(pathlib.Path(args.settings).read_text("utf-8"))
    data = pack(vocab, pathlib.Path(args.onnx).read_bytes(), settings)
    out = pathlib.Path(args.out)
    out.with_suffix(".tmp").write_bytes(data)
    out.with_suffix(".tmp").rename(out)
    print(f"{out}: {len(data) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
