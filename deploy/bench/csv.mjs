// Streams the rows of a CSV file (RFC 4180, UTF-8, one header line; gzip where the name ends in .gz).
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** Yields one object a row, with the header's names as keys. */
export async function* readCsv(path) {
  let header = null;
  for await (const row of rows(path)) {
    if (header === null) {
      header = row;
    } else if (row.length === header.length) {
      yield Object.fromEntries(header.map((name, i) => [name, row[i]]));
    } else {
      throw new Error(`${path}: a row with ${header.length} fields expected, got ${row.length}`);
    }
  }
}

async function* rows(path) {
  let row = [];
  let field = "";
  let quoted = false; // inside quotes
  let closing = false; // a quote was read inside quotes: the end, or half of an escaped one
  for await (const chunk of characters(path)) {
    for (const c of chunk) {
      if (closing && c === '"') {
        field += '"';
        closing = false;
      } else if (quoted && !closing) {
        if (c === '"') {
          closing = true;
        } else {
          field += c;
        }
      } else if (c === '"' && field === "" && !quoted) {
        quoted = true;
      } else if (c === "," || c === "\n") {
        row.push(quoted ? field : field.replace(/\r$/, ""));
        field = "";
        quoted = closing = false;
        if (c === "\n") {
          yield row;
          row = [];
        }
      } else if (!closing) {
        field += c;
      } // else: the carriage return between a closing quote and the line's end
    }
  }
  if (quoted && !closing) {
    throw new Error(`${path}: ends inside quotes`);
  }
  if (row.length > 0 || field !== "") {
    yield [...row, field];
  }
}

function characters(path) {
  const file = createReadStream(path);
  const stream = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  // A stream's error is thrown where it is read; pipe() does not hand on that of the file itself.
  file.on("error", (error) => stream.destroy(error));
  return stream.setEncoding("utf8");
}
