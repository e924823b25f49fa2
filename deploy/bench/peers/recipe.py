"""What a recipe of the trainer takes from which file: the same rows are given to the peers."""

import json
from dataclasses import dataclass

import numpy as np
import yaml

import comments
from comments import LABELS, POSITIVE

# Comments that the trainer makes itself: no file has them, so the peers go without.
MADE_UP = "generated/"


@dataclass
class Source:
    """One file of the recipe, read, without the rows that the recipe skips."""

    name: str
    rows: comments.Comments
    labels: dict
    negatives_only: list
    assumed_negative: dict
    clean_weight: float
    natural: bool

    def training_weights(self, label):
        """How much each row counts in training for a label; 0 where it is left out."""
        column = LABELS.index(label)
        shares = self.rows.labels[:, column]
        weights = np.where(np.isnan(shares), 0.0, self.labels.get(label, 0.0))
        if label in self.negatives_only:
            weights[np.nan_to_num(shares) >= POSITIVE] = 0
        assumed = np.isnan(shares) & self.rows.is_clean()
        weights[assumed] = self.assumed_negative.get(label, 0.0)
        return weights

    def natural_weights(self):
        """How many comments each row stands for at natural rates."""
        return np.where(self.rows.is_clean(), self.clean_weight, 1.0)


@dataclass
class Recipe:
    """The sources of a recipe, and the folds it keeps apart."""

    sources: list
    files: list
    test_fold: int
    reports: list
    # All of it that peers depend on: how the bundle itself is trained does not train them anew.
    settings: str


def read(file, data):
    """Reads a recipe and its sources' files."""
    with open(file, encoding="utf-8") as stream:
        tree = yaml.safe_load(stream)
    sources, files = [], []
    for entry in tree["sources"]:
        if entry["file"].startswith(MADE_UP):
            continue
        path = comments.find(data, entry["file"])
        if path is None:
            raise SystemExit(f"{data}: {entry['file']}.csv.gz or .csv expected there, as the recipe names it")
        files.append(path)
        sources.append(
            Source(
                entry["file"],
                comments.read(path, skip=entry.get("skip")),
                entry.get("labels", {}),
                entry.get("negativesOnly", []),
                entry.get("assumedNegative", {}),
                float(entry.get("cleanWeight", 1)),
                entry.get("natural", "NONE") == "ALL",
            )
        )
    reports = [report["file"] for report in tree.get("reports", [])]
    read_of = [entry for entry in tree["sources"] if not entry["file"].startswith(MADE_UP)]
    settings = json.dumps([read_of, tree["folds"], reports], sort_keys=True)
    return Recipe(sources, files, int(tree["folds"]["test"]), reports, settings)
