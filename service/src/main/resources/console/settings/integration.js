/** How the site's own software calls the service, and whether that works. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { ROOT } from "../api.js";
import { t } from "../i18n.js";
import { plain } from "../text.js";
import { sentence } from "../queue/reasons.js";
import { attempt, copy } from "./secret.js";

/** A first call, to be pasted into a shell. */
export function callOf(key) {
  return [
    `curl -sS ${new URL("v1/comments", ROOT).href} \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"id": "c-1", "text": "Thank you for the map.", "author": {"id": "u-1"}}'`,
  ].join("\n");
}

export class Integration {
  #result = null;
  #webhooks = [];

  constructor(app) {
    this.app = app;
  }

  async load() {
    // The webhooks are shown beside, where there are any.
    this.#webhooks = (await this.app.api.get("v1/webhooks").catch(() => ({ webhooks: [] }))).webhooks;
  }

  render() {
    const snippet = callOf("$KEY");
    const script = `<script src="${new URL("site/replyguard.js", ROOT).href}"\n  data-key="KEY" defer></script>`;
    return html`<div class="columns">
      <section class="panel">
        <h2>${t("integration.form")}</h2>
        <p>${t("integration.formWhy")}</p>
        ${this.#snippet(t("integration.form"), script)}
        <p><a href=${new URL("demo", ROOT).href} target="_blank" rel="noopener">${t("integration.demo")}</a></p>
      </section>
      <section class="panel">
        <h2>${t("integration.call")}</h2>
        <p>${t("integration.callWhy")}</p>
        ${this.#snippet(t("integration.call"), snippet)}
        <p><a href=${new URL("docs", ROOT).href} target="_blank" rel="noopener">${t("integration.docs")}</a></p>
      </section>
      <section class="panel">
        <h2>${t("integration.test")}</h2>
        <p>${t("integration.testWhy")}</p>
        <form class="stack" @submit=${(event) => this.#test(event)}>
          <label>${t("policy.tryText")} <textarea name="text" rows="2" required maxlength="5000">${t("integration.sample")}</textarea></label>
          <div class="buttons start"><button class="primary">${t("integration.send")}</button></div>
        </form>
        <div role="status">${this.#result ? this.#shown(this.#result) : nothing}</div>
      </section>
    </div>`;
  }

  #snippet(label, text) {
    return html`<pre class="diff padded" tabindex="0" aria-label=${label}>${text}</pre>
      <div class="buttons start"><button @click=${() => copy(this.app, text)}>${t("secret.copy")}</button></div>`;
  }

  #test(event) {
    event.preventDefault();
    const text = event.target.elements.text.value;
    return attempt(this.app, async () => {
      const policy = await this.app.api.get("v1/policy");
      const request = { format: policy.format, source: policy.source, text };
      const verdict = await this.app.api.post("v1/policy:try", request);
      const webhooks = [];
      for (const webhook of this.#webhooks) {
        webhooks.push({ webhook, outcome: await this.app.api.post(`v1/webhooks/${webhook.id}/test`).catch((e) => ({ taken: false, error: e.message })) });
      }
      this.#result = { text, verdict, webhooks };
    });
  }

  #shown({ text, verdict, webhooks }) {
    return html`<h3>${t("integration.request")}</h3>
      <p class="tried" dir="auto">${plain(text)}</p>
      <h3>${t("integration.verdict")}</h3>
      <p><span class="badge ${verdict.verdict}">${t(`verdict.${verdict.verdict}`)}</span></p>
      <ul class="reasons">${verdict.reasons.map((reason) => html`<li class=${reason.verdict ?? "note"}>${sentence(reason)}</li>`)}</ul>
      <h3>${t("settings.webhooks")}</h3>
      ${webhooks.length === 0 ? html`<p class="hint">${t("webhooks.none")}</p>` : nothing}
      <ul class="versions">${webhooks.map(
        ({ webhook, outcome }) => html`<li><span class="id">${webhook.url}</span>
          <span class="badge ${outcome.taken ? "approve" : "reject"}">${outcome.status ?? outcome.error}</span>
          ${outcome.answer ? html`<pre class="diff padded">${outcome.answer}</pre>` : nothing}</li>`,
      )}</ul>`;
  }
}
