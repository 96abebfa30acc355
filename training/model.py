"""The encoder (BERT layout, MiniLM-L6 weights) with case classes, and the heads on it."""
import json
import pathlib
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from labels import LABELS

CASE_CLASSES = 16
HEADS = {"names": len(LABELS)}  # one linear layer each; later heads (attribution, coreference, syntax) are added here


class Layer(nn.Module):
    """One transformer layer; attention is written out so that the exported graph has plain operators only."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, bias=None):
        """x: [B, L, width]; bias: [B, 1, 1, L], added to the attention scores, or None if nothing is padded."""
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = (part.reshape(batch, length, self.heads, size).transpose(1, 2) for part in self.qkv(x).split(width, -1))
        scores = torch.matmul(q * size ** -0.5, k.transpose(-1, -2))
        if bias is not None:
            scores = scores + bias
        mixed = torch.matmul(scores.softmax(-1), v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Pieces and case classes to one state per piece."""

    def __init__(self, vocab=30522, width=384, layers=6, heads=12, inner=1536, positions=512):
        super().__init__()
        self.pieces = nn.Embedding(vocab, width)
        self.positions = nn.Embedding(positions, width)  # the segment embedding of segment 0 is folded in
        self.case = nn.Embedding(CASE_CLASSES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        nn.init.zeros_(self.case.weight)
        self.pieces.weight.requires_grad_(False)

    def forward(self, ids, case, bias=None):
        """ids, case: [B, L]."""
        x = self.pieces(ids) + self.positions.weight[:ids.shape[1]] + self.case(case)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Model(nn.Module):
    """The encoder and its heads."""

    def __init__(self, heads=None, **encoder):
        super().__init__()
        self.encoder = Encoder(**encoder)
        width = self.encoder.norm.weight.shape[0]
        self.heads = nn.ModuleDict({name: nn.Linear(width, n) for name, n in (heads or HEADS).items()})

    def forward(self, ids, case, mask=None):
        """(states, {head: logits}); mask: [B, L], True where a piece is."""
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape, dtype=torch.float32, device=ids.device).masked_fill(~mask, -1e4)[:, None, None, :]
        states = self.encoder(ids, case, bias)
        return states, {name: head(states) for name, head in self.heads.items()}


def read_safetensors(path):
    """name -> float32 array."""
    raw = pathlib.Path(path).read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8:8 + size])
    return {name: np.frombuffer(raw, np.float32, (t["data_offsets"][1] - t["data_offsets"][0]) // 4,
                                8 + size + t["data_offsets"][0]).reshape(t["shape"]).copy()
            for name, t in header.items() if name != "__metadata__" and t["dtype"] == "F32"}


def load_pretrained(model, path):
    """Fill the encoder from a BERT checkpoint (model.safetensors of all-MiniLM-L6-v2)."""
    src = {k.removeprefix("bert."): torch.from_numpy(v) for k, v in read_safetensors(path).items()}
    e = "embeddings."
    new = {"pieces.weight": src[e + "word_embeddings.weight"],
           "positions.weight": src[e + "position_embeddings.weight"] + src[e + "token_type_embeddings.weight"][0],
           "norm.weight": src[e + "LayerNorm.weight"], "norm.bias": src[e + "LayerNorm.bias"]}
    parts = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
             "down": "output.dense", "norm2": "output.LayerNorm"}
    for i in range(len(model.encoder.layers)):
        for kind in ("weight", "bias"):
            at = f"encoder.layer.{i}."
            new[f"layers.{i}.qkv.{kind}"] = torch.cat([src[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
            for mine, theirs in parts.items():
                new[f"layers.{i}.{mine}.{kind}"] = src[f"{at}{theirs}.{kind}"]
    missing, extra = model.encoder.load_state_dict(new, strict=False)
    if missing != ["case.weight"] or extra:
        raise ValueError(f"{path}: not the expected BERT layout: missing {missing}, unknown {extra}")
    return model
