/** Theme, language and what makes the work easier to bear; and signing out. */
import { html } from "./vendor/lit/lit-html.js";
import { Refusal } from "./api.js";
import { FormDialog } from "./queue/dialogs.js";
import { LANGUAGES, currentLanguage, t } from "./i18n.js";

/** Another password for whoever is signed in. */
class PasswordDialog extends FormDialog {
  title() {
    return t("password.change");
  }

  action() {
    return t("save");
  }

  fields() {
    return html`<label>${t("password.current")}
        <input name="current" type="password" autocomplete="current-password" required maxlength="1000" autofocus></label>
      <label>${t("password.new")}
        <input name="password" type="password" autocomplete="new-password" required minlength="8" maxlength="200"></label>
      <p class="hint">${t("password.why")}</p>`;
  }

  async submit(fields) {
    try {
      await this.app.session.changePassword(fields.current.value, fields.password.value);
    } catch (e) {
      throw e instanceof Refusal && e.status === 403 ? new Refusal(400, { errors: [{ field: "current", message: t("password.wrong") }] }) : e;
    }
    this.app.notices.info(t("password.changed"));
  }
}

const BREAKS = [0, 20, 30, 45, 60, 90];

export class PreferencesDialog {
  #app;

  constructor(app) {
    this.#app = app;
  }

  render() {
    const app = this.#app;
    const preferences = app.preferences;
    const check = (name) => html`<label class="check">
      <input type="checkbox" .checked=${preferences.get(name)}
        @change=${(e) => (preferences.set(name, e.target.checked), app.update())}>
      <span>${t(`wellness.${name}`)}<small>${t(`wellness.${name}Why`)}</small></span></label>`;
    return html`<h2 id="dialog-title">${app.session.user.name}</h2>
      <p class="hint">${t(`role.${app.session.user.role}`)}</p>
      <div class="fields">
        <label>${t("preferences.theme")}
          <select @change=${(e) => (preferences.set("theme", e.target.value), app.update())}>
            ${["system", "light", "dark"].map(
              (theme) =>
                html`<option value=${theme} .selected=${preferences.get("theme") === theme}>
                  ${t(`preferences.${theme}`)}</option>`,
            )}
          </select></label>
        <label>${t("preferences.language")}
          <select @change=${(e) => app.useLanguage(e.target.value)}>
            ${Object.entries(LANGUAGES).map(
              ([tag, name]) =>
                html`<option value=${tag} lang=${tag} .selected=${currentLanguage() === tag}>${name}</option>`,
            )}
          </select></label>
      </div>
      <fieldset>
        <legend>${t("wellness.title")}</legend>
        ${check("blur")} ${check("greyscale")} ${check("maskSlurs")}
        <label>${t("wellness.break")}
          <select @change=${(e) => (preferences.set("breakMinutes", Number(e.target.value)), app.breaks.start())}>
            ${BREAKS.map(
              (minutes) =>
                html`<option value=${minutes} .selected=${preferences.get("breakMinutes") === minutes}>
                  ${minutes === 0 ? t("wellness.never") : t("wellness.minutes", { count: minutes })}</option>`,
            )}
          </select></label>
      </fieldset>
      <div class="buttons">
        <button @click=${() => (app.close(), app.open(new PasswordDialog(app)))}>${t("password.change")}</button>
        <button @click=${() => this.#leave(false)}>${t("session.signOut")}</button>
        <button @click=${() => this.#leave(true)}>${t("session.signOutEverywhere")}</button>
        <button class="primary" autofocus @click=${() => app.close()}>${t("close")}</button>
      </div>`;
  }

  async #leave(everywhere) {
    try {
      this.#app.close();
      if (!(await this.#app.session.signOut(everywhere))) {
        this.#app.notices.warning(t("session.notYet", { count: this.#app.outbox.size }));
      }
    } catch (e) {
      this.#app.notices.failure(e);
    }
  }
}
