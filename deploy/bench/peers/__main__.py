"""Trains fastText and scikit-learn on the rows of a recipe, and measures them beside a bundle.

Called by peers.sh, which says what is needed.
"""

import argparse
import json
import os
import pickle
import random
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import sklearn

import comments
import evaluation
import fasttext_peer
import recipe as recipes
import report
import sklearn_peer
import speed
from comments import JIGSAW_LABELS, LABELS, POSITIVE

JIGSAW_FILES = ["jigsaw-train", "jigsaw-train-2"]
SPEED_FILES = ["jigsaw-train", "jigsaw-train-2", "civil"]
NATURAL_SAMPLES = ("first-20000", "random", "natural", "natural-binary", "natural-negative")
SEED = 20261124
OURS = "ReplyGuard"


class Run:
    """What was asked for, and the folders for what is made."""

    def __init__(self, options):
        self.options = options
        self.data = Path(options.data)
        self.cache = Path(options.cache)
        self.cache.mkdir(parents=True, exist_ok=True)
        self.threads = os.cpu_count() or 1
        self.recipe = recipes.read(options.recipe, self.data)
        self.random = random.Random(SEED)
        self.notes = []

    def cached(self, name, key, make, binary=False):
        """What `make` returns, made once for a key."""
        file = self.cache / f"{name}-{key}.{'pickle' if binary else 'npy'}"
        if file.exists():
            print(f"{name}: from the cache", flush=True)
            return pickle.loads(file.read_bytes()) if binary else np.load(file)
        print(f"{name}: to be made", flush=True)
        made = make()
        partial = file.with_suffix(".partial")
        with open(partial, "wb") as stream:
            if binary:
                pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
            else:
                np.save(stream, made)
        partial.rename(file)
        return made

    def subset(self, rows):
        """All rows, or a share of them drawn by lot while the script is being worked on."""
        share = self.options.share
        return rows if share >= 1 else [row for row in rows if self.random.random() < share]


class JigsawRows:
    """Both Jigsaw files but for the test fold, and every label's rows for scikit-learn."""

    def __init__(self, run):
        files = [source for source in run.recipe.sources if source.name in JIGSAW_FILES]
        if not files:
            raise SystemExit(f"{run.options.recipe}: {' or '.join(JIGSAW_FILES)} expected among its sources")
        self.rows = merged([source.rows for source in files])
        self.rows = self.rows.take(run.subset(np.flatnonzero(self.rows.folds != run.recipe.test_fold).tolist()))

    def tasks(self):
        clean = np.where(self.rows.is_clean(), 1.77, 1.0)
        for label in JIGSAW_LABELS:
            shares = self.rows.labels[:, LABELS.index(label)]
            chosen = np.flatnonzero(~np.isnan(shares))
            yield label, chosen, shares[chosen] >= POSITIVE, clean[chosen]


class RecipeRows:
    """The rows of all sources but for the test fold, with the recipe's weights for every label."""

    def __init__(self, run):
        self.texts, self.all = [], {label: [] for label in LABELS}
        for source in run.recipe.sources:
            kept = run.subset(np.flatnonzero(source.rows.folds != run.recipe.test_fold).tolist())
            first = len(self.texts)
            self.texts.extend(source.rows.texts[i] for i in kept)
            clean = source.natural_weights() if source.natural else np.ones(len(source.rows))
            for label in LABELS:
                weights = source.training_weights(label)
                shares = source.rows.labels[:, LABELS.index(label)]
                for place, i in enumerate(kept):
                    if weights[i] > 0:
                        self.all[label].append((first + place, shares[i] >= POSITIVE, weights[i], clean[i]))

    def tasks(self):
        for label, rows in self.all.items():
            index, positive, weights, clean = (np.array(column) for column in zip(*rows))
            yield label, index, positive, weights * clean

    def drawn(self, label):
        """Texts and labels for a trainer without weights: as the recipe's trainer, a row of weight
        0.3 with a chance of 0.3, one of weight 2 twice."""
        lot = random.Random(f"{SEED} {label}")
        texts, positive = [], []
        for row, has_label, weight, _ in self.all[label]:
            for _ in range(int(weight) + (lot.random() < weight % 1)):
                texts.append(self.texts[row])
                positive.append(has_label)
        return texts, positive


