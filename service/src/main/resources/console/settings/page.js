/** What administrators look after: the site's integration, keys, webhooks, users, sites. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { Refusal } from "../api.js";
import { t } from "../i18n.js";
import { Integration } from "./integration.js";
import { Keys } from "./keys.js";
import { Webhooks } from "./webhooks.js";
import { Privacy } from "./privacy.js";
import { Users } from "./users.js";
import { Sites } from "./sites.js";

const TABS = { integration: Integration, keys: Keys, webhooks: Webhooks, privacy: Privacy, users: Users, sites: Sites };

export default class SettingsPage {
  #tab;
  #section = null;

  constructor(app, query) {
    this.app = app;
    this.#tab = query.tab in TABS ? query.tab : "integration";
  }

  enter() {
    this.#open();
  }

  arrive(query) {
    this.#show(query.tab in TABS ? query.tab : "integration");
  }

  siteChanged() {
    this.#open();
  }

  #show(tab) {
    this.#tab = tab;
    this.app.router.reflect("settings", { tab });
    this.#open();
  }

  async #open() {
    const section = new TABS[this.#tab](this.app);
    this.#section = section;
    this.app.update();
    try {
      await section.load();
    } catch (e) {
      section.failed = e instanceof Refusal && e.status === 403 ? t("notice.forbidden") : t("shell.pageFailed");
      if (!(e instanceof Refusal && (e.status === 403 || e.status === 404))) {
        this.app.notices.failure(e);
      }
    }
    this.app.update();
  }

  render() {
    return html`<div class="head">
        <h1>${t("nav.settings")}</h1>
        <div class="tabs" role="group" aria-label=${t("nav.settings")}>
          ${Object.keys(TABS).map(
            (tab) => html`<button aria-pressed=${tab === this.#tab} @click=${() => this.#show(tab)}>${t(`settings.${tab}`)}</button>`,
          )}
        </div>
      </div>
      ${this.#section?.failed
        ? html`<p class="empty">${this.#section.failed}</p>`
        : (this.#section?.render() ?? nothing)}`;
  }
}
