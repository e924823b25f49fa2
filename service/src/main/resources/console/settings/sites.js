/** The sites of this installation. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { pathTo } from "../api.js";
import { number, t } from "../i18n.js";
import { words } from "../text.js";
import { FormDialog } from "../queue/dialogs.js";
import { attempt } from "./secret.js";

export class Sites {
  #sites = null;

  constructor(app) {
    this.app = app;
  }

  async load() {
    this.#sites = (await this.app.api.get("v1/sites")).sites;
    this.app.update();
  }

  render() {
    if (!this.#sites) {
      return html`<p class="empty">${t("loading")}</p>`;
    }
    return html`<p><button class="primary" @click=${() => this.app.open(new SiteDialog(this.app, () => this.#added()))}>${t("sites.add")}</button></p>
      <div class="panel wide" tabindex="0" role="group" aria-label=${t("settings.sites")}><table>
        <thead><tr><th scope="col">${t("sites.id")}</th><th scope="col">${t("sites.name")}</th><th scope="col" class="number">${t("settings.keys")}</th>
          <th scope="col"><span class="unseen">${t("keys.actions")}</span></th></tr></thead>
        <tbody>${this.#sites.map(
          (site) => html`<tr>
            <th scope="row">${site.id} ${site.disabled ? html`<span class="badge reject">${t("keys.disabled")}</span>` : nothing}</th>
            <td>${words(site.name, 200)}</td><td class="number">${number(site.keys)}</td>
            <td><button class="quiet" @click=${() => attempt(this.app, () => this.app.api.patch(pathTo("v1/sites", site.id), { disabled: !site.disabled }), () => this.load())}>
              ${site.disabled ? t("keys.enable") : t("keys.disable")}</button></td></tr>`,
        )}</tbody>
      </table></div>`;
  }

  async #added() {
    await this.load();
    await this.app.session.resume();
    this.app.update();
  }
}

class SiteDialog extends FormDialog {
  #done;

  constructor(app, done) {
    super(app);
    this.#done = done;
  }

  title() {
    return t("sites.add");
  }

  action() {
    return t("lists.add");
  }

  fields() {
    return html`<label>${t("sites.id")} <input name="id" required maxlength="63" autocomplete="off" autocapitalize="none" autofocus></label>
      <label>${t("sites.name")} <input name="name" required maxlength="200" autocomplete="off"></label>`;
  }

  async submit(fields) {
    await this.app.api.post("v1/sites", { id: fields.id.value, name: fields.name.value });
    await this.#done();
  }
}
