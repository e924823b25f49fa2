// The Akismet plugin as it comes with WordPress, pointed at ReplyGuard by the must-use file: checked, held, moderated in
// both places, ReplyGuard stopped and started, and beside the plugin of our own. Run by run.sh.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ReplyGuard } from './replyguard.mjs';
import { WordPress, until } from './wordpress.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'replyguard-akismet-'));
// The plugin's page takes hexadecimal digits only.
const KEY = 'c0ffee123456';
const RULES = `rules: {words: [{name: eels, words: [eel], verdict: hold}, {name: mud, words: [mudlark], verdict: reject}]}`;
const ADVERTISEMENT =
  'Earn money from home! I make $500 a day, check out my channel and subscribe, click here http://cash.example/ free ' +
  'gift cards, whatsapp +1 555 010 0199, http://loans.example/ payday loans online casino bonus';
let service;
let site;
let article;

before(async () => {
  const settings = { REPLYGUARD_WEBHOOKS_ALLOWED_NETWORKS: '127.0.0.1' };
  service = await ReplyGuard.prepare(process.env.SERVICE_JAR, join(directory, 'data'), { key: KEY, settings });
  service.spawn();
  site = await WordPress.install(directory, {
    plugin: join(here, '../replyguard'),
    theme: join(here, 'theme'),
    muPlugins: [join(here, 'support.php'), join(here, '../mu-plugins/replyguard-akismet.php')],
    config: `define('REPLYGUARD_URL', '${service.url}');`,
  });
  await service.ready();
  await service.policy(RULES);
  article = site.php(`activate_plugin('akismet/akismet.php'); delete_option('Activated_Akismet');
    update_option('comment_previously_approved', 0);
    return wp_insert_post(array('post_title' => 'The old bridge', 'post_status' => 'publish', 'post_content' => 'Closed.'));`);
});

after(async () => {
  await service?.stop();
  await site?.stop();
  rmSync(directory, { recursive: true, force: true });
});

let authors = 0;

/** Posts a comment through the form, as somebody new. */
async function post(text) {
  site.signOut();
  const answer = await site.post('/wp-comments-post.php', {
    comment: text,
    author: 'Ada',
    email: `ada${++authors}@example.org`,
    url: '',
    comment_post_ID: article,
    comment_parent: 0,
  });
  assert.equal(answer.status, 302, await answer.text());
}

/** As the other; the comment as it is stored. */
async function comment(text) {
  await post(text);
  const stored = site.latestComment();
  assert.ok(stored.comment_content.startsWith(text.slice(0, 12)), stored.comment_content);
  stored.guid = site.php("return get_option('of_tests_guid');");
  return stored;
}

const status = (stored) => site.comment(stored.comment_ID).comment_approved;
const becomes = (stored, wanted) => until(`the comment is ${wanted}`, async () => status(stored) === wanted);
const known = async (stored) => (await service.call('GET', `/v1/comments/${stored.guid}`)).body;
/** What a moderator decides in ReplyGuard. */
async function decide(stored, verdict) {
  const answer = await service.decide(stored.guid, verdict, verdict === 'reject' ? 'insult' : undefined);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}

/** What WordPress' cron does for the plugin 20 minutes after a comment could not be checked. */
const recheck = () => site.php("do_action('akismet_schedule_cron_recheck'); return 1;");

test('the key is entered on the page of the plugin, which refuses a wrong one', async () => {
  await site.signIn();
  const enter = async (key) => {
    const form = await (await site.get('/wp-admin/options-general.php?page=akismet-key-config&view=start')).text();
    const nonce = /name="_wpnonce" value="([^"]+)"/.exec(form)[1];
    const answer = await site.post('/wp-admin/options-general.php?page=akismet-key-config', {
      action: 'enter-key', _wpnonce: nonce, key,
    });
    return answer.text();
  };
  const saved = () => site.php("return get_option('wordpress_api_key');");
  await enter('0123456789ab');
  assert.equal(saved(), false);
  const page = await enter(KEY);
  assert.equal(saved(), KEY);
  assert.match(page, /Active/, 'the page tells of a subscription');
});

