"""Labelled comments, read from the files that model-training/docs/data-format.md describes."""

import csv
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LABELS = [
    "toxicity", "severe_toxicity", "identity_attack", "insult", "profanity", "threat", "sexually_explicit", "spam",
]
JIGSAW_LABELS = LABELS[:6]

# As the trainer has it: from this share of raters on a comment counts as one that deserves the label.
POSITIVE = 0.5

csv.field_size_limit(1 << 24)


@dataclass
class Comments:
    """Rows of one or more files; the arrays are as long as the list of texts."""

    texts: list
    labels: np.ndarray  # rows by LABELS, shares of raters, NaN where nobody was asked
    folds: np.ndarray
    weights: np.ndarray  # how many comments a row stands for, NaN where its file does not say
    extra: dict  # further columns asked for, as lists of strings

    def __len__(self):
        return len(self.texts)

    def take(self, chosen):
        """The rows at these indices."""
        return Comments(
            [self.texts[i] for i in chosen],
            self.labels[chosen],
            self.folds[chosen],
            self.weights[chosen],
            {name: [column[i] for i in chosen] for name, column in self.extra.items()},
        )

    def is_clean(self):
        """Whether somebody was asked about some label and nobody gave any."""
        asked = ~np.isnan(self.labels)
        return asked.any(axis=1) & (np.nan_to_num(self.labels).max(axis=1) == 0)


def find(folder, name):
    """The file of that name, compressed or not, or None."""
    for ending in (".csv.gz", ".csv"):
        file = Path(folder) / (name + ending)
        if file.is_file():
            return file
    return None


def read(file, skip=None, extra=()):
    """Reads a file; rows that hold one of the values of `skip` in the column named are left out."""
    texts, labels, folds, weights, further = [], [], [], [], {name: [] for name in extra}
    opener = gzip.open if str(file).endswith(".gz") else open
    with opener(file, "rt", encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream, strict=True)
        missing = [c for c in ["text", "fold", *LABELS] if c not in (table.fieldnames or [])]
        if missing:
            raise SystemExit(f"{file}: column {missing[0]} expected")
        for row in table:
            if any(row.get(column) == value for column, value in (skip or {}).items()):
                continue
            texts.append(row["text"])
            labels.append([float(row[label]) if row[label] else np.nan for label in LABELS])
            folds.append(int(row["fold"]))
            weights.append(float(row.get("weight") or "nan"))
            for name in extra:
                further[name].append(row.get(name) or "")
    return Comments(
        texts,
        np.array(labels, dtype=np.float32).reshape(len(texts), len(LABELS)),
        np.array(folds, dtype=np.int8),
        np.array(weights),
        further,
    )


def one_line(text):
    """A text without line ends, for the formats that have a comment a line."""
    return " ".join(text.split())


def digest(*parts):
    """A name for what depends on these parts alone: strings, or files by their content."""
    sha = hashlib.sha256()
    for part in parts:
        content = Path(part).read_bytes() if isinstance(part, Path) else str(part).encode()
        sha.update(len(content).to_bytes(8, "big") + content)
    return sha.hexdigest()[:16]
