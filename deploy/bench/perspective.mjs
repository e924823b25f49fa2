// A request of Perspective's protocol, as clients send most of them: the six production attributes, the language told.

export const ANALYZE = "/v1alpha1/comments:analyze";

const ATTRIBUTES = ["TOXICITY", "SEVERE_TOXICITY", "IDENTITY_ATTACK", "INSULT", "PROFANITY", "THREAT"];
const REQUESTED = JSON.stringify(Object.fromEntries(ATTRIBUTES.map((name) => [name, {}])));

/** The body; the text is JSON already. */
export function analysis(text) {
  return `{"comment":{"text":${text}},"languages":["en"],"requestedAttributes":${REQUESTED}}`;
}
