/** How the installation was administered: what was done to sites and users, and who signed in, as far as one may see it. */
import { html, nothing } from "../vendor/lit/lit-html.js";
import { saveCsv } from "../csv.js";
import { dateTime, has, t } from "../i18n.js";
import { nameOf } from "../queue/page.js";
import { words } from "../text.js";
import { readTrail, SHOWN_AT_ONCE } from "./trail.js";

const KINDS = ["sites", "users", "sessions"];
const DETAILS = ["user", "site", "key", "role", "sites", "formerSites", "changed", "disabled", "scopes", "expiresAt", "way", "reason", "sessionsEnded", "from"];
// The service itself, by what it does.
const SYSTEM = { "system:set-up": "administration.setUp", "system:sign-in": "administration.nobody", "system:openid": "administration.provider" };

/** What a user may look at: admins of some sites see nothing of sign-ins, others nothing at all. */
export function kindsFor(user) {
  return user.role !== "admin" ? [] : user.allSites ? KINDS : KINDS.slice(0, 2);
}

export class Administration {
  #app;
  #entries = null;
  #cut = false;
  #failed = false;
  #shown = SHOWN_AT_ONCE;
  #round = 0;

  constructor(app) {
    this.#app = app;
  }

  /** Reads what was done since then, the earliest first, as the service has it. */
  async load(kind, from) {
    const round = ++this.#round;
    this.#entries = null;
    this.#failed = false;
    this.#cut = false;
    this.#shown = SHOWN_AT_ONCE;
    this.#app.update();
    try {
      const read = await readTrail(this.#app.api, "v1/administration/audit", { kind, from }, () => round === this.#round);
      if (!read) {
        return;
      }
      this.#cut = read.cut;
      this.#entries = read.entries;
    } catch (e) {
      this.#failed = true;
      this.#app.notices.failure(e);
    }
    this.#app.update();
  }

  /** Whether there is something to save. */
  get isThere() {
    return this.#entries !== null;
  }

  render() {
    const found = this.#entries;
    return html`${this.#cut ? html`<p class="problem">${t("audit.cut")}</p>` : nothing}
      ${!found
        ? html`<p class="empty">${this.#failed ? t("shell.pageFailed") : t("loading")}</p>`
        : found.length === 0
          ? html`<p class="empty">${t("audit.none")}</p>`
          : this.#table(found)}`;
  }

  #table(found) {
    return html`<p class="hint">${t("audit.found", { count: found.length })}</p>
      <div class="panel wide" tabindex="0" role="group" aria-label=${t("nav.audit")}><table>
        <thead><tr><th scope="col">${t("audit.at")}</th><th scope="col">${t("audit.type")}</th><th scope="col">${t("audit.by")}</th>
          <th scope="col">${t("administration.about")}</th><th scope="col">${t("administration.details")}</th>
          <th scope="col">${t("administration.from")}</th></tr></thead>
        <tbody>${found.slice(0, this.#shown).map((entry) => row(entry))}</tbody>
      </table></div>
      ${found.length > this.#shown
        ? html`<button @click=${() => ((this.#shown += SHOWN_AT_ONCE), this.#app.update())}>${t("more")}</button>`
        : nothing}`;
  }

  save(kind) {
    saveCsv(`audit-${kind}.csv`, [
      ["at", "type", "by", ...DETAILS],
      ...this.#entries.map((entry) => [entry.at, entry.type, entry.by, ...DETAILS.map((name) => entry.details[name] ?? "")]),
    ]);
  }
}

function row(entry) {
  const { user, site, key, from } = entry.details;
  const about = [site, key && t("administration.key", { id: key }), user].filter(Boolean).join(", ");
  return html`<tr>
    <td><time datetime=${entry.at}>${dateTime(entry.at)}</time></td>
    <td>${named("administration", entry.type)}</td>
    <td>${SYSTEM[entry.by] ? t(SYSTEM[entry.by]) : words(nameOf(entry.by), 64)}</td>
    <td>${about ? words(about, 200) : "–"}</td>
    <td>${words(said(entry).join("; "), 400)}</td>
    <td>${from ? html`<span class="id" title=${t("administration.fromHint")}>${from.slice(0, 8)}</span>` : "–"}</td>
  </tr>`;
}

/** What else an entry tells, in words. */
function said({ details }) {
  const { role, sites, formerSites, allSites, changed, disabled, scopes, way, reason, sessionsEnded } = details;
  return [
    ...(changed ? [t("administration.changed", { what: changed.split(" ").map((what) => named("administration.changed", what)).join(", ") })] : []),
    ...(role ? [has(`users.${role}`) ? t(`users.${role}`) : role] : []),
    ...(allSites ? [t("administration.allSites")] : []),
    ...(sites ? [t("administration.sites", { sites: sites.split(" ").join(", ") })] : []),
    ...(formerSites ? [t("administration.formerSites", { sites: formerSites.split(" ").join(", ") })] : []),
    ...(scopes ? [t("administration.scopes", { scopes: scopes.split(" ").join(", ") })] : []),
    ...(disabled === "true" ? [t("keys.disabled")] : []),
    ...(way ? [named("administration.way", way)] : []),
    ...(reason ? [reason] : []),
    ...(sessionsEnded ? [t("administration.sessionsEnded")] : []),
  ];
}

function named(group, word) {
  const name = `${group}.${word}`;
  return has(name) ? t(name) : word;
}