test('what ReplyGuard approves is published', async () => {
  const stored = await comment('Thank you for this article, I had never seen the bridge that way.');
  assert.equal(stored.comment_approved, '1');
  assert.equal(stored.meta.akismet_result, 'false');
  assert.equal((await known(stored)).verdict, 'approve');
});

test('what ReplyGuard rejects is spam', async () => {
  const stored = await comment('The mudlark found a coin under the bridge.');
  assert.equal(stored.comment_approved, 'spam');
  assert.equal(stored.meta.akismet_result, 'true');
});

test('advertising beyond doubt is marked so, and dropped where the plugin is to', async () => {
  const kept = await comment(ADVERTISEMENT);
  assert.equal(kept.comment_approved, 'spam');
  assert.equal(kept.meta.akismet_pro_tip, 'discard');

  site.php("update_option('akismet_strictness', '1'); return 1;");
  await post(`${ADVERTISEMENT} again`);
  assert.equal(site.latestComment().comment_ID, kept.comment_ID, 'nothing more is stored');
  site.php("update_option('akismet_strictness', '0'); return 1;");
});

test('what ReplyGuard holds waits, and is asked about again until a moderator has decided', async () => {
  const good = await comment('The eel is back in the river below the bridge.');
  const bad = await comment('An eel like you should stay in the river.');
  assert.deepEqual([good.comment_approved, bad.comment_approved], ['0', '0']);
  assert.ok(good.meta.akismet_error);
  const due = site.php("return wp_next_scheduled('akismet_schedule_cron_recheck') - time();");
  assert.ok(due > 1000 && due <= 1200, `${due} s`);

  // The plugin gives up at the first comment that it gets no word for.
  await decide(bad, 'reject');
  recheck();
  assert.deepEqual([status(good), status(bad)], ['0', '0']);

  await decide(good, 'approve');
  recheck();
  assert.deepEqual([status(good), status(bad)], ['1', 'spam']);
});

test('Spam and Not spam in WordPress are decisions of the site in ReplyGuard', async () => {
  const stored = await comment('The lanterns on the quay were lit at five.');
  await site.act(stored.comment_ID, 'spamcomment');
  assert.equal(status(stored), 'spam');
  assert.equal((await known(stored)).verdict, 'reject');
  await site.act(stored.comment_ID, 'unspamcomment');
  assert.equal(status(stored), '1');
  assert.equal((await known(stored)).verdict, 'approve');
});

test('ReplyGuard stopped: comments wait; started: they are asked about again and published', async () => {
  await service.stop();
  const stored = await comment('The orchard behind the mill has been sold.');
  assert.equal(stored.comment_approved, '0');
  assert.ok(stored.meta.akismet_error);
  recheck();
  assert.equal(status(stored), '0');

  await service.start();
  recheck();
  assert.equal(status(stored), '1');
});

