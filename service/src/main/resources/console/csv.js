import { saveFile } from "./saved-file.js";

/** Saves rows as a file for spreadsheets, in which no cell is a formula. */
export function saveCsv(name, rows) {
  const text = rows.map((row) => row.map(cell).join(",")).join("\r\n");
  saveFile(name, ["\uFEFF", text, "\r\n"], "text/csv;charset=utf-8");
}

function cell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
