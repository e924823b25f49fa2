/*! ReplyGuard for comment forms: see forms.md. What people write becomes text nodes, and nothing else. */
(() => {
  "use strict";
  const script = document.currentScript;
  const set = { ...script.dataset };
  const service = new URL(set.service ? set.service.replace(/\/?$/, "/") : "../", script.src);
  const names = { text: "comment", name: "author", email: "email", url: "url", parent: "comment_parent", article: "comment_post_ID" };
  const fieldName = (key) => set["field" + key[0].toUpperCase() + key.slice(1)] || names[key];

  const MESSAGES = {
    en: {
      sending: "Sending …",
      published: "Thank you. Your comment is published.",
      waiting: "Thank you. Your comment waits for a moderator and will appear once it is approved.",
      refused: "Your comment is not published: it does not fit the rules of this site. You can change it and send it again.",
      again: "Your comment could not be stored yet. It is still here: please send it again in a moment.",
      lost: "Your comment has not been taken. Please send it again.",
      away: "Your comment could not be sent. It is still here: please try again.",
      busy: "That was a lot at once. Your comment is still here: please send it again in {n} seconds.",
      check: "Please check this field: {n}.",
      part: "Marked below is what reads as {n}. Do you want to change it?",
      whole: "Your comment reads as {n}. Do you want to change it?",
      change: "Change it",
      post: "Post it as it is",
      toxicity: "hurtful", insult: "an insult", identity_attack: "an attack on a group of people",
      profanity: "foul language", threat: "a threat", sexually_explicit: "sexually explicit",
    },
    de: {
      sending: "Wird gesendet …",
      published: "Danke. Ihr Kommentar ist veröffentlicht.",
      waiting: "Danke. Ihr Kommentar wartet auf die Moderation und erscheint, sobald er freigegeben ist.",
      refused: "Ihr Kommentar wird nicht veröffentlicht: Er entspricht nicht den Regeln dieser Seite. Sie können ihn ändern und erneut senden.",
      again: "Ihr Kommentar konnte noch nicht gespeichert werden. Er ist noch da: Bitte senden Sie ihn gleich noch einmal.",
      lost: "Ihr Kommentar ist nicht angekommen. Bitte senden Sie ihn noch einmal.",
      away: "Ihr Kommentar konnte nicht gesendet werden. Er ist noch da: Bitte versuchen Sie es noch einmal.",
      busy: "Das war viel auf einmal. Ihr Kommentar ist noch da: Bitte senden Sie ihn in {n} Sekunden noch einmal.",
      check: "Bitte prüfen Sie dieses Feld: {n}.",
      part: "Die markierte Stelle wirkt {n}. Möchten Sie sie ändern?",
      whole: "Ihr Kommentar wirkt {n}. Möchten Sie ihn ändern?",
      change: "Ändern",
      post: "So veröffentlichen",
      toxicity: "verletzend", insult: "beleidigend", identity_attack: "abwertend gegenüber einer Gruppe",
      profanity: "vulgär", threat: "bedrohlich", sexually_explicit: "sexuell anstößig",
    },
    es: {
      sending: "Enviando …",
      published: "Gracias. Su comentario está publicado.",
      waiting: "Gracias. Su comentario espera la moderación y aparecerá cuando se apruebe.",
      refused: "Su comentario no se publica: no se ajusta a las normas de este sitio. Puede cambiarlo y enviarlo de nuevo.",
      again: "Su comentario aún no se ha podido guardar. Sigue aquí: envíelo de nuevo en un momento.",
      lost: "Su comentario no ha llegado. Envíelo de nuevo.",
      away: "Su comentario no se ha podido enviar. Sigue aquí: inténtelo de nuevo.",
      busy: "Han sido muchos a la vez. Su comentario sigue aquí: envíelo de nuevo en {n} segundos.",
      check: "Revise este campo: {n}.",
      part: "Lo marcado parece {n}. ¿Quiere cambiarlo?",
      whole: "Su comentario parece {n}. ¿Quiere cambiarlo?",
      change: "Cambiarlo",
      post: "Publicarlo así",
      toxicity: "hiriente", insult: "un insulto", identity_attack: "un ataque a un grupo de personas",
      profanity: "lenguaje grosero", threat: "una amenaza", sexually_explicit: "sexualmente explícito",
    },
  };
  const wanted = [set.lang, document.documentElement.lang, navigator.language].map((tag) => (tag || "").slice(0, 2).toLowerCase());
  const language = wanted.find((tag) => tag in MESSAGES) || "en";
  const say = (key, n) => MESSAGES[language][key].replace("{n}", () => n);

  const STYLE = `:where(.replyguard){margin-block:1em}
:where(.replyguard [role]:empty){display:none}
:where(.replyguard [role],.replyguard-nudge){padding:.75em 1em;border:1px solid;border-inline-start-width:.4em;border-radius:.4em}
:where(.replyguard blockquote){max-height:12em;overflow:auto;margin:.75em 0;padding:.5em .75em;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate;border-inline-start:3px solid}
:where(.replyguard-nudge mark){padding:0 .15em;border-radius:.2em;text-decoration:underline wavy;text-underline-offset:.2em}
:where(.replyguard-nudge button){margin-inline-end:.75em}`;

  const make = (tag, props, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  };

  /** Only who has it can change the comment: so it is hard to guess. */
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

  async function call(operation, body, milliseconds) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), milliseconds);
    try {
      const response = await fetch(new URL("v1/comments:" + operation, service), {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: "Bearer " + set.key },
        body: JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: stop.signal,
      });
      return { status: response.status, wait: response.headers.get("Retry-After"), body: await response.json() };
    } finally {
      clearTimeout(timer);
    }
  }

  class Form {
    #opened = performance.now();
    #busy = false;
    #passing = false;
    #asked = null;

    constructor(form) {
      this.form = form;
      this.number = [...document.forms].indexOf(form);
      this.ids = {};
      this.status = make("div", { tabIndex: -1 });
      this.status.setAttribute("role", "status");
      this.alert = make("div", { tabIndex: -1 });
      this.alert.setAttribute("role", "alert");
      this.nudge = make("div", {});
      form.append(make("div", { className: "replyguard" }, this.nudge, this.status, this.alert));
      if (!this.field("replyguard_hp")) {
        const trap = make("input", { type: "text", name: "replyguard_hp", tabIndex: -1, autocomplete: "off" });
        const hidden = make("div", {}, trap);
        hidden.setAttribute("aria-hidden", "true");
        Object.assign(hidden.style, { position: "absolute", clipPath: "inset(50%)", width: "1px", height: "1px", overflow: "hidden" });
        form.append(hidden);
      }
      form.addEventListener("submit", (event) => this.submit(event));
      this.returned();
    }

    field(name) {
      const found = this.form.elements.namedItem(name);
      return found instanceof RadioNodeList ? found[0] : found;
    }

    value(key) {
      return this.field(fieldName(key))?.value || "";
    }

    /** By what a submission's id is kept: a reply to somebody else is another one. */
    get #kept() {
      return `replyguard:${location.pathname}#${this.number}/${this.value("parent")}`;
    }

    /** A submission keeps its id, over a reload too, until it is recorded. */
    get id() {
      const kept = this.#kept;
      try {
        this.ids[kept] ||= sessionStorage.getItem(kept);
        sessionStorage.setItem(kept, (this.ids[kept] ||= newId()));
      } catch {
        this.ids[kept] ||= newId();
      }
      return this.ids[kept];
    }

    done() {
      delete this.ids[this.#kept];
      try {
        sessionStorage.removeItem(this.#kept);
      } catch {
        // Nothing was stored either.
      }
    }

    show(place, text) {
      this.status.textContent = place === this.status ? text : "";
      this.alert.textContent = place === this.alert ? text : "";
      if (place === this.alert || (place && document.activeElement === document.body)) {
        place.focus();
      }
    }

    async submit(event) {
      if (this.#passing || event.defaultPrevented) {
        return;
      }
      event.preventDefault();
      if (this.#busy) {
        return;
      }
      this.#busy = true;
      this.form.setAttribute("aria-busy", "true");
      this.nudge.replaceChildren();
      this.show(this.status, say("sending"));
      try {
        if (await this.toBeChanged()) {
          return;
        }
        if (set.mode === "nudge") {
          await this.pass(event.submitter);
        } else {
          await this.send();
        }
      } finally {
        this.#busy = false;
        this.form.removeAttribute("aria-busy");
      }
    }

    /** Asks once about each text; where nobody answers soon, the comment goes on. */
    async toBeChanged() {
      const text = this.value("text");
      if (set.nudge === "off" || text === this.#asked || !text.trim()) {
        return false;
      }
      const answer = await call("nudge", { text }, 3000).catch(() => null);
      if (answer?.status !== 200 || !answer.body.revise) {
        return false;
      }
      this.#asked = text;
      this.ask(text, answer.body);
      return true;
    }

    ask(text, { label, spans }) {
      const quote = make("blockquote", { tabIndex: 0, dir: "auto" });
      let at = 0;
      for (const { start, end } of spans) {
        if (start >= at) {
          quote.append(text.slice(at, start), make("mark", {}, text.slice(start, end)));
          at = end;
        }
      }
      quote.append(text.slice(at));
      const question = make("p", { tabIndex: -1 }, say(spans.length ? "part" : "whole", say(label in MESSAGES.en ? label : "toxicity")));
      const change = make("button", { type: "button" }, say("change"));
      const post = make("button", { type: "submit" }, say("post"));
      change.addEventListener("click", () => this.change(spans[0]));
      const group = make("div", { className: "replyguard-nudge" }, question, spans.length ? quote : "", change, post);
      this.show();
      this.nudge.replaceChildren(group);
      question.focus();
    }

    change(span) {
      this.nudge.replaceChildren();
      const field = this.field(fieldName("text"));
      field.focus();
      if (span) {
        field.setSelectionRange(span.start, span.end);
      }
    }

    /** The form goes its own way, and tells what was noticed. */
    async pass(submitter) {
      // While the event that we have stopped is still under way, browsers would stop this one, too.
      await new Promise((done) => setTimeout(done));
      for (const [name, value] of [["replyguard_id", (this.made ||= newId())], ["replyguard_typing", this.typing()]]) {
        if (!this.field(name)) {
          this.form.append(make("input", { type: "hidden", name }));
        }
        this.field(name).value = value;
      }
      this.show();
      this.#passing = true;
      HTMLFormElement.prototype.requestSubmit.call(this.form, this.form.contains(submitter) ? submitter : null);
      this.#passing = false;
    }

    typing() {
      return Math.round(performance.now() - this.#opened);
    }

    submission() {
      const article = {
        id: set.article || this.value("article"),
        url: document.querySelector("link[rel=canonical]")?.href || location.href.split("#")[0],
        title: document.title.slice(0, 500),
      };
      const parent = this.value("parent");
      return {
        id: this.id,
        text: this.value("text"),
        author: { name: this.value("name"), email: this.value("email"), url: this.value("url") },
        article,
        parent: parent === "0" ? {} : { id: parent },
        form: { honeypot: this.field("replyguard_hp").value, typingMillis: this.typing() },
      };
    }

    async send() {
      const sent = this.submission();
      let answer;
      try {
        answer = await call("submit", sent, Number(set.timeout) || 10000);
      } catch {
        return this.show(this.alert, say("away"));
      }
      const { status, body, wait } = answer;
      if (status === 200 && body.recorded) {
        this.recorded(sent, body);
      } else if (status === 200) {
        this.show(this.alert, say("again"));
      } else if (status === 429) {
        this.show(this.alert, say("busy", wait || 60));
      } else if (status === 422 || status === 413) {
        this.wrong(body.errors?.[0].field || "text");
      } else {
        this.show(this.alert, say("away"));
      }
    }

    recorded(sent, { id, verdict }) {
      this.done();
      this.#asked = null;
      this.#opened = performance.now();
      if (verdict === "refused") {
        this.show(this.alert, say(verdict));
      } else {
        this.field(fieldName("text")).value = "";
        this.show(this.status, say(verdict));
      }
      this.form.dispatchEvent(new CustomEvent("replyguard", { bubbles: true, detail: { id, verdict, text: sent.text, name: sent.author.name } }));
    }

    wrong(path) {
      const field = this.field(fieldName(path.split(".").pop())) || this.field(fieldName("text"));
      const label = field.labels?.[0]?.textContent.replace(/[\s*:]+$/, "").trim() || field.name;
      this.show(this.alert, say("check", label));
      field.setAttribute("aria-invalid", "true");
      field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
      field.focus();
    }

    /** What the service has put into the address where the form was posted without us. */
    returned() {
      const address = new URL(location);
      const outcome = address.searchParams.get("replyguard");
      if (!outcome || document.getElementById("replyguard-" + outcome)) {
        return;
      }
      const good = outcome === "published" || outcome === "waiting";
      this.show(good ? this.status : this.alert, say(good || outcome === "refused" ? outcome : "lost"));
      [...address.searchParams.keys()].filter((name) => name.startsWith("replyguard")).forEach((name) => address.searchParams.delete(name));
      history.replaceState(history.state, "", address);
    }
  }

  const start = () => {
    if (!set.key) {
      console.warn("replyguard.js: data-key is missing");
      return;
    }
    if ("adoptedStyleSheets" in document) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }
    document.querySelectorAll(set.form || "#commentform, form.comment-form, form[data-replyguard]").forEach((form) => new Form(form));
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
