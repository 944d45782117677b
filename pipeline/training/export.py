"""The network as an ONNX file, and its alphabet beside it as text: all that crosses from training to the product.

Input "lines": float32 (n, 1, 40, w), ink 1, paper 0. Output "probabilities": float32 (n, ceil(w / 4), 1 + signs),
class 0 blank. Both n and w are free. Large weights are stored as float16 and cast to float32 as the file is loaded:
that halves the file and costs no time, since onnxruntime folds the casts.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from pipeline.training.alphabet import ALPHABET
from pipeline.training.checkpoint import State
from pipeline.training.network import HEIGHT

OPSET = 17
LARGE = 1024  # values: smaller tensors stay float32, since halving them saves nothing
LETTERS = "alphabet.txt"


class Probabilities(nn.Module):
    """A network with a softmax at its end."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, lines: Tensor) -> Tensor:
        return torch.softmax(self.network(lines), -1)


def export(state: State, path: Path) -> None:
    """Write the running mean of *state* to *path*, how far it has come with it, and alphabet.txt beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # The newer exporter needs one more package. What the older one warns of, LSTMs in batches of another size, does
        # not come true where they start from zeros; the tests bear it out.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Probabilities(state.mean).eval(),
            (torch.rand(2, 1, HEIGHT, 160),),
            str(path),
            input_names=["lines"],
            output_names=["probabilities"],
            dynamic_axes={"lines": {0: "n", 3: "w"}, "probabilities": {0: "n", 1: "t"}},
            opset_version=OPSET,
            dynamo=False,
        )
    model: Any = onnx.load(path)
    _halve(model.graph)
    helper.set_model_props(model, {"steps": str(state.steps), "lines": str(state.lines)})
    onnx.save(model, path)
    path.with_name(LETTERS).write_text(ALPHABET + "\n", "utf-8")


def _halve(graph: Any) -> None:
    """Store the large float32 weights of *graph* as float16, each behind a cast to float32."""
    casts = []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32 and values.size >= LARGE:
            name = tensor.name
            tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{name}.half"))
            casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
