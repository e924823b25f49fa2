"""The rows that `replyguard-trainer rows` wrote, as a transformer is trained on them."""

import csv
import gzip
from dataclasses import dataclass

import numpy
from tokenizers import Tokenizer

# Spam is left to the linear model, which knows links, markup and the author.
LABELS = (
    "toxicity", "severe_toxicity", "profanity", "threat",
    "insult", "identity_attack", "sexually_explicit",
)
GENERATED, DISGUISED = "generated/", "obfuscated-"
MAX_FIELD = 1 << 24


@dataclass(frozen=True)
class Corpus:
    """Comments of the training folds.

    tokens:    for each its WordPiece numbers, [CLS] and [SEP] included
    disguised: for each its numbers in disguise, or None where there is no such comment
    natural:   for each whether its source has natural rates
    labels:    rows x labels, 1 where it has the label
    weights:   rows x labels, 0 where nothing is known
    sources:   for each the number of its source; 0 where it is natural or made up: made-up
               comments are there to be answered as they say
    names:     the sources by number
    """

    tokens: list
    disguised: list
    natural: numpy.ndarray
    labels: numpy.ndarray
    weights: numpy.ndarray
    sources: numpy.ndarray
    names: list


def read(rows_file, tokenizer_file):
    csv.field_size_limit(MAX_FIELD)
    names, texts, natural, labels, weights, sources = ["natural"], [], [], [], [], []
    row_of, twins = {}, {}
    opened = gzip.open if str(rows_file).endswith(".gz") else open
    with opened(rows_file, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["id"].startswith(DISGUISED):
                twins[row["id"].removeprefix(DISGUISED)] = row["text"]
                continue
            weight = [float(row[label + "_weight"] or 0) for label in LABELS]
            if not any(weight):
                continue
            own = row["natural"] == "0" and not row["source"].startswith(GENERATED)
            if own and row["source"] not in names:
                names.append(row["source"])
            if row["natural"] == "1":
                if row["id"] in row_of:
                    raise SystemExit(f"{rows_file}: two comments have the id {row['id']}, so that which of them is "
                                     "in disguise cannot be told")
                row_of[row["id"]] = len(texts)
            texts.append(row["text"])
            natural.append(row["natural"] == "1")
            labels.append([float(row[label] or 0) for label in LABELS])
            weights.append(weight)
            sources.append(names.index(row["source"]) if own else 0)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    disguised = [None] * len(texts)
    for name, tokens in zip(twins, _numbers(tokenizer, list(twins.values()))):
        disguised[row_of[name]] = tokens
    return Corpus(
        _numbers(tokenizer, texts), disguised, numpy.array(natural),
        numpy.array(labels, dtype=numpy.float32), numpy.array(weights, dtype=numpy.float32),
        numpy.array(sources), names)


def _numbers(tokenizer, texts):
    return [numpy.array(e.ids, dtype=numpy.int32) for e in tokenizer.encode_batch(texts)]
