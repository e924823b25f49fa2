/**
 * Where a script of the console does not come, the page would stay empty: it is loaded again once, and after that it is
 * said. No module, and in need of no other file, so that it is there whatever happens to those.
 */
(() => {
  const TEXTS = {
    en: ["The console could not be loaded.", "Try again"],
    de: ["Die Konsole konnte nicht geladen werden.", "Noch einmal versuchen"],
    es: ["No se pudo cargar la consola.", "Intentar de nuevo"],
  };
  const WAIT_MILLIS = 1_000;
  let failed = false;

  // Only on their way down: errors of elements do not rise.
  addEventListener("error", (event) => event.target instanceof HTMLScriptElement && fail(), true);
  addEventListener("unhandledrejection", () => fail());

  function fail() {
    const root = document.getElementById("console");
    if (!root) {
      addEventListener("DOMContentLoaded", fail, { once: true });
    } else if (!failed && root.childElementCount === 0) {
      failed = true;
      if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
        tell(root);
      } else {
        setTimeout(() => location.reload(), WAIT_MILLIS);
      }
    }
  }

  function tell(root) {
    const tag = navigator.languages.map((each) => each.split("-")[0]).find((each) => each in TEXTS) ?? "en";
    const [problem, retry] = TEXTS[tag];
    document.documentElement.lang = tag;
    const main = root.appendChild(document.createElement("main"));
    main.className = "centre";
    const panel = main.appendChild(document.createElement("section"));
    panel.className = "panel";
    const alert = panel.appendChild(document.createElement("div"));
    alert.setAttribute("role", "alert");
    alert.appendChild(document.createElement("h1")).textContent = problem;
    const button = panel.appendChild(document.createElement("button"));
    button.textContent = retry;
    button.addEventListener("click", () => location.reload());
  }
})();
