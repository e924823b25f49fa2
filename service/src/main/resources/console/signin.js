/** Signing in: as a page, and over a page when a session has ended in the middle of the work. */
import { html, nothing } from "./vendor/lit/lit-html.js";
import { Refusal, ROOT } from "./api.js";
import { has, t } from "./i18n.js";

const state = { busy: false, problem: "" };
const BACK = /^#signin=([a-z_]{1,20})$/;

/** Why somebody who comes back from the OpenID provider is not let in; it is taken out of the address. */
export function takeRefusal() {
  const why = BACK.exec(location.hash)?.[1];
  if (why) {
    history.replaceState(null, "", location.pathname + location.search);
    state.back = why;
  }
}

/** The way by the OpenID provider, where there is one; in a window of its own where the page is to stay. */
function elsewhere(app, aside = false) {
  const provider = app.session.ways.openId;
  if (!provider) {
    return nothing;
  }
  if (!provider.available) {
    return html`<p class="elsewhere" role="status">${t("signin.away", { name: provider.name })}</p>`;
  }
  return html`<p class="elsewhere">
    <a class="button" href=${new URL("v1/sign-in/openid", ROOT).href} target=${aside ? "_blank" : nothing}
      rel=${aside ? "noopener" : nothing}>${t("signin.with", { name: provider.name })}</a>
  </p>`;
}

function refusal() {
  if (!state.back) {
    return nothing;
  }
  const name = `signin.back.${state.back}`;
  return html`<p class="problem" role="alert">${t(has(name) ? name : "signin.back.other")}</p>`;
}

/** The form; `done` is called once somebody is signed in. */
function form(app, done, name = "") {
  const submit = async (event) => {
    event.preventDefault();
    const fields = event.target.elements;
    state.busy = true;
    state.problem = "";
    app.update();
    try {
      await app.session.signIn(fields.user.value, fields.password.value);
      state.busy = false;
      done();
    } catch (e) {
      state.busy = false;
      state.problem = explain(e);
      fields.password.value = "";
      fields.password.focus();
    }
    app.update();
  };
  return html`<form class="signin" @submit=${submit}>
    <label>${t("signin.user")}
      <input name="user" autocomplete="username" required maxlength="100" .value=${name} ?autofocus=${!name}
        autocapitalize="none" spellcheck="false">
    </label>
    <label>${t("signin.password")}
      <input name="password" type="password" autocomplete="current-password" required maxlength="1000"
        ?autofocus=${Boolean(name)} aria-describedby=${state.problem ? "signin-problem" : nothing}>
    </label>
    <p id="signin-problem" class="problem" role="alert">${state.problem}</p>
    <button class="primary" ?disabled=${state.busy}>${t("signin.submit")}</button>
  </form>`;
}

function explain(e) {
  if (e instanceof Refusal) {
    if (e.status === 401) {
      return t("signin.wrong");
    }
    return e.status === 429 ? t("signin.tooMany", { count: e.retryAfter ?? 60 }) : e.message;
  }
  return t("notice.unreachable");
}

export function signIn(app) {
  return html`<section class="panel signin-panel" aria-labelledby="signin-title">
    <h1 id="signin-title">ReplyGuard</h1>
    <p>${t("signin.intro")}</p>
    ${refusal()} ${elsewhere(app)} ${form(app, () => app.entered())}
  </section>`;
}

/** Asks the same person to sign in again; whoever else signs in starts afresh. */
export class SignInDialog {
  #app;
  #done;
  #before;

  constructor(app, done) {
    this.#app = app;
    this.#done = done;
    this.#before = app.session.user?.name ?? "";
  }

  render() {
    return html`<h2 id="gate-title">${t("signin.again")}</h2>
      <p>${t("signin.againWhy")}</p>
      ${elsewhere(this.#app, true)} ${form(this.#app, () => this.#signedIn(), this.#before)}`;
  }

  #signedIn() {
    if (this.#app.session.user.name !== this.#before) {
      this.#app.outbox.abandon();
      location.reload();
      return;
    }
    this.#done();
  }

  /** Whoever has been in the other window may have signed in there. */
  #back = async () => {
    if (this.#app.session.ways.openId && (await this.#app.session.resume(true))) {
      this.#signedIn();
    }
  };

  opened(element) {
    window.addEventListener("focus", this.#back);
    element?.querySelector(this.#before ? "[name=password]" : "[name=user]")?.focus();
  }

  closed() {
    window.removeEventListener("focus", this.#back);
  }
}
