"""fastText (Joulin et al., 2017), by its command line."""

import re
import subprocess

import numpy as np

import comments
from comments import JIGSAW_LABELS, LABELS, POSITIVE, one_line

# The settings of the comparison, and the best of what was tried on fold 8 for the rest.
NGRAMS = ["-wordNgrams", "2", "-minn", "2", "-maxn", "5", "-dim", "64"]
EFFORT = ["-epoch", "5", "-lr", "0.1"]

# As fastText's own tutorial prepares texts: small letters, punctuation as words of its own.
PUNCTUATION = re.compile(r"([.!?,'/()\"])")


def prepared(text):
    """A text as it is given to fastText."""
    return PUNCTUATION.sub(r" \1 ", one_line(text).lower())


def version():
    """What is installed, for the report."""
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", "fasttext"], capture_output=True, text=True, check=False
    )
    return answer.stdout or "unknown"


def train(lines, model, loss, threads):
    """Trains on lines of labels and texts; `model` gets the ending .bin."""
    source = model.with_suffix(".train")
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = ["fasttext", "supervised", "-input", source, "-output", model, "-loss", loss]
    command += [*NGRAMS, *EFFORT, "-thread", str(threads), "-seed", "1", "-verbose", "0"]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    source.unlink()
    model.with_suffix(".vec").unlink(missing_ok=True)
    return model.with_suffix(".bin")


def probabilities(model, lines_file, names):
    """The probability of each of these labels for every line of a file."""
    command = ["fasttext", "predict-prob", str(model), str(lines_file), "-1"]
    columns = {f"__label__{name}": i for i, name in enumerate(names)}
    found = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout:
            row = np.zeros(len(names))
            fields = line.split()
            for name, probability in zip(fields[::2], fields[1::2]):
                if name in columns:
                    row[columns[name]] = float(probability)
            found.append(row)
    if process.returncode != 0:
        raise SystemExit(f"fasttext predict-prob ended with {process.returncode}")
    return np.array(found)


def jigsaw_lines(rows):
    """All six labels in one line each, for one-vs-all training of one model."""
    lines = []
    for text, shares in zip(rows.texts, rows.labels):
        given = [label for label, share in zip(JIGSAW_LABELS, shares) if share >= POSITIVE]
        lines.append(" ".join([f"__label__{label}" for label in given or ["none"]]) + " " + prepared(text))
    return lines


def binary_lines(texts, positive):
    """One label, or that it is missing, in each line."""
    return [f"__label__{int(label)} {prepared(text)}" for text, label in zip(texts, positive)]


def write_lines(texts, file):
    """The texts as predict-prob reads them."""
    file.write_text("".join(prepared(text) + "\n" for text in texts), encoding="utf-8")


def jigsaw_scores(model, lines_file):
    """Scores for all labels, NaN for those beyond the six."""
    found = probabilities(model, lines_file, JIGSAW_LABELS)
    scores = np.full((len(found), len(LABELS)), np.nan)
    scores[:, : len(JIGSAW_LABELS)] = found
    return scores


def cache_key(*inputs):
    """A name for what training on these inputs gives."""
    return comments.digest("fasttext", version(), NGRAMS, EFFORT, PUNCTUATION.pattern, *inputs)
