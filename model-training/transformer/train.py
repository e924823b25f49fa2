"""Trains the transformer of the larger model on what `replyguard-trainer rows` wrote, to ONNX.

docs/training.md tells how to call it, and what becomes of the file.
"""

import argparse
import time

import numpy
import torch

import corpus
import network

SEED = 20261122
MAX_TOKENS = 144
PASSES = 2
ROWS, TOKENS = 96, 4096  # a batch, at most
POOL = 4000  # rows that are put into batches by their length
RATE, OUTPUT_RATE, WARM_UP = 1e-4, 1e-3, 0.06
OTHER_WEIGHT = 0.5  # of sources without natural rates, which are read once
LABELS_PER_ROW = 3.0


def batches(texts, random):
    """Batches of comments of about the same length, in a random order, from (row, tokens)."""
    found = []
    order = random.permutation(len(texts))
    for pool in numpy.array_split(order, max(1, len(order) // POOL)):
        batch = []
        for row, tokens in sorted((texts[i] for i in pool), key=lambda text: len(text[1])):
            if batch and (len(batch) == ROWS or (len(batch) + 1) * len(tokens) > TOKENS):
                found.append(batch)
                batch = []
            batch.append((row, tokens))
        if batch:
            found.append(batch)
    return [found[i] for i in random.permutation(len(found))]


def schedule(comments, random):
    """Comments at natural rates in every pass, where there is one in disguise that one in one of
    them; each other comment in one pass."""
    natural = numpy.flatnonzero(comments.natural)
    others = random.permutation(numpy.flatnonzero(~comments.natural))
    disguised_in = random.integers(PASSES, size=len(comments.tokens))
    for number, part in enumerate(numpy.array_split(others, PASSES)):
        texts = []
        for row in numpy.concatenate([natural, part]):
            hidden = comments.disguised[row] if disguised_in[row] == number else None
            texts.append((row, cut(comments.tokens[row] if hidden is None else hidden)))
        yield from batches(texts, random)


def cut(tokens):
    """A long comment's first three quarters and its end."""
    if len(tokens) <= MAX_TOKENS:
        return tokens
    end = MAX_TOKENS // 4
    return numpy.concatenate([tokens[: MAX_TOKENS - end], tokens[-end:]])


def tensors(batch):
    ids = torch.zeros(len(batch), max(len(tokens) for _, tokens in batch), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for i, (_, tokens) in enumerate(batch):
        ids[i, : len(tokens)] = torch.from_numpy(tokens)
        mask[i, : len(tokens)] = 1
    return ids, mask


def optimizer(model):
    names = {name: p for name, p in model.named_parameters()}
    encoder = {name: p for name, p in names.items() if name.startswith("encoder.")}
    groups = [
        dict(params=[p for p in encoder.values() if p.ndim > 1], lr=RATE, weight_decay=0.01),
        dict(params=[p for p in encoder.values() if p.ndim <= 1], lr=RATE, weight_decay=0),
        dict(params=[p for name, p in names.items() if name not in encoder], lr=OUTPUT_RATE,
             weight_decay=0),
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-6, fused=True)


def train(comments, model, most_steps):
    steps = list(schedule(comments, numpy.random.default_rng(SEED)))[:most_steps]
    weights = comments.weights * numpy.where(comments.sources == 0, 1, OTHER_WEIGHT)[:, None]
    descent = optimizer(model)
    warm = WARM_UP * len(steps)
    rates = torch.optim.lr_scheduler.LambdaLR(
        descent,
        lambda step: min((step + 1) / warm, (1 - step / len(steps)) / (1 - WARM_UP)))
    start, average = time.monotonic(), None
    model.train()
    for step, batch in enumerate(steps):
        ids, mask = tensors(batch)
        rows = [row for row, _ in batch]
        logits = model(ids, mask, torch.from_numpy(comments.sources[rows]))
        each = torch.nn.functional.binary_cross_entropy_with_logits(
            logits, torch.from_numpy(comments.labels[rows]), reduction="none")
        loss = (each * torch.from_numpy(weights[rows])).sum() / (LABELS_PER_ROW * len(rows))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        descent.step()
        rates.step()
        descent.zero_grad()
        average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
        if (step + 1) % 100 == 0 or step + 1 == len(steps):
            minutes = (time.monotonic() - start) / 60
            left = minutes / (step + 1) * (len(steps) - step - 1)
            print(f"step {step + 1} of {len(steps)}, loss {average:.4f}, "
                  f"{minutes:.1f} min, {left:.0f} left", flush=True)
    model.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", required=True, help="what replyguard-trainer rows wrote")
    parser.add_argument("--model", required=True, help="all-minilm-l6-v2.onnx")
    parser.add_argument("--tokenizer", required=True, help="all-minilm-l6-v2-tokenizer.json")
    parser.add_argument("--out", required=True, help="the ONNX file to write")
    parser.add_argument("--steps", type=int, help="stop after so many steps, to try it out")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    comments = corpus.read(given.rows, given.tokenizer)
    print(f"{len(comments.tokens)} comments, sources: {', '.join(comments.names)}", flush=True)
    model = network.Classifier(
        network.encoder(given.model), len(corpus.LABELS), len(comments.names))
    train(comments, model, given.steps)
    network.write(model, given.model, given.out)
    print(f"{given.out} written; its columns: {','.join(corpus.LABELS)}")


if __name__ == "__main__":
    main()
