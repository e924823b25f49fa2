"""The rows of a recipe of ReplyGuard, as a transformer is trained on them."""

import csv
import gzip
import pathlib
from dataclasses import dataclass

import numpy
import yaml
from tokenizers import Tokenizer

LABELS = (
    "toxicity", "severe_toxicity", "profanity", "threat",
    "insult", "identity_attack", "sexually_explicit", "spam",
)
MAX_FIELD = 1 << 20


@dataclass(frozen=True)
class Corpus:
    """Comments of the training folds.

    tokens:  for each its WordPiece numbers, [CLS] and [SEP] included
    labels:  rows x labels, 1 where it has the label
    weights: rows x labels, 0 where nothing is known
    sources: for each 0 where its source has natural rates, else the number of its source
    names:   the sources by number; the first stands for all with natural rates
    """

    tokens: list
    labels: numpy.ndarray
    weights: numpy.ndarray
    sources: numpy.ndarray
    names: list


def read(recipe_file, data, tokenizer_file):
    """Reads the training folds of all files that the recipe names; what it makes up is left out."""
    csv.field_size_limit(MAX_FIELD)
    recipe = yaml.safe_load(pathlib.Path(recipe_file).read_text(encoding="utf-8"))
    folds = {str(fold) for fold in recipe["folds"]["train"]}
    names, texts, labels, weights, sources = ["natural"], [], [], [], []
    for source in recipe["sources"]:
        if source["file"].startswith("generated/"):
            continue
        if source.get("natural"):
            number = 0
        else:
            number = len(names)
            names.append(source["file"])
        for row in _rows(pathlib.Path(data), source["file"]):
            if row["fold"] not in folds:
                continue
            label, weight = _labels(source, row)
            if weight.any():
                texts.append(row["text"])
                labels.append(label)
                weights.append(weight)
                sources.append(number)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokens = [numpy.array(e.ids, dtype=numpy.int32) for e in tokenizer.encode_batch(texts)]
    return Corpus(tokens, numpy.stack(labels), numpy.stack(weights), numpy.array(sources), names)


def _rows(data, name):
    for suffix, opened in ((".csv.gz", gzip.open), (".csv", open)):
        file = data / (name + suffix)
        if file.is_file():
            with opened(file, "rt", encoding="utf-8", newline="") as lines:
                yield from csv.DictReader(lines)
            return
    raise SystemExit(f"{data / name}.csv.gz: there is no such file")


def _labels(source, row):
    label = numpy.zeros(len(LABELS), dtype=numpy.float32)
    weight = numpy.zeros(len(LABELS), dtype=numpy.float32)
    for i, name in enumerate(LABELS):
        value = row.get(name, "")
        if name in source.get("labels", {}):
            if value == "":
                continue
            positive = float(value) >= 0.5
            if positive and name in source.get("negativesOnly", []):
                continue
            label[i] = positive
            weight[i] = source["labels"][name]
        elif name in source.get("assumedNegative", {}):
            weight[i] = source["assumedNegative"][name]
    return label, weight
