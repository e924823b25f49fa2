// What openapi.yaml promises of an answer to POST /v1/comments, as far as a client relies on it.

const LABELS = [
  "toxicity", "severe_toxicity", "identity_attack", "insult", "profanity", "threat", "sexually_explicit", "spam",
];
const VERDICTS = ["approve", "hold", "reject"];
const STAGES = ["known", "lists", "rules", "memory", "score", "policy"];

/** The ways in which an answer breaks the contract; none where it keeps it. Never quotes the comment. */
export function violations(answer, request) {
  const found = [];
  const check = (holds, what) => holds || found.push(what);
  const isScore = (value) => typeof value === "number" && value >= 0 && value <= 1;
  const isText = (value) => typeof value === "string" && value !== "";

  check(answer.id === request.id, "id: that of the request expected");
  check(VERDICTS.includes(answer.verdict), "verdict: approve, hold or reject expected");
  check(isText(answer.model), "model: a version expected");
  check(isText(answer.policy), "policy: a version expected");
  check(typeof answer.cached === "boolean", "cached: true or false expected");
  check(typeof answer.recorded === "boolean", "recorded: true or false expected");
  check(answer.language !== null && typeof answer.language === "object", "language: an object expected");
  check(sameNames(answer.scores, LABELS), "scores: exactly the eight labels expected");
  for (const [label, score] of Object.entries(answer.scores ?? {})) {
    check(isScore(score), `scores.${label}: a number from 0 to 1 expected`);
  }
  check(Array.isArray(answer.reasons), "reasons: a list expected");
  check(answer.verdict === "approve" || answer.reasons?.length > 0, "reasons: at least one expected unless approved");
  for (const [i, reason] of (answer.reasons ?? []).entries()) {
    const at = `reasons[${i}]`;
    check(STAGES.includes(reason.stage), `${at}.stage: a stage expected`);
    check(isText(reason.rule), `${at}.rule: a name expected`);
    check(isText(reason.message), `${at}.message: a sentence expected`);
    check((reason.label ?? null) === null || LABELS.includes(reason.label), `${at}.label: a label or none expected`);
    for (const name of ["score", "threshold"]) {
      check((reason[name] ?? null) === null || isScore(reason[name]), `${at}.${name}: from 0 to 1, or none, expected`);
    }
    check(Array.isArray(reason.matches), `${at}.matches: a list expected`);
    for (const match of reason.matches ?? []) {
      const quoted = request.text.slice(match.start, match.end);
      check(quoted !== "" && quoted === match.text, `${at}.matches: the text at its offsets expected`);
    }
  }
  return found;
}

function sameNames(object, names) {
  const actual = Object.keys(object ?? {});
  return actual.length === names.length && names.every((name) => actual.includes(name));
}
