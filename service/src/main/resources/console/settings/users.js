/** Who may use the console, and for what. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { pathTo } from "../api.js";
import { dateTime, t } from "../i18n.js";
import { words } from "../text.js";
import { FormDialog } from "../queue/dialogs.js";
import { ConfirmDialog } from "./keys.js";
import { attempt } from "./secret.js";

const ROLES = ["viewer", "moderator", "admin"];

export class Users {
  #users = null;

  constructor(app) {
    this.app = app;
  }

  async load() {
    this.#users = (await this.app.api.get("v1/users")).users;
    this.app.update();
  }

  render() {
    if (!this.#users) {
      return html`<p class="empty">${t("loading")}</p>`;
    }
    const edit = (user) => this.app.open(new UserDialog(this.app, user, () => this.load()));
    return html`<p><button class="primary" @click=${() => edit(null)}>${t("users.add")}</button></p>
      <div class="panel wide" tabindex="0" role="group" aria-label=${t("settings.users")}><table>
        <thead><tr><th scope="col">${t("signin.user")}</th><th scope="col">${t("users.role")}</th><th scope="col">${t("users.sites")}</th>
          <th scope="col">${t("users.since")}</th><th scope="col"><span class="unseen">${t("keys.actions")}</span></th></tr></thead>
        <tbody>${this.#users.map(
          (user) => html`<tr>
            <th scope="row">${words(user.name, 100)} ${user.disabled ? html`<span class="badge reject">${t("keys.disabled")}</span>` : nothing}</th>
            <td>${t(`users.${user.role}`)}</td>
            <td>${user.allSites ? t("users.allSites") : user.sites.join(", ")}</td>
            <td>${dateTime(user.createdAt)}</td>
            <td><span class="row">
              <button class="quiet" @click=${() => edit(user)}>${t("users.change")}</button>
              ${user.name === this.app.session.user.name
                ? nothing
                : html`<button class="quiet" @click=${() => attempt(this.app, () => this.app.api.patch(pathTo("v1/users", user.name), { disabled: !user.disabled }), () => this.load())}>
                      ${user.disabled ? t("keys.enable") : t("keys.disable")}</button>
                    <button class="quiet" @click=${() => this.app.open(new ConfirmDialog(this.app, t("users.delete", { name: user.name }), () => this.app.api.delete(pathTo("v1/users", user.name)), () => this.load()))}>
                      ${t("lists.remove")}</button>`}</span></td>
          </tr>`,
        )}</tbody>
      </table></div>`;
  }
}

class UserDialog extends FormDialog {
  #user;
  #done;

  constructor(app, user, done) {
    super(app);
    this.#user = user;
    this.#done = done;
  }

  title() {
    return this.#user ? t("users.changeOf", { name: this.#user.name }) : t("users.add");
  }

  action() {
    return t("save");
  }

  fields() {
    const user = this.#user;
    return html`${user ? nothing : html`<label>${t("signin.user")} <input name="name" required maxlength="100" autocomplete="off" autocapitalize="none" autofocus></label>`}
      <label>${t("users.role")}
        <select name="role">${ROLES.map((role) => html`<option value=${role} ?selected=${role === (user?.role ?? "moderator")}>${t(`users.${role}`)}</option>`)}</select></label>
      <label>${t("users.sitesHint")} <input name="sites" autocomplete="off" value=${user?.allSites ? "" : (user?.sites ?? []).join(" ")}></label>
      <label>${user ? t("users.newPassword") : t("signin.password")}
        <input name="password" type="password" autocomplete="new-password" minlength="8" maxlength="200" ?required=${!user}></label>`;
  }

  async submit(fields) {
    const sites = fields.sites.value.split(/[\s,]+/).filter(Boolean);
    const body = { role: fields.role.value };
    if (sites.length > 0) {
      body.sites = sites;
      body.allSites = false;
    } else {
      body.allSites = true;
    }
    if (fields.password.value) {
      body.password = fields.password.value;
    }
    if (this.#user) {
      await this.app.api.patch(pathTo("v1/users", this.#user.name), body);
    } else {
      if (!body.allSites) {
        delete body.allSites;
      }
      await this.app.api.post("v1/users", { name: fields.name.value, ...body });
    }
    await this.#done();
  }
}
