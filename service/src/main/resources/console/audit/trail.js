/** Reads an audit trail, which the service has as lines of JSON, the earliest first, a page at a time. */
const PAGE_SIZE = 1_000;
const MAX_PAGES = 10;

/** How many entries are shown before one asks for more. */
export const SHOWN_AT_ONCE = 100;

/** The entries, the latest first, and whether there are more than are read; null once nobody wants them any longer. */
export async function readTrail(api, path, query, isWanted) {
  const entries = [];
  let cursor;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { text, headers } = await api.text(path, { ...query, cursor, limit: PAGE_SIZE });
    if (!isWanted()) {
      return null;
    }
    entries.push(...text.split("\n").filter(Boolean).map((line) => JSON.parse(line)));
    cursor = headers.get("X-Next-Cursor");
    if (!cursor) {
      break;
    }
  }
  return { entries: entries.reverse(), cut: Boolean(cursor) };
}
