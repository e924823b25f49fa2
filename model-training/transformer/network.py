"""A BERT encoder with one linear output a label, and the ONNX file it comes from and goes to."""

import tempfile
from pathlib import Path

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertConfig, BertModel

IDS, MASK, HIDDEN, OUTPUT = "input_ids", "attention_mask", "output_0", "logits"
DROPOUT = 0.1
START_BIAS = -2.5


class Classifier(torch.nn.Module):
    """Log-odds from the first token and the mean of all, side by side.

    Each source without natural rates has an output of its own on top, so that its rates and its
    notion of a label shape the encoder, not the answer.
    """

    def __init__(self, encoder, labels, sources):
        super().__init__()
        width = 2 * encoder.config.hidden_size
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(DROPOUT)
        self.output = torch.nn.Linear(width, labels)
        self.of_source = torch.nn.Embedding(sources, labels * (width + 1))
        torch.nn.init.zeros_(self.of_source.weight)
        torch.nn.init.normal_(self.output.weight, std=0.02)
        torch.nn.init.constant_(self.output.bias, START_BIAS)

    def forward(self, ids, mask, sources):
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden, counted = hidden.float(), mask[:, :, None].float()
        mean = (hidden * counted).sum(1) / counted.sum(1)
        pooled = self.dropout(torch.cat([hidden[:, 0], mean], 1))
        own = self.of_source(sources).view(len(ids), -1, pooled.shape[1] + 1)
        own = own * (sources > 0)[:, None, None]
        return self.output(pooled) + (own[:, :, :-1] @ pooled[:, :, None])[:, :, 0] + own[:, :, -1]


def encoder(file):
    """The encoder in an ONNX file of all-MiniLM-L6-v2, ready to be trained."""
    model = onnx.load(file)
    tensors = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    state = {
        name: torch.tensor(numpy.array(value)) for name, value in tensors.items()
        if name.startswith(("embeddings.", "encoder.")) and not name.endswith("position_ids")
    }
    for name, matrix in _matrices(model.graph).items():
        state[name] = torch.tensor(tensors[matrix].T.copy())
    vocabulary, width = state["embeddings.word_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=vocabulary,
        hidden_size=width,
        num_hidden_layers=1 + max(int(n.split(".")[2]) for n in state if n.startswith("encoder.")),
        num_attention_heads=12,
        intermediate_size=state["encoder.layer.0.intermediate.dense.weight"].shape[0],
        # Two passes are too few to learn comments by heart, and drawing takes an eighth of the time.
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        # For short texts on processors: "sdpa" takes 1.6 times as long, mostly in its gradient.
        attn_implementation="eager",
    )
    bert = BertModel(config, add_pooling_layer=False)
    bert.load_state_dict(state)
    return bert


def write(classifier, original, file):
    """The original's graph with the trained weights and the outputs behind it, in 8 bits."""
    model = onnx.load(original)
    graph = model.graph
    state = {k: v.detach().numpy() for k, v in classifier.encoder.state_dict().items()}
    named = {matrix: state[name].T for name, matrix in _matrices(graph).items()}
    for tensor in graph.initializer:
        value = named.get(tensor.name, state.get(tensor.name))
        if value is not None:
            tensor.CopyFrom(numpy_helper.from_array(numpy.ascontiguousarray(value), tensor.name))
    _keep_only(graph, HIDDEN)
    weights = classifier.output.weight.detach().numpy()
    graph.initializer.extend([
        numpy_helper.from_array(numpy.array(0, dtype=numpy.int64), "first_token"),
        numpy_helper.from_array(numpy.array([1], dtype=numpy.int64), "token_axis"),
        numpy_helper.from_array(numpy.array([2], dtype=numpy.int64), "width_axis"),
        numpy_helper.from_array(numpy.ascontiguousarray(weights.T), "output.weight"),
        numpy_helper.from_array(classifier.output.bias.detach().numpy(), "output.bias"),
    ])
    graph.node.extend([
        helper.make_node("Gather", [HIDDEN, "first_token"], ["first"], axis=1),
        helper.make_node("Cast", [MASK], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "width_axis"], ["counted"]),
        helper.make_node("Mul", [HIDDEN, "counted"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "token_axis"], ["sum"], keepdims=0),
        helper.make_node("ReduceSum", ["mask", "token_axis"], ["count"], keepdims=1),
        helper.make_node("Div", ["sum", "count"], ["mean"]),
        helper.make_node("Concat", ["first", "mean"], ["pooled"], axis=1),
        helper.make_node("Gemm", ["pooled", "output.weight", "output.bias"], [OUTPUT]),
    ])
    graph.output.append(
        helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["texts", weights.shape[0]]))
    for taken in graph.input:
        shape = taken.type.tensor_type.shape.dim
        shape[0].dim_param, shape[1].dim_param = "texts", "tokens"
    onnx.checker.check_model(model)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        onnx.save(model, whole)
        # Unsigned weights: signed ones saturate on processors without VNNI.
        quantize_dynamic(whole, file, per_channel=True, weight_type=QuantType.QUInt8)


def _matrices(graph):
    """For each dense layer's weight, as BERT names it, the name that the export gave it."""
    made = {node.output[0]: node for node in graph.node}
    tensors = {tensor.name for tensor in graph.initializer}
    found = {}
    for node in graph.node:
        bias = [name for name in node.input if name in tensors and name.endswith(".bias")]
        if node.op_type == "Add" and bias:
            for name in node.input:
                if name in made and made[name].op_type == "MatMul":
                    found[bias[0].removesuffix("bias") + "weight"] = made[name].input[1]
    return found


def _keep_only(graph, output):
    """Takes away the outputs, and each node that nothing but other outputs needed."""
    needed, nodes = {output}, []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            nodes.append(node)
    kept = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:], graph.initializer[:], graph.output[:]
    graph.node.extend(reversed(nodes))
    graph.initializer.extend(kept)