def merged(parts):
    return comments.Comments(
        [text for part in parts for text in part.texts],
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.folds for part in parts]),
        np.concatenate([part.weights for part in parts]),
        {},
    )


def our_scores(run, texts, work):
    """The bundle's scores, by the trainer's command."""
    table, scores = work / "texts.csv", work / "scores.csv"
    speed.write_csv(texts, table)
    command = ["java", "-jar", run.options.trainer_jar, "score", "--model", run.options.bundle]
    told = subprocess.run([*command, "--in", str(table), "--out", str(scores)], stderr=subprocess.PIPE, text=True)
    if told.returncode != 0:
        raise SystemExit(told.stderr.strip())
    with open(scores, encoding="utf-8") as stream:
        header = stream.readline().strip().split(",")
    columns = [header.index(label) for label in LABELS]
    return np.loadtxt(scores, delimiter=",", skiprows=1, usecols=columns, ndmin=2)


def jigsaw_fasttext(run, key, work):
    """The model of six labels, as a file in the cache; speed is measured with it too."""
    model = run.cache / f"fasttext-jigsaw-{key}.bin"
    if not model.exists():
        print("fastText, Jigsaw: to be trained", flush=True)
        lines = fasttext_peer.jigsaw_lines(JigsawRows(run).rows)
        made = fasttext_peer.train(lines, work / "jigsaw", "ova", run.threads)
        shutil.move(made, model)
    return model


def jigsaw_sklearn(run, key):
    def make():
        rows = JigsawRows(run)
        return sklearn_peer.train(rows.rows.texts, list(rows.tasks()), run.threads)

    return run.cached("sklearn-jigsaw-model", key, make, binary=True)


def recipe_sklearn_scores(run, texts):
    rows = RecipeRows(run)
    return sklearn_peer.train(rows.texts, list(rows.tasks()), run.threads).scores(texts)


def recipe_fasttext_scores(run, texts, work):
    rows = RecipeRows(run)
    file = work / "texts.fasttext"
    fasttext_peer.write_lines(texts, file)
    scores = np.full((len(texts), len(LABELS)), np.nan)
    for column, label in enumerate(LABELS):
        drawn, positive = rows.drawn(label)
        print(f"fastText, recipe: {label}, {len(drawn):,} rows", flush=True)
        lines = fasttext_peer.binary_lines(drawn, positive)
        model = fasttext_peer.train(lines, work / "recipe", "softmax", run.threads)
        scores[:, column] = fasttext_peer.probabilities(model, file, ["1"])[:, 0]
        model.unlink()
    return scores


def measure_quality(run, work, fasttext_model, sklearn_model, training_key):
    files = sorted(path for path in run.data.iterdir() if path.name.endswith((".csv", ".csv.gz")))
    measured = evaluation.Evaluation(run.recipe, run.data, files)
    key = comments.digest(training_key, *files)
    lines = work / "evaluation.fasttext"
    fasttext_peer.write_lines(measured.texts, lines)
    found = {OURS: our_scores(run, measured.texts, work)}
    found["sklearn Jigsaw"] = run.cached(
        "sklearn-jigsaw", sklearn_peer.cache_key(key), lambda: sklearn_model.scores(measured.texts))
    found["fastText Jigsaw"] = run.cached(
        "fasttext-jigsaw", fasttext_peer.cache_key(key),
        lambda: fasttext_peer.jigsaw_scores(fasttext_model, lines))
    found["sklearn recipe"] = run.cached(
        "sklearn-recipe", sklearn_peer.cache_key(key), lambda: recipe_sklearn_scores(run, measured.texts))
    found["fastText recipe"] = run.cached(
        "fasttext-recipe", fasttext_peer.cache_key(key), lambda: recipe_fasttext_scores(run, measured.texts, work))
    records = measured.measure(found)
    return list(found), records, evaluation.means(records)


