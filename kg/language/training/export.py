"""Network -> one ONNX file, int8, with everything the run time needs in its metadata."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from kg.language.training.batches import Classes
from kg.language.training.network import Network

OPSET = 17
INPUTS = ("pieces", "pool", "shapes")
OUTPUTS = ("pos", "arcs", "label_queries", "label_heads", "mentions")


class Bytes(nn.Module):  # type: ignore[misc]  # torch is not followed
    """An embedding held in bytes with one scale a row: a quarter of the size, and exact enough."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight.detach() / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.rows: Tensor
        self.scale: Tensor

    def forward(self, numbers: Tensor) -> Tensor:
        """Return the rows of `numbers`."""
        return self.rows[numbers].float() * self.scale[numbers]


class OneSentence(nn.Module):  # type: ignore[misc]  # torch is not followed
    """The network for a single sentence, without batch and padding: what is exported."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, pool: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        """Return :data:`OUTPUTS`."""
        scores = self.network(pieces[None], pool[None], shapes[None])
        found = (
            scores.pos,
            scores.arcs,
            scores.label_queries,
            scores.label_heads,
            scores.mentions.log_softmax(-1),
        )
        return tuple(part[0] for part in found)


def export(
    network: Network, path: Path, *, classes: Classes, vocabulary: list[str], name: str
) -> None:
    """Write `network` to `path`; afterwards its embeddings are bytes: do not train on.

    `name` goes into the metadata, with the classes and the vocabulary.
    """
    network.eval()
    network.encoder.pieces = Bytes(network.encoder.pieces.weight)
    example = (
        torch.randint(0, len(vocabulary), (9,)),
        torch.eye(9)[1:8],
        torch.zeros(7, dtype=torch.int64),
    )
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "plain.onnx"), Path(folder, "small.onnx")
        torch.onnx.export(
            OneSentence(network),
            example,
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={
                "pieces": {0: "pieces"},
                "pool": {0: "words", 1: "pieces"},
                "shapes": {0: "words"},
                **{output: {0: "words"} for output in OUTPUTS},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            plain,
            small,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=True,  # 7 bits: without VNNI, sums of 8-bit products overflow
            extra_options={"MatMulConstBOnly": True},
        )
        model = onnx.load(str(small))
    onnx.helper.set_model_props(
        model,
        {
            "name": name,
            "pos": json.dumps(classes.pos),
            "deprels": json.dumps(classes.deprels),
            "tags": json.dumps(classes.tags),
            "vocabulary": "\n".join(vocabulary),
        },
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
