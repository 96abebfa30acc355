"""Log-probabilities of the labels of names for every token of prepared documents."""
import collections

import numpy as np
import torch

import windows
from decode import log_softmax
from labels import LABELS
from model import Model


def load(path):
    """ids, case [B, L] -> logits of names [B, L, labels], from a checkpoint."""
    model = Model()
    model.load_state_dict(torch.load(path, weights_only=True, map_location="cpu")["model"])
    model.eval()
    torch.set_num_threads(1)

    def run(ids, case):
        with torch.inference_mode():
            return model.heads["names"](model(torch.from_numpy(ids), torch.from_numpy(case))).numpy()
    return run


def score_documents(run, documents, limit=windows.LIMIT, most=2304):
    """One array of log-probabilities [tokens, labels] per document. Windows of equal length share a batch: no padding."""
    scores = [np.zeros((len(d.tokens), len(LABELS)), np.float32) for d in documents]
    by_length = collections.defaultdict(list)
    for i, d in enumerate(documents):
        for w in windows.pack(d, limit):
            by_length[len(w.ids)].append((i, w))
    for length, group in by_length.items():
        step = max(1, most // length)
        for a in range(0, len(group), step):
            part = group[a:a + step]
            logits = run(np.stack([w.ids for _, w in part]), np.stack([w.case for _, w in part]))
            for row, (i, w) in zip(logits, part):
                scores[i][w.start:w.end] = log_softmax(row[w.first].astype(np.float64))
    return scores