def speed_texts(run):
    """Comments of mixed length at natural rates, the same ones every time."""
    texts = []
    for name in SPEED_FILES:
        file = comments.find(run.data, name)
        if file is not None:
            rows = comments.read(file, extra=["sample"])
            texts += [t for t, sample in zip(rows.texts, rows.extra["sample"]) if sample in NATURAL_SAMPLES]
    texts = [text for text in texts if comments.one_line(text)]
    if not texts:
        raise SystemExit(f"{run.data}: one of {', '.join(SPEED_FILES)} expected there, with natural rows")
    random.Random(SEED).shuffle(texts)
    return texts[: run.options.rows]


def machine(load_before):
    with open("/proc/cpuinfo", encoding="ascii") as stream:
        cpu = next((line.split(":")[1].strip() for line in stream if line.startswith("model name")), "unknown")
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "loadBefore": load_before,
        "loadAfter": os.getloadavg()[0],
        "java": java.splitlines()[1],
        "fasttext": fasttext_peer.version(),
        "sklearn": sklearn.__version__,
    }


def is_linear(bundle):
    """Whether a bundle holds no ONNX model."""
    if not zipfile.is_zipfile(bundle):
        return True  # the trainer says what is wrong with it
    with zipfile.ZipFile(bundle) as archive:
        return not any(name.endswith(".onnx") for name in archive.namelist())


def peers_notes(options):
    """What a reader must know about the peers' training."""
    share = "" if options.share >= 1 else f" ONLY {options.share:.0%} OF THE ROWS, drawn by lot: not for comparison."
    return [
        "Rows: all folds but the test fold: the peers also get the fold that the bundle was only calibrated on, and go "
        "without the comments that the trainer makes up itself." + share,
        f"fastText: `supervised {' '.join(fasttext_peer.NGRAMS + fasttext_peer.EFFORT)}`; Jigsaw: one model of six "
        "labels, `-loss ova`; recipe: one model a label, rows drawn by their weight. Texts in small letters, "
        "punctuation set apart.",
        f"scikit-learn: TF-IDF, words {sklearn_peer.WORDS['ngram_range']} of at least {sklearn_peer.WORDS['min_df']} "
        f"rows and {sklearn_peer.CHARACTERS['analyzer']} {sklearn_peer.CHARACTERS['ngram_range']} of at least "
        f"{sklearn_peer.CHARACTERS['min_df']}, log-count ratios, logistic regression (liblinear, dual, C "
        f"{sklearn_peer.COST}, tolerance {sklearn_peer.TOLERANCE}), all-zero Jigsaw rows weighted 1.77.",
    ]


def main():
    parser = argparse.ArgumentParser(prog="peers")
    for name in ("bundle", "recipe", "data", "out", "cache", "trainer-jar", "benchmarks-jar"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--rows", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--only", choices=["quality", "speed"])
    options = parser.parse_args()
    load_before = os.getloadavg()[0]
    if not is_linear(options.bundle):
        if options.only == "speed":
            raise SystemExit(f"{options.bundle}: a linear model expected, whose speed peers can be held against")
        options.only = "quality"
    run = Run(options)
    training_key = comments.digest(run.recipe.settings, options.share, *run.recipe.files)
    with tempfile.TemporaryDirectory(dir=options.cache) as folder:
        work = Path(folder)
        fasttext_model = jigsaw_fasttext(run, fasttext_peer.cache_key(training_key), work)
        sklearn_model = jigsaw_sklearn(run, sklearn_peer.cache_key(training_key))
        results = {"bundle": Path(options.bundle).name, "share": options.share, "peers": peers_notes(options)}
        if options.only != "speed":
            models, records, means = measure_quality(run, work, fasttext_model, sklearn_model, training_key)
            results |= {"models": models, "means": means, "records": records}
        if options.only != "quality":
            setup = {
                "texts": speed_texts(run), "work": work, "fasttext_model": fasttext_model, "sklearn": sklearn_model,
                "benchmarks_jar": options.benchmarks_jar, "trainer_jar": options.trainer_jar, "bundle": options.bundle,
            }
            results["timings"], results["speedRows"] = speed.measure(setup, options.rounds)
            results["ratios"] = report.ratios(results["timings"])
    results["machine"] = machine(load_before)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    page = report.page(results)
    (out / "peers.md").write_text(page + "\n", encoding="utf-8")
    (out / "peers.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
