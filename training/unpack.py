"""A packed model back to a checkpoint, in float: to go on from where it stands, or to label with it."""
import json
import pathlib
import struct
import sys

import numpy as np
import torch

from model import Model
from pack import MAGIC_LENGTH, is_matrix

PLAIN = {"i8": np.int8, "f32": np.dtype("<f4")}


def read(path):
    """{name: float array} in the names of the file."""
    raw = pathlib.Path(path).read_bytes()
    (size,) = struct.unpack_from("<I", raw, MAGIC_LENGTH)
    start = MAGIC_LENGTH + 4
    header = json.loads(raw[start:start + size])
    out = {}
    for name, t in header["tensors"].items():
        count = int(np.prod(t["shape"]))
        out[name] = np.frombuffer(raw, PLAIN[t["type"]], count, start + size + t["offset"]).reshape(t["shape"]).astype(np.float32)
    return out


def state(path):
    """A state for `Model`: heads that the file has not keep their start values."""
    found = read(path)
    torch.manual_seed(0)
    full = Model().state_dict()
    for name in full:
        short = name.removeprefix("encoder.").removeprefix("heads.")
        if short not in found:
            continue
        value = found[short]
        if short == "pieces.weight" or is_matrix(short):
            value = value * found[short.replace(".weight", ".scale")][:, None]
        full[name] = torch.from_numpy(value)
    return full


if __name__ == "__main__":
    torch.save({"model": state(sys.argv[1])}, sys.argv[2])
