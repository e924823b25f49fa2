"""The results as a page of Markdown, ratios first."""

from comments import LABELS

OURS = "ReplyGuard"

# With fewer of either class a figure is chance: it is shown, and counts neither as won nor as lost.
ENOUGH = 10

FASTTEXT = "fastText predict-prob, without loading"
RATIOS = [
    # The targets: how many times as many comments in the same time.
    (FASTTEXT, 10),
    ("fastText predict-prob, whole command", None),
    ("scikit-learn", 30),
    ("Tribuo predict, examples made before", 50),
    ("Tribuo predict, from the text", None),
]


def ratios(timings):
    """How many times ReplyGuard's throughput is that of each other."""
    ours = timings[OURS]
    found = []
    for name, target in RATIOS:
        other = timings[name]
        found.append(
            {
                "than": name,
                "times": other["microsPerComment"] / ours["microsPerComment"],
                "timesByProcessorTime": other["cpuMicrosPerComment"] / ours["cpuMicrosPerComment"],
                "target": target,
            }
        )
    return found


def page(results):
    """The whole page."""
    lines = [f"# ReplyGuard and its peers: `{results['bundle']}`", ""]
    machine = results["machine"]
    lines += [
        f"{machine['cpu']}, {machine['cores']} cores, load {machine['loadBefore']:.1f} before and "
        f"{machine['loadAfter']:.1f} after; {machine['java']}; fastText {machine['fasttext']}, "
        f"scikit-learn {machine['sklearn']}.",
        "",
    ]
    if "timings" in results:
        lines += speed(results)
    if "records" in results:
        lines += quality(results)
    lines += ["## How the peers were trained", ""]
    lines += [f"- {line}" for line in results["peers"]] + [""]
    return "\n".join(lines)


def speed(results):
    facts = results["speedRows"]
    lines = [
        "## Speed",
        "",
        "| times ReplyGuard's throughput is that of | by wall time | by processor time | wanted |",
        "| --- | ---: | ---: | ---: |",
    ]
    for ratio in ratios(results["timings"]):
        wanted = f">= {ratio['target']}" if ratio["target"] else ""
        lines.append(f"| {ratio['than']} | {ratio['times']:.1f} | {ratio['timesByProcessorTime']:.1f} | {wanted} |")
    lines += [
        "",
        f"{facts['comments']:,} comments ({facts['medianLength']} characters at the median, "
        f"{facts['meanLength']:.0f} on average), one thread each, in turn. Microseconds a comment:",
        "",
        "| | median | fastest to slowest round | processor time | rounds |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, t in results["timings"].items():
        lines.append(
            f"| {name} | {t['microsPerComment']:.1f} | {t['fastest']:.1f} to {t['slowest']:.1f} "
            f"| {t['cpuMicrosPerComment']:.1f} | {t['rounds']} |"
        )
    return [*lines, ""]


def quality(results):
    models = results["models"]
    lines = [
        "## Quality",
        "",
        "Rows where ReplyGuard is not the best are marked with *. \"Jigsaw\" models were trained on both Jigsaw files "
        "alone, \"recipe\" models for each label on the rows that the recipe has for it.",
        "",
        "Mean ROC AUC of the six Jigsaw labels:",
        "",
    ]
    lines += table(results["means"], models, ["data", "rows"])
    lines += ["", "ROC AUC by data and label:", ""]
    lines += table(results["records"], [*models, "Perspective"], ["data", "rows", "label", "comments", "positives"])
    lines += [
        "",
        f"Won, lost and equal (four digits) against the best peer, where at least {ENOUGH} have the label and "
        f"{ENOUGH} have not, by label:",
        "",
    ]
    lines += ["| label | won | lost | equal |", "| --- | ---: | ---: | ---: |"]
    for label in LABELS:
        counts = [0, 0, 0]
        for record in results["records"]:
            enough = ENOUGH <= record["positives"] <= record["comments"] - ENOUGH
            if record["label"] == label and enough:
                counts[verdict(record["rocAuc"])] += 1
        lines.append(f"| {label} | {counts[0]} | {counts[1]} | {counts[2]} |")
    return [*lines, ""]


def verdict(found):
    """0 where ReplyGuard is best, 1 where it is not, 2 where it is as good."""
    best = max((round(value, 4) for name, value in found.items() if name != OURS), default=0)
    ours = round(found.get(OURS, 0), 4)
    return 2 if ours == best else 0 if ours > best else 1


def table(records, models, columns):
    lines = ["| | " + " | ".join([*columns, *models]) + " |"]
    lines.append("| --- | " + " | ".join(["---"] * len(columns) + ["---:"] * len(models)) + " |")
    for record in records:
        found = record["rocAuc"]
        cells = [f"{found[model]:.4f}" if model in found else "" for model in models]
        mark = "*" if verdict(found) == 1 else ""
        lines.append(f"| {mark} | " + " | ".join([str(record[column]) for column in columns] + cells) + " |")
    return lines
