/** An author: what they wrote, what became of it, and what can be done. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { pathTo } from "../api.js";
import { number, percent, t } from "../i18n.js";
import { words } from "../text.js";
import { comment } from "../queue/side.js";
import { BanDialog } from "../queue/dialogs.js";
import { elsewhere } from "./elsewhere.js";

export class AuthorDrawer {
  kind = "drawer";
  #app;
  #commentId;
  #changed;
  #detail = null;
  #failed = false;
  #filter = "";

  constructor(app, commentId, changed) {
    this.#app = app;
    this.#commentId = commentId;
    this.#changed = changed;
    this.#load();
  }

  async #load() {
    try {
      this.#detail = await this.#app.api.get(pathTo("v1/comments", this.#commentId, "/review"));
    } catch (e) {
      this.#failed = true;
      this.#app.notices.failure(e);
    }
    this.#app.update();
  }

  render() {
    const close = html`<button class="quiet close" aria-label=${t("close")} autofocus @click=${() => this.#app.close()}>×</button>`;
    if (!this.#detail) {
      return html`${close}<h2 id="dialog-title">${t("side.author")}</h2>
        <p>${this.#failed ? t("shell.pageFailed") : t("loading")}</p>`;
    }
    const { author } = this.#detail.comment;
    const all = this.#detail.byAuthor;
    const shown = this.#filter ? all.filter((each) => each.verdict === this.#filter) : all;
    return html`${close}
      <h2 id="dialog-title">${author.name ? words(author.name) : t("card.anonymous")}</h2>
      ${author.id ? html`<p class="id">${words(author.id)}</p>` : nothing}
      ${author.url ? html`<p class="id">${words(author.url)}</p>` : nothing}
      ${this.#figures(all)}
      ${this.#app.session.may("moderator")
        ? html`<div class="buttons start">
            <button class="danger" @click=${() => this.#list("banned")}>${t("ban.banned")}</button>
            <button @click=${() => this.#list("trusted")}>${t("ban.trusted")}</button>
            ${author.id
              ? html`<button @click=${() => this.#queue(author.id)}>${t("author.queue")}</button>`
              : nothing}
          </div>`
        : nothing}
      <div class="tabs" role="group" aria-label=${t("author.filter")}>
        ${["", "approve", "hold", "reject"].map(
          (verdict) =>
            html`<button class="quiet" aria-pressed=${this.#filter === verdict}
              @click=${() => ((this.#filter = verdict), this.#app.update())}>
              ${verdict === "" ? t("filter.all") : t(`verdict.${verdict}`)}</button>`,
        )}
      </div>
      ${shown.length === 0
        ? html`<p class="hint">${t("author.none")}</p>`
        : html`<ul class="comments">${shown.map((each) => comment(each))}</ul>`}
      ${elsewhere(this.#detail.elsewhere)}`;
  }

  #figures(all) {
    const rejected = all.filter((each) => each.verdict === "reject").length;
    return html`<dl class="figures">
      <div><dt>${t("author.comments")}</dt><dd>${number(all.length)}</dd></div>
      <div><dt>${t("author.rejected")}</dt><dd>${all.length ? percent(rejected / all.length) : "–"}</dd></div>
    </dl>`;
  }

  #list(list) {
    const card = { id: this.#commentId, comment: this.#detail.comment };
    this.#app.close();
    this.#app.open(new BanDialog(this.#app, card, this.#changed, list));
  }

  #queue(authorId) {
    this.#app.close();
    this.#app.router.go("queue", { authorId });
  }
}
