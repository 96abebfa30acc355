"""Put float tensors into a packed model, beside or in place of those of the same names; all others stay bit for bit.

    add.py --model OLD.model --tensors MORE.pt --version 3.2.0 --out NEW.model

For a head that is trained on what the engine itself finds, with the encoder as it is.
"""
import argparse
import hashlib
import json
import pathlib
import struct

import torch

from pack import MAGIC, MAGIC_LENGTH, NO_HASH


def added(raw, more, version):
    """The bytes of the new file."""
    (size,) = struct.unpack_from("<I", raw, MAGIC_LENGTH)
    start = MAGIC_LENGTH + 4
    header = json.loads(raw[start:start + size])
    index = header["tensors"]
    ends = {name: at for name, at in zip(index, [t["offset"] for t in index.values()][1:] + [len(raw) - start - size])}
    body, new = bytearray(raw[start + size:start + size + header["pieces"]["length"]]), {}
    for name, t in index.items():
        if name not in more:
            new[name] = {**t, "offset": len(body)}
            body += raw[start + size + t["offset"]:start + size + ends[name]]
    for name, value in more.items():
        value = value.float().numpy().astype("<f4")
        new[name] = {"type": "f32", "shape": list(value.shape), "offset": len(body)}
        body += value.tobytes()
    header = {**header, "version": version, "tensors": new, "sha256": hashlib.sha256(body).hexdigest(), "header_sha256": NO_HASH}
    head = json.dumps(header, ensure_ascii=False)
    head = head.replace(NO_HASH, hashlib.sha256(head.encode()).hexdigest()).encode()
    return MAGIC + struct.pack("<I", len(head)) + head + bytes(body)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--tensors", required=True)
    p.add_argument("--version", required=True)
    p.add_argument("--out", required=True)
    args = p.parse_args()
    more = torch.load(args.tensors, weights_only=True)
    pathlib.Path(args.out).write_bytes(added(pathlib.Path(args.model).read_bytes(), more, args.version))


if __name__ == "__main__":
    main()
