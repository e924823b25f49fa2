/** What is around every page: where one can go, how the connection is, who is signed in, what can be undone. */
import { html, nothing } from "./vendor/lit/lit-html.js";
import { PAGES } from "./app.js";
import { address } from "./router.js";
import { t } from "./i18n.js";
import { PreferencesDialog } from "./preferences-dialog.js";
import { HelpDialog } from "./help.js";
import { undoBar } from "./undo-bar.js";

export function shell(app) {
  return html`
    <a class="skip" href="#main" @click=${(e) => (e.preventDefault(), document.getElementById("main").focus())}>
      ${t("shell.skip")}</a>
    <header class="top">
      <a class="brand" href="queue" @click=${(e) => follow(app, e, "queue")}>ReplyGuard</a>
      <nav aria-label=${t("shell.pages")}>
        ${Object.entries(PAGES)
          .filter(([, page]) => !page.hidden && app.session.may(page.role))
          .map(
            ([name]) =>
              html`<a href=${address(name)} aria-current=${app.page?.name === name ? "page" : nothing}
                @click=${(e) => follow(app, e, name)}>${t(`nav.${name}`)}</a>`,
          )}
      </nav>
      <div class="tools">
        ${connection(app)} ${sites(app)}
        <button class="quiet" title=${t("shell.help")} aria-label=${t("shell.help")}
          @click=${() => app.open(new HelpDialog(app))}>?</button>
        <button class="quiet user" aria-haspopup="dialog" @click=${() => app.open(new PreferencesDialog(app))}>
          <span class="unseen">${t("shell.preferences")}: </span>${app.session.user.name}</button>
      </div>
    </header>
    <main id="main" tabindex="-1">${app.page?.render?.() ?? html`<p class="empty">${t("loading")}</p>`}</main>
    ${undoBar(app)}
  `;
}

function follow(app, event, name) {
  if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    app.router.go(name);
  }
}

function connection(app) {
  const { state } = app.live;
  const stuck = app.outbox.stuck;
  return html`<span class="connection ${state}" role="status" data-state=${state}>
      <span class="dot" aria-hidden="true"></span><span class="label">${t(`live.${state}`)}</span></span>
    ${stuck > 0
      ? html`<span class="stuck" role="status">${t("outbox.stuck", { count: stuck })}
          <button class="quiet" @click=${() => app.outbox.flush()}>${t("outbox.now")}</button>
          <button class="quiet" @click=${() => app.outbox.giveUp()}>${t("outbox.giveUp")}</button></span>`
      : nothing}`;
}

function sites(app) {
  const all = app.session.sites;
  if (all.length < 2) {
    return all.length === 1 ? html`<span class="site">${all[0]}</span>` : nothing;
  }
  const change = (event) => {
    app.session.useSite(event.target.value);
    app.live.restart();
    app.page?.siteChanged?.();
    app.update();
  };
  return html`<label class="site"><span class="unseen">${t("shell.site")}</span>
    <select @change=${change}>
      ${all.map((site) => html`<option .selected=${site === app.api.site} value=${site}>${site}</option>`)}
    </select></label>`;
}
