// Google's own client against the service: what it makes of our discovery document, as Perspective's manual has it.
//
// Usage: googleapis.mjs URL KEY
import assert from "node:assert/strict";
import { google } from "googleapis";

const [url, key] = process.argv.slice(2);
const request = {
  comment: { text: "What a stupid idea, you idiot." },
  languages: ["en"],
  requestedAttributes: { TOXICITY: {}, INSULT: {}, THREAT: { scoreThreshold: 0.99 } },
  clientToken: "t-1",
};

const client = await google.discoverAPI(`${url}/$discovery/rest?version=v1alpha1`);
const call = (method, resource, withKey = key) => client.comments[method]({ key: withKey, resource });

const analyzed = await call("analyze", request);
assert.equal(analyzed.status, 200);
const { attributeScores, languages, clientToken } = analyzed.data;
assert.deepEqual(Object.keys(attributeScores).sort(), ["INSULT", "TOXICITY"]);
assert.ok(attributeScores.INSULT.summaryScore.value > 0.5);
assert.equal(attributeScores.INSULT.summaryScore.type, "PROBABILITY");
assert.deepEqual(languages, ["en"]);
assert.equal(clientToken, "t-1");

const suggested = await call("suggestscore", {
  comment: request.comment,
  attributeScores: { INSULT: { summaryScore: { value: 1 } } },
  clientToken: "t-1",
});
assert.equal(suggested.data.clientToken, "t-1");

const annotated = await call("analyze", { ...request, spanAnnotations: true });
assert.deepEqual(annotated.data.attributeScores.INSULT.spanScores.map(({ begin, end }) => [begin, end]), [[0, 30]]);

await assert.rejects(call("analyze", { ...request, languages: ["om"] }), (error) => {
  assert.equal(error.status, 400);
  assert.match(error.message, /does not support request languages: om/);
  assert.equal(error.response.data.error.details[0].errorType, "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE");
  return true;
});
await assert.rejects(call("analyze", request, "wrong"), /API key not valid/);
await assert.rejects(call("analyze", { ...request, requestedAttributes: { FLIRTATION: {} } }), (error) => {
  assert.match(error.message, /Unknown requested attribute: FLIRTATION/);
  return true;
});
console.log("googleapis: as expected");
