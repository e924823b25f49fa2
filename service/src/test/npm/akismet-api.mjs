// npm's akismet-api against the service: it puts the key into the host's first label, and nowhere else.
//
// Usage: akismet-api.mjs URL KEY
import assert from "node:assert/strict";
import dns from "node:dns";
import akismet from "akismet-api";

const [url, key] = process.argv.slice(2);
const port = new URL(url).port;
const blog = "https://blog.example";

// Not every resolver knows names below localhost.
dns.lookup = (host, options, callback) => {
  const done = typeof options === "function" ? options : callback;
  return options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
};

const client = (secret) =>
  new akismet.AkismetClient({ key: secret, blog, host: `localhost:${port}`, protocol: "http" });
const comment = (content, more = {}) => ({ ip: "192.0.2.8", useragent: "Mozilla/5.0", name: "Ada", content, ...more });

const site = client(key);
assert.equal(await site.verifyKey(), true);
assert.equal(await client("nobodyskey00").verifyKey(), false);

const kind = comment("Thank you, this is the clearest explanation I have read.");
assert.equal(await site.checkSpam(kind), false);
assert.equal(await site.checkSpam(comment("What a stupid idea, you idiot.")), true);
assert.equal(await site.checkSpam(comment("Hi.", { name: "viagra-test-123" })), true);
assert.equal(await site.checkSpam(comment("You idiot.", { role: "administrator" })), false);
assert.equal(await site.checkSpam(comment("Hello there.", { honeypot: "filled" })), true);

await site.submitSpam(kind);
assert.equal(await site.checkSpam(kind), true);
await site.submitHam(kind);
assert.equal(await site.checkSpam(kind), false);

// With is_test nothing is kept: neither the check nor what people say of it.
const trial = comment("A heron stands in the shallow water.", { isTest: true });
assert.equal(await site.checkSpam(trial), false);
await site.submitSpam(trial);
assert.equal(await site.checkSpam({ ...trial, isTest: undefined }), false);

await assert.rejects(client("nobodyskey00").checkSpam(kind), /Invalid API key/);
await assert.rejects(site.checkSpam({ content: "No address." }));
console.log("akismet-api: as expected");
