"""Checkpoint -> ONNX (float) -> ONNX (8 bit).

Inputs `input_ids` and `case_ids`, int32 [batch, length]: windows of equal length, so there is no mask. Outputs `names`
[batch, length, labels] and `states` [batch, length, width], which later heads read.
"""
import argparse
import pathlib
import tempfile

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

import predict
from model import Model


class Graph(torch.nn.Module):
    """What is exported: fixed names and order of the outputs."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, case_ids):
        states, heads = self.model(input_ids, case_ids)
        return heads["names"], states


def export(checkpoint, path):
    """Write the float model."""
    model = Model()
    model.load_state_dict(torch.load(checkpoint, weights_only=True, map_location="cpu")["model"])
    example = torch.ones(2, 7, dtype=torch.int32)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(Graph(model.eval()), (example, torch.zeros_like(example)), str(path), dynamo=False, opset_version=17,
                      input_names=["input_ids", "case_ids"], output_names=["names", "states"],
                      dynamic_axes={k: axes for k in ("input_ids", "case_ids", "names", "states")})


def quantize(path, out):
    """Weights per channel in 7 bits, so that CPUs without VNNI cannot overflow; tables too."""
    with tempfile.TemporaryDirectory() as folder:
        clean = pathlib.Path(folder) / "clean.onnx"
        model = onnx.load(path)
        del model.graph.value_info[:]  # shapes of the example: other readers trip over them
        onnx.save(model, clean)
        quantize_dynamic(clean, out, op_types_to_quantize=["MatMul", "Gemm", "Gather"], weight_type=QuantType.QInt8,
                         per_channel=True, reduce_range=True)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoint")
    p.add_argument("out", help="folder: float.onnx and int8.onnx")
    args = p.parse_args()
    out = pathlib.Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    export(args.checkpoint, out / "float.onnx")
    quantize(out / "float.onnx", out / "int8.onnx")
    rng = np.random.default_rng(0)
    ids, case = rng.integers(1000, 30000, (3, 50)), rng.integers(0, 16, (3, 50))
    want = predict.load(args.checkpoint)(ids, case)
    for name in ("float.onnx", "int8.onnx"):
        got = predict.load(out / name)(ids, case)
        print(f"{name}: {(out / name).stat().st_size / 1e6:.1f} MB, largest difference {np.abs(got - want).max():.4f} "
              f"of {np.abs(want).max():.1f}, same label {100 * (got.argmax(-1) == want.argmax(-1)).mean():.1f} %")


if __name__ == "__main__":
    main()
