/** Which page the address names, and with which parameters. */
export class Router {
  #open;

  constructor(open) {
    this.#open = open;
  }

  start() {
    window.addEventListener("popstate", this.#arrive);
    this.#arrive();
  }

  /** Goes to a page, as a link would. */
  go(name, parameters = {}) {
    history.pushState(null, "", address(name, parameters));
    this.#arrive();
  }

  /** Tells in the address what is shown now, without going anywhere. */
  reflect(name, parameters) {
    history.replaceState(null, "", address(name, parameters));
  }

  #arrive = () => {
    const name = location.pathname.split("/").pop() || "queue";
    this.#open(name, Object.fromEntries(new URLSearchParams(location.search)));
  };
}

export function address(name, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value != null));
  const text = query.toString();
  return text ? `${name}?${text}` : name;
}
