"""scikit-learn: TF-IDF of words and characters, naive-Bayes feature weights, logistic regression.

After Wang and Manning, "Baselines and Bigrams" (2012), as it is used on these data: each feature is
multiplied by its log-count ratio for the label, a positive against a negative row.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import sklearn
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

import comments
from comments import LABELS

# min_df and the cost are what fits 8 GB and some minutes a label, and the best of what was tried on fold 8.
WORDS = {"analyzer": "word", "ngram_range": (1, 2), "min_df": 3, "token_pattern": r"\w+|[^\w\s]+"}
CHARACTERS = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 5}
COST = 1.0
TOLERANCE = 1e-3
MAX_ITERATIONS = 60
SMOOTHING = 1.0


class Peer:
    """Vectorizers and, for each label, the weights of features; log-count ratios are folded in."""

    def __init__(self, features, weights, biases, labels):
        self.features = features
        self.weights = weights
        self.biases = biases
        self.labels = labels

    def predict_proba(self, texts):
        """The probability of each of its labels for every text."""
        return expit(self.features.transform(texts) @ self.weights + self.biases)

    def scores(self, texts, batch=5000):
        """As predict_proba, a column for every label, NaN for those it does not know."""
        scores = np.full((len(texts), len(LABELS)), np.nan)
        columns = [LABELS.index(label) for label in self.labels]
        for start in range(0, len(texts), batch):
            part = texts[start : start + batch]
            scores[start : start + len(part), columns] = self.predict_proba(part)
        return scores


def train(texts, tasks, threads):
    """Trains on rows of `texts`; `tasks` is a list of (label, rows, positive, weights)."""
    common = {"sublinear_tf": True, "strip_accents": "unicode", "lowercase": True, "dtype": np.float32}
    features = FeatureUnion(
        [("words", TfidfVectorizer(**WORDS, **common)), ("characters", TfidfVectorizer(**CHARACTERS, **common))]
    )
    matrix = features.fit_transform(texts).tocsr()
    print(f"scikit-learn: {matrix.shape[0]:,} rows, {matrix.shape[1]:,} features, {matrix.nnz:,} values", flush=True)
    with ThreadPoolExecutor(threads) as pool:
        fitted = list(pool.map(lambda task: fit(matrix, *task), tasks))
    weights = np.stack([weight for weight, _ in fitted], axis=1).astype(np.float32)
    biases = np.array([bias for _, bias in fitted])
    return Peer(features, weights, biases, [task[0] for task in tasks])


def fit(matrix, label, rows, positive, weights):
    """One label's weights and bias."""
    part = matrix[rows]
    ratio = log_count_ratio(part, positive, weights)
    part.data *= ratio[part.indices]
    model = LogisticRegression(
        C=COST, solver="liblinear", dual=True, tol=TOLERANCE, max_iter=MAX_ITERATIONS, random_state=1
    )
    model.fit(part, positive, sample_weight=weights)
    print(f"scikit-learn: {label}, {len(rows):,} rows, {int(model.n_iter_[0])} iterations", flush=True)
    return model.coef_[0] * ratio, model.intercept_[0]


def log_count_ratio(matrix, positive, weights):
    """For each feature the log of how much more of it positive rows have than negative ones."""
    with_label = matrix.T @ (weights * positive) + SMOOTHING
    without = matrix.T @ (weights * ~positive) + SMOOTHING
    return np.log((with_label / with_label.sum()) / (without / without.sum())).astype(np.float32)


def cache_key(*inputs):
    """A name for what training on these inputs gives."""
    settings = [WORDS, CHARACTERS, COST, TOLERANCE, MAX_ITERATIONS, SMOOTHING]
    return comments.digest("scikit-learn", sklearn.__version__, settings, *inputs)
