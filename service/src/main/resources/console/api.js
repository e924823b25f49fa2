/**
 * The service's API, as the console calls it.
 *
 * A call either answers the decoded body, or throws a Refusal (the service said no, and why) or an Unreachable
 * (nobody answered in time). Whoever is signed out meanwhile is asked to sign in again, after which the call goes on.
 */

/** Where the service is: this file is at /console/assets/VERSION/api.js of it. */
export const ROOT = new URL("../../../", import.meta.url);

const TIMEOUT_MILLIS = 15_000;

/** The service answered, with an error. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
    this.retryAfter = problem.retryAfter;
  }

  /** The fields that are wrong, each with what was expected. */
  get errors() {
    return this.problem.errors ?? [];
  }
}

/** The service did not answer. */
export class Unreachable extends Error {}

export class Api {
  /** The session's token against forged requests, and the site that calls are about. */
  csrfToken = null;
  site = null;

  /** @param whenSignedOut asked when a call is refused for want of a session; resolves once there is one again */
  constructor(whenSignedOut) {
    this.whenSignedOut = whenSignedOut;
  }

  get(path, parameters) {
    return this.call("GET", withParameters(path, parameters));
  }

  post(path, body, parameters) {
    return this.call("POST", withParameters(path, parameters), body);
  }

  put(path, body) {
    return this.call("PUT", path, body);
  }

  patch(path, body) {
    return this.call("PATCH", path, body);
  }

  delete(path) {
    return this.call("DELETE", path);
  }

  /** As text, such as the lines of an export; with the response's headers. */
  async text(path, parameters) {
    const response = await this.#send("GET", withParameters(path, parameters));
    return { text: await response.text(), headers: response.headers };
  }

  async call(method, path, body) {
    const response = await this.#send(method, path, body);
    if (response.status === 204) {
      return null;
    }
    return response.json();
  }

  /** One attempt, whoever is signed in. */
  async once(method, path, body) {
    const headers = { Accept: "application/json, application/problem+json;q=0.9, */*;q=0.5" };
    if (this.site) {
      headers["X-Site"] = this.site;
    }
    if (this.csrfToken && method !== "GET") {
      headers["X-CSRF-Token"] = this.csrfToken;
    }
    const request = { method, headers, credentials: "same-origin", cache: "no-store", redirect: "error" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      request.body = JSON.stringify(body);
    }
    request.signal = AbortSignal.timeout(TIMEOUT_MILLIS);
    let response;
    try {
      response = await fetch(new URL(path, ROOT), request);
    } catch (e) {
      throw new Unreachable(String(e?.message ?? e));
    }
    if (!response.ok) {
      throw new Refusal(response.status, await problemOf(response));
    }
    return response;
  }

  async #send(method, path, body) {
    for (;;) {
      try {
        return await this.once(method, path, body);
      } catch (e) {
        if (!(e instanceof Refusal) || e.status !== 401) {
          throw e;
        }
        await this.whenSignedOut();
      }
    }
  }
}

async function problemOf(response) {
  const retryAfter = Number(response.headers.get("Retry-After")) || undefined;
  try {
    return { ...(await response.json()), retryAfter };
  } catch {
    return { detail: `HTTP ${response.status}`, retryAfter };
  }
}

/** Leaves out what is empty. */
function withParameters(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** The path of something that has an id of any characters. */
export function pathTo(collection, id, rest = "") {
  return `${collection}/${encodeURIComponent(id)}${rest}`;
}
