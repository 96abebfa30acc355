"""The encoder (BERT layout, MiniLM-L6 weights) with case classes, and the heads on it."""
import json
import pathlib
import struct

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import coreference
import syntax
from labels import LABELS

CASE_CLASSES = 16
VOICE_LABELS = 9  # source, cue and content: O, B, I each
LINK = 64  # width of the vectors that join a content to its source and cue
DISTANCES = 30  # three sides of ten buckets, `voices.buckets`
COREF = 64  # width of the vectors of two mentions and of what is made of them
SYNTAX = 96  # width of the vectors of a word and its head


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


class Key(nn.Linear):
    """The vector by which a source or cue is found, and what its distance from the content says for it."""

    def __init__(self, width):
        super().__init__(width, LINK)
        self.distance = nn.Parameter(torch.zeros(DISTANCES))


class Link(nn.Module):
    """Scores of sources and of cues for a piece of content; 0 is the score of having none.

    A scaled dot product of two projections, as in attention (Vaswani et al. 2017), and a term for the distance.
    """

    def __init__(self, width):
        super().__init__()
        self.first = nn.Linear(width, 2 * LINK)
        self.last = nn.Linear(width, 2 * LINK, bias=False)
        self.source = Key(width)
        self.cue = Key(width)

    def forward(self, first, last, keys, buckets, which):
        """first, last: [contents, width]; keys: [candidates, width]; buckets: [contents, candidates]; which: "source" or "cue"."""
        at = 0 if which == "source" else LINK
        query = (self.first(first) + self.last(last))[:, at:at + LINK]
        key = getattr(self, which)
        return query @ key(keys).T / LINK ** 0.5 + key.distance[buckets]


class Coref(nn.Module):
    """Scores of pairs of mentions, word by word (Dobrovolskii 2021); 0 is the score of having no antecedent."""

    def __init__(self, width, features, inner=COREF):
        super().__init__()
        self.anaphor = nn.Linear(width, inner)
        self.antecedent = nn.Linear(width, inner, bias=False)
        self.query = nn.Linear(width, inner, bias=False)
        self.key = nn.Linear(width, inner, bias=False)
        self.mix = nn.Linear(inner, inner, bias=False)
        self.features = nn.Embedding(features, inner)
        self.out = nn.Linear(inner, 1)
        nn.init.normal_(self.features.weight, std=0.1)

    def forward(self, heads, later, earlier, features, drop=0.0):
        """heads: [candidates, width]; later, earlier: [pairs], rows of them; features: [pairs, n], rows of the table."""
        mixed = self.query(heads)[later] * self.key(heads)[earlier]
        hidden = self.anaphor(heads)[later] + self.antecedent(heads)[earlier] + self.mix(mixed) + self.features(features).sum(1)
        return self.out(F.dropout(F.gelu(hidden), drop, self.training)).squeeze(-1)


class Syntax(nn.Module):
    """Parts of speech, heads and relations (after Dozat and Manning 2017, the bilinear form as a product of projections)."""

    def __init__(self, width):
        super().__init__()
        self.tags = nn.Linear(width, len(syntax.TAGS))
        self.word = nn.Linear(width, SYNTAX)
        self.head = nn.Linear(width, SYNTAX)
        self.root = nn.Parameter(torch.zeros(SYNTAX))
        self.relation = nn.Linear(width, SYNTAX)
        self.relation_head = nn.Linear(width + 1, SYNTAX, bias=False)  # the last input is 1 for the root
        self.relations = nn.Linear(SYNTAX, len(syntax.RELATIONS))

    def arcs(self, states):
        """Scores of each head for each word of a sentence [words, words + 1]; the last column is the root."""
        keys = torch.cat([self.head(states), self.root[None]])
        return self.word(states) @ keys.T / SYNTAX ** 0.5

    def labels(self, states, heads):
        """Scores of the relations [words, relations]; heads: [words], -1 for the root."""
        is_root = (heads < 0).unsqueeze(1)
        above = torch.cat([states[heads.clamp_min(0)].masked_fill(is_root, 0), is_root.float()], 1)
        return self.relations(F.gelu(self.relation(states) + self.relation_head(above)))


class Model(nn.Module):
    """The encoder and its heads."""

    def __init__(self, **encoder):
        super().__init__()
        self.encoder = Encoder(**encoder)
        width = self.encoder.norm.weight.shape[0]
        self.heads = nn.ModuleDict({
            "names": nn.Linear(width, len(LABELS)),
            "voices": nn.Linear(width, VOICE_LABELS),
            "link": Link(width),
            "mention": nn.Linear(width, 1),
            "kind": nn.Linear(width, len(coreference.KINDS)),
            "coref": Coref(width, coreference.N_FEATURES),
            "syntax": Syntax(width),
        })

    def forward(self, ids, case, mask=None):
        """States [B, L, width]; mask: [B, L], True where a piece is."""
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape, dtype=torch.float32, device=ids.device).masked_fill(~mask, -1e4)[:, None, None, :]
        return self.encoder(ids, case, bias)


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
