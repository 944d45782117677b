from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training kit needs the extra [train]")

from pipeline.errors import InputError  # noqa: E402
from pipeline.training import checkpoint, unfold  # noqa: E402
from pipeline.training.alphabet import ALPHABET  # noqa: E402
from pipeline.training.batches import fits, packed, worn  # noqa: E402
from pipeline.training.degrade import stretched  # noqa: E402
from pipeline.training.export import export  # noqa: E402
from pipeline.training.renderer import Line  # noqa: E402
from pipeline.training.score import best_paths  # noqa: E402

LINES = [Line(np.full((40, width), 255, np.uint8), "ab") for width in (33, 60)]


def test_the_best_path_joins_repeats_and_keeps_twins_that_a_blank_parts() -> None:
    assert best_paths(torch.tensor([[1, 1, 0, 1, 2, 2]]), torch.tensor([5])) == [[1, 1, 2]]


def test_a_label_needs_a_frame_for_each_sign_and_one_between_twins() -> None:
    assert fits(Line(np.zeros((40, 20), np.uint8), "aab"))
    assert not fits(Line(np.zeros((40, 16), np.uint8), "aab"))


def test_wear_leaves_what_lies_right_of_a_line_bare() -> None:
    torch.manual_seed(1)
    batch = worn(packed(LINES))
    assert batch.ink.shape == (2, 1, 40, 64)
    assert not batch.ink[0, :, :, 33:].any()
    assert batch.frames.tolist() == [9, 15]
    assert 0.0 <= float(batch.ink.min()) <= float(batch.ink.max()) <= 1.0


def test_stretching_puts_paper_at_0_and_ink_at_1() -> None:
    seen = torch.full((1, 1, 40, 30), 0.2)
    seen[:, :, 10:20, 5:9] = 0.6
    assert sorted(set(stretched(seen).flatten().tolist())) == [0.0, pytest.approx(1.0)]


def test_what_was_saved_is_gone_on_with(tmp_path: Path) -> None:
    torch.manual_seed(1)
    state = checkpoint.fresh()
    state.steps, state.lines, state.spent = 3, 40, 5.0
    checkpoint.save(state, tmp_path / "last.pt")
    again = checkpoint.load(tmp_path / "last.pt")
    assert (again.steps, again.lines, again.spent) == (3, 40, 5.0)
    pairs = zip(state.network.parameters(), again.network.parameters(), strict=True)
    assert all(torch.equal(one, other) for one, other in pairs)


def test_the_exported_network_says_what_the_network_says(tmp_path: Path) -> None:
    from onnxruntime import InferenceSession

    torch.manual_seed(1)
    state = checkpoint.fresh()
    network = state.mean
    export(state, tmp_path / "net.onnx")
    session = InferenceSession(tmp_path / "net.onnx", providers=["CPUExecutionProvider"])
    for shape in ((1, 1, 40, 64), (3, 1, 40, 128)):
        lines = torch.rand(*shape)
        with torch.no_grad():
            expected = torch.softmax(network(lines), -1).numpy()
        (found,) = session.run(None, {"lines": lines.numpy()})
        assert np.allclose(found, expected, atol=2e-3)
    assert (tmp_path / "alphabet.txt").read_text("utf-8") == ALPHABET + "\n"


def test_an_export_is_trained_on_from_where_it_stood(tmp_path: Path) -> None:
    torch.manual_seed(1)
    state = checkpoint.fresh()
    state.steps, state.lines = 3, 40
    _vary(state.mean)
    export(state, tmp_path / "net.onnx")
    again = unfold.state(tmp_path / "net.onnx")
    lines = torch.rand(4, 1, 40, 96)
    unfold.settle(again.network, [lines])
    with torch.no_grad():
        expected, found, trained = state.mean(lines), again.network.eval()(lines), again.network.train()(lines)
    assert (again.steps, again.lines) == (3, 40)
    assert torch.allclose(found, expected, atol=2e-3)
    # In training a batch is normalized by itself; settled on that batch, the features stay what they were.
    assert torch.allclose(again.network.conv(lines), state.mean.conv(lines), atol=5e-3)
    assert trained.shape == expected.shape


def _vary(network: Any) -> None:
    """Give the normalizations statistics as training leaves them, not those of the first step."""
    for part in network.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.running_mean.uniform_(-0.2, 0.2)
            part.running_var.uniform_(0.5, 1.5)
            torch.nn.init.uniform_(part.weight, 0.5, 1.5)
            torch.nn.init.uniform_(part.bias, -0.2, 0.2)


def test_a_file_that_is_no_export_is_named(tmp_path: Path) -> None:
    (tmp_path / "net.onnx").write_bytes(b"nothing")
    with pytest.raises(InputError, match=r"net\.onnx: no export of this network"):
        unfold.state(tmp_path / "net.onnx")
