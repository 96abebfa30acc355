"""Label unannotated documents with the mean of one or more models, after the document vote: targets for self-training."""
import argparse

import numpy as np

import corpora
import decode
import predict


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", action="append", required=True)
    p.add_argument("--text", required=True, help="JSON Lines with id and text; nothing else of it is read")
    p.add_argument("--prepared", required=True)
    p.add_argument("--out", required=True, help=".npz, one array [tokens, labels] per document")
    args = p.parse_args()
    texts = {d["id"]: d["text"] for d in corpora.read_jsonl(args.text)}
    documents = [d for d in corpora.read_prepared(args.prepared) if len(d.tokens)]
    total = None
    for path in args.model:
        scores = predict.score_documents(predict.load(path), documents)
        total = [np.exp(s) for s in scores] if total is None else [t + np.exp(s) for t, s in zip(total, scores)]
    out = {}
    for document, sums in zip(documents, total):
        scores = decode.vote(document, texts[document.id], np.log(np.maximum(sums / len(args.model), 1e-9)))
        out[document.id] = np.exp(decode.log_softmax(scores)).astype(np.float16)
    np.savez_compressed(args.out, **out)
    sure = np.concatenate([t.max(-1) for t in out.values()])
    print(f"{args.out}: {len(out)} documents, {len(sure)} tokens, {100 * (sure > 0.9).mean():.1f} % of them surer than 0.9")


if __name__ == "__main__":
    main()
