// OpenAI's own client against the service.
//
// Usage: openai.mjs URL KEY
import assert from "node:assert/strict";
import OpenAI from "openai";

const [url, apiKey] = process.argv.slice(2);
const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 });

const one = await client.moderations.create({ input: "What a stupid idea, you idiot." });
assert.match(one.id, /^modr-[0-9a-f]{32}$/);
assert.equal(one.model, "omni-moderation-latest");
assert.equal(one.results.length, 1);
assert.equal(one.results[0].flagged, true);
assert.equal(one.results[0].categories.harassment, true);
assert.deepEqual(one.results[0].category_applied_input_types.harassment, ["text"]);
assert.deepEqual(one.results[0].category_applied_input_types["self-harm"], []);

const many = await client.moderations.create({ model: "text-moderation-latest", input: ["Thank you.", "Bye."] });
assert.deepEqual(
  many.results.map((result) => [result.flagged, Object.keys(result.category_scores).length]),
  [[false, 11], [false, 11]],
);

const parts = await client.moderations.create({
  input: [{ type: "text", text: "What a stupid idea," }, { type: "text", text: "you idiot." }],
});
assert.deepEqual(parts.results.map((result) => result.flagged), [true]);

const picture = { type: "image_url", image_url: { url: "https://pictures.example/1.png" } };
for (const input of [[picture], [picture, picture], [{ type: "text", text: "a" }, picture]]) {
  await assert.rejects(client.moderations.create({ input }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.param, "input");
    return true;
  });
}
await assert.rejects(client.moderations.create({ input: [] }), OpenAI.BadRequestError);
await assert.rejects(client.moderations.create({ input: ["a", ""] }), OpenAI.BadRequestError);
await assert.rejects(client.moderations.create({ input: "" }), (error) => {
  assert.ok(error instanceof OpenAI.BadRequestError);
  assert.equal(error.param, "input");
  return true;
});
await assert.rejects(client.moderations.create({ input: "a", model: "gpt-7" }), OpenAI.NotFoundError);
await assert.rejects(
  client.withOptions({ apiKey: "wrong" }).moderations.create({ input: "a" }),
  (error) => error instanceof OpenAI.AuthenticationError && error.code === "invalid_api_key",
);
console.log("openai: as expected");
