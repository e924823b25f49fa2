/** What one moderator likes, kept in this browser under the moderator's name. */

const DEFAULTS = Object.freeze({
  theme: "system",
  language: "",
  blur: false,
  greyscale: false,
  maskSlurs: false,
  breakMinutes: 0,
  site: "",
});

export class Preferences {
  #key = "replyguard.preferences";
  #values = { ...DEFAULTS };

  constructor() {
    this.#read();
  }

  /** From now on those of that moderator; the first time, those of whoever was here before. */
  belongTo(user) {
    const before = this.#values;
    this.#key = `replyguard.preferences.${user}`;
    this.#values = { ...before };
    this.#read();
  }

  get(name) {
    return this.#values[name];
  }

  set(name, value) {
    this.#values[name] = value;
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#values));
      if (name === "theme" || name === "language") {
        localStorage.setItem("replyguard.preferences", JSON.stringify(this.#values));
      }
    } catch {
      // Private windows may keep nothing: it then holds until the page is left.
    }
    this.apply();
  }

  /** Tells the style sheets. */
  apply() {
    const root = document.documentElement;
    root.dataset.theme = this.get("theme");
    root.toggleAttribute("data-blur", this.get("blur"));
    root.toggleAttribute("data-greyscale", this.get("greyscale"));
  }

  #read() {
    try {
      const stored = JSON.parse(localStorage.getItem(this.#key) ?? "{}");
      for (const name of Object.keys(DEFAULTS)) {
        if (typeof stored[name] === typeof DEFAULTS[name]) {
          this.#values[name] = stored[name];
        }
      }
    } catch {
      // Whatever is there is not ours.
    }
  }
}
