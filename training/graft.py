"""Some heads of one checkpoint put into another; all else stays as it is there.

    graft.py --base A.pt --from B.pt --heads coref,mention --out C.pt
"""
import argparse

import torch


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--base", required=True)
    p.add_argument("--from", dest="source", required=True)
    p.add_argument("--heads", required=True, help="by comma")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    state, more = (torch.load(path, weights_only=True, map_location="cpu")["model"] for path in (args.base, args.source))
    starts = tuple(f"heads.{name}." for name in args.heads.split(","))
    state.update({name: value for name, value in more.items() if name.startswith(starts)})
    torch.save({"model": state}, args.out)


if __name__ == "__main__":
    main()
