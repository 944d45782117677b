"""An exported network as one that can be trained again: the way back from the weights that read.

An export keeps less than a checkpoint: each normalization of a batch is folded into its convolution, the gates of the
LSTMs stand in ONNX's order, large weights have lost half their digits, and the optimizer is gone. What the network says
of a line is the same before and after.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from onnx import numpy_helper
from torch import Tensor, nn

from pipeline.errors import InputError
from pipeline.training.checkpoint import State, fresh
from pipeline.training.network import LineReader

GATES = (0, 2, 3, 1)  # torch's input, forget, cell, output among ONNX's input, output, forget, cell


def state(path: Path) -> State:
    """Return the state whose running mean was exported to *path*; `settle` its network before training.

    Raises:
        InputError: if the file is no export of this network with this alphabet.
    """
    found = fresh()
    try:
        model: Any = onnx.load(path)
        graph = model.graph
        large = {cast.input[0]: cast.output[0] for cast in graph.node if cast.op_type == "Cast"}
        weights = {
            large.get(tensor.name, tensor.name): numpy_helper.to_array(tensor).astype(np.float32)
            for tensor in graph.initializer
        }
        _fill(found.network, [[weights[name] for name in node.input if name in weights] for node in graph.node], graph)
    except (OSError, ValueError, RuntimeError, DecodeError) as error:
        raise InputError(f"{path}: no export of this network: {error}") from error
    found.mean.load_state_dict(found.network.state_dict())
    told = {entry.key: int(entry.value) for entry in model.metadata_props}
    found.steps, found.lines = told.get("steps", 0), told.get("lines", 0)
    return found


def _fill(network: LineReader, weights: list[list[Any]], graph: Any) -> None:
    """Give *network* the *weights* of each node of *graph*."""
    found = {
        kind: [values for values, node in zip(weights, graph.node, strict=True) if node.op_type == kind]
        for kind in ("Conv", "LSTM", "MatMul", "Add")
    }
    values: dict[str, Any] = network.state_dict()
    for place, (kernel, bias) in enumerate(found["Conv"]):
        values[f"conv.{place}.0.weight"] = kernel
        values[f"conv.{place}.1.bias"] = bias
    for name, (inward, again, bias) in zip(("r1", "r2"), found["LSTM"], strict=True):
        for way, ending in enumerate(("", "_reverse")):
            first, second = np.split(bias[way], 2)
            parts = {"weight_ih": inward[way], "weight_hh": again[way], "bias_ih": first, "bias_hh": second}
            for part, given in parts.items():
                values[f"{name}.{part}_l0{ending}"] = np.concatenate([np.split(given, 4)[gate] for gate in GATES])
    ((scores,),), ((bias,),) = found["MatMul"], found["Add"]
    values["out.weight"], values["out.bias"] = scores.T, bias
    network.load_state_dict({name: torch.as_tensor(np.ascontiguousarray(part)) for name, part in values.items()})


def settle(network: LineReader, lines: Iterable[Tensor]) -> None:
    """Let the normalizations of *network* know what they normalize, by batches of *lines*; what it says is unchanged.

    An unfolded normalization leaves values as they are by a mean of 0 and a variance of 1; training would take those of
    a batch instead. So they get the true ones, and the scale and shift that undo them.
    """
    network.eval()
    sums: dict[nn.Module, tuple[int, Tensor, Tensor]] = {}

    def watch(convolution: nn.Module, _: Any, values: Tensor) -> None:
        number, total, squares = sums.get(convolution, (0, torch.zeros(1), torch.zeros(1)))
        kept = values.double()
        count = number + values.numel() // values.shape[1]
        sums[convolution] = count, total + kept.sum((0, 2, 3)), squares + kept.square().sum((0, 2, 3))

    layers: list[Any] = list(network.conv)
    watched = [layer[0].register_forward_hook(watch) for layer in layers]
    with torch.no_grad():
        for batch in lines:
            network(batch)
        for layer in layers:
            count, total, squares = sums[layer[0]]
            mean = total / count
            normal = layer[1]
            before = normal.weight / (normal.running_var + normal.eps).sqrt()
            shift = normal.bias - normal.running_mean * before
            variance = (squares / count - mean.square()).float()
            normal.weight.copy_(before * (variance + normal.eps).sqrt())
            normal.bias.copy_(shift + mean.float() * before)
            normal.running_mean.copy_(mean)
            normal.running_var.copy_(variance)
    for hook in watched:
        hook.remove()
