"""How fast each model scores the same comments: one thread each, in turn, again and again."""

import os
import resource
import statistics
import subprocess
import time

import fasttext_peer
from comments import one_line


class Timings:
    """Microseconds of wall and processor time for each comment, of every round."""

    def __init__(self):
        self.rounds = {}

    def add(self, name, rows, wall, cpu):
        self.rounds.setdefault(name, []).append((1e6 * wall / rows, 1e6 * cpu / rows))

    def summary(self):
        """For each name the median, the fastest and the slowest round, and the median of processor time."""
        found = {}
        for name, rounds in self.rounds.items():
            wall = [wall for wall, _ in rounds]
            found[name] = {
                "microsPerComment": statistics.median(wall),
                "fastest": min(wall),
                "slowest": max(wall),
                "cpuMicrosPerComment": statistics.median(cpu for _, cpu in rounds),
                "cpuFastest": min(cpu for _, cpu in rounds),
                "rounds": len(rounds),
            }
        return found


class JavaBatch:
    """A warm JVM that scores the file when it is told to."""

    def __init__(self, benchmarks_jar, bundle, lines_file):
        command = ["java", "-Xmx3g", "-XX:+UseSerialGC", "-cp", str(benchmarks_jar)]
        command += ["dev.replyguard.benchmarks.BatchTiming", str(bundle), str(lines_file)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise SystemExit("BatchTiming did not start; see above")

    def run(self, command):
        """Rows, seconds and seconds of processor time of one pass."""
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        rows, wall, cpu = self.process.stdout.readline().split()
        return int(rows), float(wall), float(cpu)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def run_command(command):
    """Seconds and seconds of processor time that a program takes, its output thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(setup, rounds):
    """All models on the same comments; returns Timings and what they were measured on."""
    texts, work = setup["texts"], setup["work"]
    lines, words, one = work / "speed.txt", work / "speed.fasttext", work / "one.fasttext"
    lines.write_text("".join(one_line(text) + "\n" for text in texts), encoding="utf-8")
    fasttext_peer.write_lines(texts, words)
    fasttext_peer.write_lines(texts[:1], one)
    table = work / "speed.csv"
    write_csv(texts, table)
    timings = Timings()
    rows = len(texts)
    sklearn_texts = [one_line(text) for text in texts]
    predict = ["fasttext", "predict-prob", setup["fasttext_model"]]
    java = JavaBatch(setup["benchmarks_jar"], setup["bundle"], lines)
    try:
        for number in range(rounds):
            print(f"speed: round {number + 1} of {rounds}, load {os.getloadavg()[0]:.1f}", flush=True)
            for _ in range(3):
                timings.add("ReplyGuard", *java.run("score"))
            loading = run_command([*predict, one, "6"])
            whole = run_command([*predict, words, "6"])
            timings.add("fastText predict-prob, whole command", rows, *whole)
            timings.add("fastText predict-prob, without loading", rows, whole[0] - loading[0], whole[1] - loading[1])
            for _ in range(3):
                timings.add("ReplyGuard", *java.run("score"))
            start, cpu = time.perf_counter(), time.process_time()
            setup["sklearn"].predict_proba(sklearn_texts)
            timings.add("scikit-learn", rows, time.perf_counter() - start, time.process_time() - cpu)
            timings.add("Tribuo predict, examples made before", *java.run("tribuo-predict"))
            timings.add("Tribuo predict, from the text", *java.run("tribuo"))
            score = ["java", "-XX:+UseSerialGC", "-jar", setup["trainer_jar"], "score", "--model", setup["bundle"]]
            score += ["--in", table, "--out", work / "speed-scores.csv"]
            timings.add("ReplyGuard's score command, start and CSV", rows, *run_command(score))
    finally:
        java.close()
    lengths = sorted(len(text) for text in sklearn_texts)
    facts = {"comments": rows, "medianLength": lengths[rows // 2], "meanLength": sum(lengths) / rows}
    return timings.summary(), facts


def write_csv(texts, file):
    """Numbered texts as CSV."""
    with open(file, "w", encoding="utf-8", newline="") as stream:
        stream.write("id,text\r\n")
        for number, text in enumerate(texts):
            quoted = text.replace('"', '""')
            stream.write(f'{number},"{quoted}"\r\n')
