"""Average the weights of several checkpoints that began alike."""
import sys

import torch

out, *paths = sys.argv[1:]
models = [torch.load(path, weights_only=True, map_location="cpu")["model"] for path in paths]
torch.save({"model": {name: sum(m[name] for m in models) / len(models) for name in models[0]}}, out)
print(f"{out}: mean of {', '.join(paths)}")
