// Collects the plugin's texts into replyguard.pot:  node deploy/wordpress/make-pot.mjs > deploy/wordpress/replyguard/languages/replyguard.pot
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const plugin = join(dirname(fileURLToPath(import.meta.url)), 'replyguard');
const files = readdirSync(plugin, { recursive: true })
  .filter((file) => /\.(php|js)$/.test(file))
  .sort();
const CALL =
  /(?:\/\*\s*(translators:[^*]*?)\s*\*\/\s*)?[^/]*?\b(?:esc_html__|esc_html_e|esc_attr__|__|_n)\(\s*'((?:[^'\\]|\\.)*)'(?:,\s*'((?:[^'\\]|\\.)*)',\s*[^']+?)?,\s*'replyguard'/g;
const texts = new Map();
for (const file of files) {
  const source = readFileSync(join(plugin, file), 'utf8');
  for (const match of source.matchAll(CALL)) {
    const [whole, note, single, plural] = match;
    const line = source.slice(0, match.index + whole.length).split('\n').length;
    const key = JSON.stringify([single, plural]);
    const text = texts.get(key) ?? { single, plural, notes: new Set(), places: [] };
    text.places.push(`${file}:${line}`);
    if (note) {
      text.notes.add(note);
    }
    texts.set(key, text);
  }
}
const quoted = (text) => JSON.stringify(text.replaceAll("\\'", "'"));
console.log('# Copyright: the authors of ReplyGuard\n# License: GPL-2.0-or-later');
console.log('msgid ""\nmsgstr ""\n"Project-Id-Version: ReplyGuard 0.1.0\\n"\n"MIME-Version: 1.0\\n"');
console.log('"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"');
for (const { single, plural, notes, places } of texts.values()) {
  console.log();
  notes.forEach((note) => console.log(`#. ${note}`));
  console.log(`#: ${places.join(' ')}`);
  console.log(`#, ${/%\d?\$?[ds]/.test(single) ? 'php-format' : 'no-php-format'}`);
  console.log(`msgid ${quoted(single)}`);
  console.log(plural === undefined ? 'msgstr ""' : `msgid_plural ${quoted(plural)}\nmsgstr[0] ""\nmsgstr[1] ""`);
}
