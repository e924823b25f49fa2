"""The comments that all models are measured on, and ROC AUC by label and source."""

from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

import comments
from comments import JIGSAW_LABELS, LABELS, POSITIVE

PERSPECTIVE_FILE, PERSPECTIVE_COLUMN = "wiki-context", "perspective_toxicity"
WEIGHTED_TEST = "jigsaw-test-2"


@dataclass
class Part:
    """Rows of the evaluation that are measured together."""

    name: str
    rows: str  # which of its rows: "fold 9", "weighted" and the like
    index: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    perspective: np.ndarray | None = None


class Evaluation:
    """All texts to be scored, once each, and the parts they belong to."""

    def __init__(self, recipe, data, folder_files):
        self.texts = []
        self.parts = []
        natural = []
        trained_on = {source.name: source for source in recipe.sources}
        test = recipe.test_fold
        for path in folder_files:
            name = path.name.removesuffix(".gz").removesuffix(".csv")
            perspective = name == PERSPECTIVE_FILE
            rows = comments.read(path, extra=[PERSPECTIVE_COLUMN] if perspective else ())
            if np.isnan(rows.labels).all():
                continue
            if not np.isnan(rows.weights).all():
                chosen = np.flatnonzero(~np.isnan(rows.weights))
                self._add(name, "weighted", rows.take(chosen), rows.weights[chosen])
                continue
            if name in recipe.reports:
                continue
            held_out = rows.take(np.flatnonzero(rows.folds == test))
            part = self._add(name, f"fold {test}", held_out, np.ones(len(held_out)))
            if perspective:
                self._perspective(part, held_out)
                # Rows of other folds may have been trained on: they are there to compare with what
                # is published about Perspective, and for models that have not seen the file.
                self._perspective(self._add(name, "all rows", rows, np.ones(len(rows))), rows)
            if name in trained_on and trained_on[name].natural:
                clean = np.where(held_out.is_clean(), trained_on[name].clean_weight, 1.0)
                natural.append((part, clean))
        if natural:
            self.parts.insert(
                0,
                Part(
                    "natural rates",
                    f"fold {test}, weighted",
                    np.concatenate([part.index for part, _ in natural]),
                    np.concatenate([part.labels for part, _ in natural]),
                    np.concatenate([clean for _, clean in natural]),
                ),
            )

    def _add(self, name, which, rows, weights):
        first = len(self.texts)
        self.texts.extend(rows.texts)
        part = Part(name, which, np.arange(first, first + len(rows)), rows.labels, weights)
        self.parts.append(part)
        return part

    @staticmethod
    def _perspective(part, rows):
        column = [float(value) if value else np.nan for value in rows.extra[PERSPECTIVE_COLUMN]]
        part.perspective = np.array(column)

    def measure(self, predictions):
        """One record for each part and label with both classes: ROC AUC by model name."""
        records = []
        for part in self.parts:
            for column, label in enumerate(LABELS):
                shares = part.labels[:, column]
                asked = ~np.isnan(shares)
                positive = shares >= POSITIVE
                if part.perspective is not None and label == "toxicity":
                    asked &= ~np.isnan(part.perspective)
                if not (positive & asked).any() or not (~positive & asked).any():
                    continue
                record = {
                    "data": part.name,
                    "rows": part.rows,
                    "label": label,
                    "comments": int(asked.sum()),
                    "positives": int((positive & asked).sum()),
                    "rocAuc": {},
                }
                for model, scores in predictions.items():
                    found = scores[part.index, column]
                    if not np.isnan(found).any():
                        record["rocAuc"][model] = auc(positive, found, part.weights, asked)
                if part.perspective is not None and label == "toxicity":
                    record["rocAuc"]["Perspective"] = auc(positive, part.perspective, part.weights, asked)
                records.append(record)
        return records


def auc(positive, scores, weights, chosen):
    """Weighted area under the ROC curve over the chosen rows."""
    return float(roc_auc_score(positive[chosen], scores[chosen], sample_weight=weights[chosen]))


def means(records):
    """Mean over the six Jigsaw labels for each part that has them all."""
    result = []
    parts = dict.fromkeys((record["data"], record["rows"]) for record in records)
    for data, rows in parts:
        of_part = [r for r in records if (r["data"], r["rows"]) == (data, rows) and r["label"] in JIGSAW_LABELS]
        if len(of_part) < len(JIGSAW_LABELS):
            continue
        models = set.intersection(*(set(r["rocAuc"]) for r in of_part))
        mean = {model: float(np.mean([r["rocAuc"][model] for r in of_part])) for model in sorted(models)}
        result.append({"data": data, "rows": rows, "labels": len(of_part), "rocAuc": mean})
    return result
