/** Why a comment waits, in plain words; and why people reject one. */
import { has, score, t } from "../i18n.js";

export const LABELS = ["toxicity", "severe_toxicity", "identity_attack", "insult", "profanity", "threat", "sexually_explicit", "spam"];

/** Each with the key that picks it. */
export const REJECT_REASONS = [
  ["1", "toxicity"],
  ["2", "insult"],
  ["3", "profanity"],
  ["4", "identity_attack"],
  ["5", "threat"],
  ["6", "spam"],
  ["7", "off_topic"],
  ["8", "personal_data"],
  ["9", "sexually_explicit"],
  ["0", "other"],
  ["s", "severe_toxicity"],
  ["i", "illegal"],
  ["m", "misinformation"],
  ["c", "copyright"],
];

/** One sentence about a reason. */
export function sentence(reason) {
  if (reason.label !== undefined && reason.score !== undefined && reason.threshold !== undefined) {
    const values = { label: t(`label.${reason.label}`), score: score(reason.score), threshold: score(reason.threshold) };
    return t(reason.verdict === "reject" ? "reasons.rejects" : "reasons.holds", values);
  }
  const known = `rule.${reason.stage}.${reason.rule}`;
  return has(known) ? t(known) : reason.message;
}

/** A rule as it is counted and noted, such as `policy/insult.hold`, in words where there are some. */
export function reasonName(rule) {
  const [, stage, name] = /^([^/]*)\/(.*)$/s.exec(rule) ?? [null, "", rule];
  const [, label, verdict] = /^(\w+)\.(hold|reject)$/.exec(name) ?? [];
  if (stage === "policy" && has(`label.${label}`)) {
    return `${t(`label.${label}`)}, ${t(`verdict.${verdict}`)}`;
  }
  return has(`rule.${stage}.${name}`) ? t(`rule.${stage}.${name}`) : rule;
}

/** The reason that weighs most: of those about a label, the one with the highest score. */
export function leading(reasons) {
  return reasons
    .filter((reason) => reason.label !== undefined)
    .reduce((best, reason) => ((reason.score ?? 0) > (best?.score ?? -1) ? reason : best), null);
}

/** What a moderator who rejects the comment most likely says. */
export function likelyReason(judgement) {
  const reason = leading(judgement.reasons);
  if (reason) {
    return reason.label;
  }
  const scores = Object.entries(judgement.scores ?? {}).filter(([, value]) => value !== null);
  const [label] = scores.reduce((best, each) => (each[1] > best[1] ? each : best), ["other", 0.2]);
  return label;
}
