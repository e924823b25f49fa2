/** Who is signed in. */
import { Refusal } from "./api.js";
import { SignInDialog } from "./signin.js";

const ROLES = ["viewer", "moderator", "admin"];

export class Session {
  user = null;
  expiresAt = null;
  /** Whether the service has said by now who is signed in. */
  known = false;
  /** How people can sign in beside by password. */
  ways = {};

  #app;
  #again = null;

  constructor(app) {
    this.#app = app;
  }

  /** Goes on with the session that the browser has, if it has one, which is answered. */
  async resume(quietly = false) {
    try {
      this.#take(await (await this.#app.api.once("GET", "v1/session")).json());
      return true;
    } catch (e) {
      if (!quietly && !(e instanceof Refusal && e.status === 401)) {
        this.#app.notices.failure(e);
      }
      return false;
    } finally {
      this.known = true;
    }
  }

  /** Asks how people can sign in; by password they can in any case. */
  async askWays() {
    try {
      this.ways = await (await this.#app.api.once("GET", "v1/sign-in")).json();
    } catch {
      this.ways = {};
    }
    this.#app.update();
  }

  /** @throws Refusal when name or password are wrong, or too many attempts were made */
  async signIn(user, password) {
    this.#take(await (await this.#app.api.once("POST", "v1/session", { user, password })).json());
  }

  /** The first visit: sets the password of `admin`, who is signed in by it. */
  async setUp(token, password) {
    this.#take(await (await this.#app.api.once("POST", "v1/setup", { token, password })).json());
  }

  /** Another password; sessions elsewhere end. */
  async changePassword(current, password) {
    this.#take(await this.#app.api.put("v1/session/password", { current, password }));
  }

  /** Ends the session; false where decisions still wait to be sent, which nobody else may send later. */
  async signOut(everywhere = false) {
    if (this.#app.outbox.size > 0) {
      return false;
    }
    await this.#app.api.delete(everywhere ? "v1/sessions" : "v1/session");
    this.user = null;
    this.#app.api.csrfToken = null;
    this.#app.outbox.abandon();
    this.#app.exited();
    this.askWays();
    return true;
  }

  /** Finds out whether the session has ended, and has the moderator sign in again where it has. */
  async check() {
    if (this.#again === null && this.user !== null) {
      // Only whether it is refused matters, which is seen to where calls are made.
      await this.#app.api.get("v1/session").catch(() => {});
    }
  }

  /** Has the moderator sign in again, over the page as it is; all calls that wait for it go on then. */
  again() {
    this.#again ??= new Promise((resolve) => {
      this.askWays();
      this.#app.openGate(new SignInDialog(this.#app, resolve));
    }).finally(() => {
      this.#again = null;
      this.#app.closeGate();
      this.#app.live.connect();
    });
    return this.#again;
  }

  may(role) {
    return this.user !== null && ROLES.indexOf(this.user.role) >= ROLES.indexOf(role);
  }

  /** Whether an actor of the API, such as `user:ada`, is whoever is signed in. */
  isMe(actor) {
    return this.user !== null && typeof actor === "string" && actor.slice(actor.indexOf(":") + 1) === this.user.name;
  }

  useSite(site) {
    this.#app.api.site = site;
    this.#app.preferences.set("site", site);
  }

  #take(body) {
    this.user = body.user;
    this.expiresAt = body.expiresAt;
    this.#app.api.csrfToken = body.csrfToken;
    this.#app.preferences.belongTo(this.user.name);
    const preferred = this.#app.preferences.get("site");
    const sites = this.sites;
    this.#app.api.site = sites.includes(preferred) ? preferred : (sites[0] ?? null);
  }

  get sites() {
    return (this.user?.sites ?? []).map((site) => (typeof site === "string" ? site : site.id));
  }
}