if (WordPress.akismetHasWebhook()) {
  test('a moderator decides in ReplyGuard: WordPress is told, and publishes or takes out', async () => {
    const url = site.php("return get_rest_url(null, 'akismet/v1/webhook');");
    const added = await service.call('POST', '/v1/webhooks', { url, format: 'akismet', key: KEY });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    const tried = await service.call('POST', `/v1/webhooks/${added.body.id}/test`);
    assert.equal(tried.body.taken, true, JSON.stringify(tried.body));

    // Asked about again by the plugin's cron as well, but told before.
    const told = await comment('One eel more in the river.');
    assert.ok(told.meta.akismet_error);
    await decide(told, 'approve');
    await becomes(told, '1');

    await service.policy(`${RULES}\nprotocols: {akismet: {held: webhook}}`);
    const stored = await comment('The eel of last year was longer.');
    assert.equal(stored.comment_approved, '0');
    assert.equal(stored.meta.akismet_result, 'false');
    assert.equal(stored.meta.akismet_error, undefined);
    assert.equal((await known(stored)).verdict, 'hold');

    await decide(stored, 'approve');
    await becomes(stored, '1');
    assert.equal((await service.undo(stored.guid)).status, 200);
    await becomes(stored, 'spam');
    await decide(stored, 'approve');
    await becomes(stored, '1');
    const other = await comment('No eel was ever that long, you liar.');
    await decide(other, 'reject');
    await becomes(other, 'spam');

    // WordPress does not tell back what it was told: else the site had decided, too.
    assert.deepEqual(await service.touchedBy(other.guid), ['moderator:ada']);
  });

  test('what waits for a moderator is not published by itself, however long that takes', async () => {
    const stored = await comment('An eel in the harbour basin.');
    const wait = site.php(`return wp_next_scheduled('akismet_approval_fallback', array(${stored.comment_ID})) - time();`);
    assert.ok(wait > 29 * 86_400, `the plugin would publish it after ${wait} s`);
    site.php(`do_action('akismet_approval_fallback', ${stored.comment_ID}); return 1;`);
    assert.equal(status(stored), '0');
  });

  test('what somebody has decided in WordPress stays, whatever ReplyGuard tells later', async () => {
    const stored = await comment('Somebody has painted an eel on the wall.');
    await site.act(stored.comment_ID, 'approvecomment');
    assert.equal(status(stored), '1');
    const delivered = async () => (await service.call('GET', '/v1/webhooks')).body.webhooks[0].delivered;
    const before = await delivered();
    await decide(stored, 'reject');
    await until('it is told', async () => (await delivered()) > before);
    assert.equal(status(stored), '1');
  });

  test('the webhook takes no other key', async () => {
    const [{ id }] = (await service.call('GET', '/v1/webhooks')).body.webhooks;
    await service.call('PATCH', `/v1/webhooks/${id}`, { key: '0123456789ab' });
    const tried = await service.call('POST', `/v1/webhooks/${id}/test`);
    assert.equal(tried.body.taken, false);
    assert.equal(tried.body.status, 401);
    await service.call('DELETE', `/v1/webhooks/${id}`);
  });
} else {
  test('a plugin that cannot be told later is not told that a held comment is no spam', async () => {
    await service.policy(`${RULES}\nprotocols: {akismet: {held: webhook}}`);
    const stored = await comment('The eel of last year was longer.');
    assert.equal(stored.comment_approved, '0');
    assert.ok(stored.meta.akismet_error);
    assert.equal(stored.meta.akismet_result, undefined);
  });
}

test('beside the plugin of our own: both ask, and each keeps its own record', async () => {
  await service.policy(RULES);
  site.php(`activate_plugin('replyguard/replyguard.php');
    update_option('replyguard', array('url' => '${service.url}', 'key' => '${KEY}', 'timeout' => 10, 'when_away' => 'hold',
      'approve' => 'wordpress', 'reject' => 'spam', 'pings' => true)); return 1;`);
  const fine = await comment('The baker has opened again, opposite the bridge.');
  assert.equal(fine.comment_approved, '1');
  assert.equal(fine.meta.akismet_result, 'false');
  assert.equal(fine.meta._replyguard_result.verdict, 'approve');
  const held = await comment('They sell eel at the market by the bridge.');
  assert.equal(held.comment_approved, '0');
  const out = await comment('A mudlark sells what the river gives.');
  assert.equal(out.comment_approved, 'spam');

  await site.act(fine.comment_ID, 'spamcomment');
  assert.equal(status(fine), 'spam');
  assert.equal((await known(fine)).verdict, 'reject');
  const own = await service.call('GET', `/v1/comments/${fine.meta._replyguard_id}`);
  assert.equal(own.body.verdict, 'reject');
});

test('PHP had nothing to complain of in the must-use file', () => {
  const log = join(directory, 'debug.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  assert.deepEqual(lines.filter((line) => /mu-plugins|plugins\/replyguard\//.test(line)), []);
});
