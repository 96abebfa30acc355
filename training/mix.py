"""The weights between a checkpoint and the one that it began from: encoder and names of both, and the other heads of both or of the first.

What a run forgets of its start comes back that way, and little of what it learned is lost (Wortsman et al. 2022).
"""
import argparse

import torch

SHARED = ("encoder.", "heads.names.")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--new", required=True)
    p.add_argument("--old", required=True)
    p.add_argument("--share", type=float, default=0.8, help="of the new one")
    p.add_argument("--heads", action="store_true", help="mix the other heads, too; else they are the new one's")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    new, old = (torch.load(path, weights_only=True, map_location="cpu")["model"] for path in (args.new, args.old))
    mixed = {name: torch.lerp(old[name], value, args.share) if args.heads or name.startswith(SHARED) else value for name, value in new.items()}
    torch.save({"model": mixed}, args.out)


if __name__ == "__main__":
    main()
