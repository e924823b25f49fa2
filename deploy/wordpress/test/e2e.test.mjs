// WordPress with the plugin, and ReplyGuard: comments through the real form and the REST API, moderated in both places,
// with ReplyGuard stopped and started. Run by run.sh, which names the jar in SERVICE_JAR.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { KEY, ReplyGuard } from './replyguard.mjs';
import { WordPress } from './wordpress.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'replyguard-wordpress-'));
const SECRET = `whsec_${Buffer.from('a secret of tests, of some length').toString('base64')}`;
const KIND = 'Thank you for this article, I had never seen the bridge that way';
const INSULT = 'You are a stupid idiot 😀 and everybody knows it';
// Seconds: the longest limit there is, since busy machines are slow. One test has a short one.
const PATIENT = 10;
let service;
let site;
let article;

before(async () => {
  service = await ReplyGuard.prepare(process.env.SERVICE_JAR, join(directory, 'data'));
  service.spawn();
  site = await WordPress.install(directory, {
    plugin: join(here, '../replyguard'),
    theme: join(here, 'theme'),
    muPlugins: [join(here, 'support.php')],
  });
  await service.ready();
  article = site.php(`activate_plugin('replyguard/replyguard.php');
    update_option('comment_previously_approved', 0);
    return wp_insert_post(array('post_title' => 'The old bridge', 'post_status' => 'publish', 'post_content' => 'Closed.'));`);
});

after(async () => {
  await service?.stop();
  await site?.stop();
  rmSync(directory, { recursive: true, force: true });
});

let authors = 0;

/** Posts a comment through the form; the comment as it is stored. */
async function comment(text, more = {}) {
  site.signOut();
  const answer = await site.post('/wp-comments-post.php', {
    comment: text,
    author: 'Ada',
    email: `ada${++authors}@example.org`,
    url: '',
    comment_post_ID: article,
    comment_parent: 0,
    ...more,
  });
  assert.equal(answer.status, 302, await answer.text());
  return site.latestComment();
}

const set = (settings) =>
  site.php(`update_option('replyguard', array_merge((array) get_option('replyguard'),
    json_decode('${JSON.stringify(settings)}', true))); return true;`);

test('before it is set up, the plugin keeps out of the way', async () => {
  const stored = await comment(KIND);
  assert.equal(stored.comment_approved, '1');
  assert.equal(stored.meta, undefined);
});

test('settings are saved on their page, which tests the connection and never shows a secret', async () => {
  await site.signIn();
  const page = async () => (await site.get('/wp-admin/options-general.php?page=replyguard')).text();
  const form = await page();
  const nonce = /name="_wpnonce" value="([^"]+)"/.exec(form)[1];
  const saved = await site.post('/wp-admin/options.php', {
    option_page: 'replyguard',
    action: 'update',
    _wpnonce: nonce,
    'replyguard[url]': `${service.url}/`,
    'replyguard[key]': KEY,
    'replyguard[timeout]': `${PATIENT}`,
    'replyguard[when_away]': 'hold',
    'replyguard[approve]': 'wordpress',
    'replyguard[reject]': 'spam',
    'replyguard[pings]': '1',
  });
  assert.equal(saved.status, 302);
  const shown = await page();
  assert.ok(shown.includes(`value="${service.url}"`));
  assert.ok(!shown.includes(KEY));

  const testNonce = /action="[^"]*admin-post.php"[\s\S]*?name="_wpnonce" value="([^"]+)"/.exec(shown)[1];
  const tested = await site.post('/wp-admin/admin-post.php', { action: 'replyguard_test', _wpnonce: testNonce });
  assert.match(await (await site.get(tested.headers.get('location'))).text(), /The connection works\. The model is /);
});

test('a wrong key is named by the test of the connection', async () => {
  set({ key: 'WrongKey0001' });
  const message = site.php('return (new ReplyGuard_Client(new ReplyGuard_Options()))->test()->get_error_message();');
  set({ key: KEY });
  assert.equal(message, 'ReplyGuard does not know this key.');
});

test('what ReplyGuard approves is published', async () => {
  const stored = await comment(`${KIND}.`);
  assert.equal(stored.comment_approved, '1');
  assert.equal(stored.meta._replyguard_result.verdict, 'approve');
  const known = await service.call('GET', `/v1/comments/${stored.meta._replyguard_id}`);
  assert.equal(known.body.verdict, 'approve');
});

test('what WordPress holds stays held, unless the settings say otherwise', async () => {
  site.php("update_option('comment_moderation', 1); return 1;");
  assert.equal((await comment(`${KIND}, said Ada.`)).comment_approved, '0');
  set({ approve: 'publish' });
  assert.equal((await comment(`${KIND}, said Bob.`)).comment_approved, '1');
  set({ approve: 'wordpress' });
  site.php("update_option('comment_moderation', 0); return 1;");
});

test('abuse is kept out, and the comment screen says why', async () => {
  const stored = await comment(INSULT);
  assert.ok(['0', 'spam'].includes(stored.comment_approved), stored.comment_approved);
  assert.notEqual(stored.meta._replyguard_result.verdict, 'approve');
  await site.signIn();
  const screen = await (await site.get(`/wp-admin/comment.php?action=editcomment&c=${stored.comment_ID}`)).text();
  assert.match(screen, /<blockquote class="replyguard-text"[^>]*>.*<mark>[^<]*(stupid|idiot)/);
  const list = await (await site.get('/wp-admin/edit-comments.php?comment_status=all')).text();
  assert.match(list, /class='replyguard column-replyguard'/);
});

test('a comment over the REST API is judged once, too', async () => {
  const answer = await fetch(`${site.url}/index.php?rest_route=/wp/v2/comments`, {
    method: 'POST',
    body: new URLSearchParams({ post: article, content: `${INSULT}!`, author_name: 'Eve', author_email: 'eve@example.org' }),
  });
  assert.equal(answer.status, 201, await answer.text());
  const stored = site.latestComment();
  assert.notEqual(stored.comment_approved, '1');
  const revisions = await service.call('GET', `/v1/comments/${stored.meta._replyguard_id}/revisions`);
  assert.equal(revisions.body.revisions.length, 1);
});

test('a trackback is judged, unless the settings say otherwise', async () => {
  const ping = async (excerpt) => {
    const answer = await site.post(`/wp-trackback.php/${article}`, {
      title: 'A blog', url: `https://blog${++authors}.example/`, blog_name: 'A blog', excerpt,
    });
    assert.match(await answer.text(), /<error>0<\/error>/);
    return site.latestComment();
  };
  assert.ok((await ping('What they say of the bridge')).meta._replyguard_id);
  set({ pings: false });
  assert.equal((await ping('What others say of the bridge')).meta?._replyguard_id, undefined);
  set({ pings: true });
});

test('those who moderate are not judged', async () => {
  await site.signIn();
  const answer = await site.post('/wp-comments-post.php', { comment: INSULT.replace('You', 'I'), comment_post_ID: article });
  assert.equal(answer.status, 302);
  const stored = site.latestComment();
  assert.equal(stored.comment_approved, '1');
  assert.equal(stored.meta?._replyguard_id, undefined);
});

test('the form has a field that people leave empty, and one for the time of typing', async () => {
  site.signOut();
  const page = await site.page(`/?p=${article}`);
  assert.match(page, /name="replyguard_homepage" tabindex="-1"/);
  assert.match(page, /name="replyguard_typing"/);
  const policy = 'rules: {honeypot: {verdict: reject}, typing: {minSeconds: 2, verdict: hold}}';
  const put = await service.call('PUT', '/v1/policy', { format: 'yaml', source: policy, expected: 0 });
  assert.equal(put.status, 201);
  const trapped = await comment(`${KIND}, said Iris.`, { replyguard_homepage: 'https://shoes.example' });
  assert.equal(trapped.comment_approved, 'spam');
  assert.equal((await comment(`${KIND}, said Jim.`, { replyguard_typing: '900' })).comment_approved, '0');
  assert.equal((await comment(`${KIND}, said Kim.`, { replyguard_typing: '9000' })).comment_approved, '1');
});

test('moderated in ReplyGuard: published in WordPress, by asking for it', async () => {
  // Typed too fast for the policy of the test before.
  const stored = await comment('The mayor said so at the fair, and then the rain began.', { replyguard_typing: '900' });
  assert.equal(stored.comment_approved, '0');
  assert.equal((await service.decide(stored.meta._replyguard_id, 'approve')).status, 200);
  site.cron();
  assert.equal(site.comment(stored.comment_ID).comment_approved, '1');
});

/** What ReplyGuard tells a webhook. */
async function tell(event, secret = SECRET, at = Math.floor(Date.now() / 1000)) {
  const body = JSON.stringify(event);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const answer = await fetch(`${site.url}/index.php?rest_route=/replyguard/v1/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'msg-1',
      'webhook-timestamp': `${at}`,
      'webhook-signature': `v1,${createHmac('sha256', key).update(`msg-1.${at}.${body}`).digest('base64')}`,
    },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}

const decided = (stored, verdict, at = new Date()) => ({
  type: 'comment.decided',
  comment: stored.meta._replyguard_id,
  verdict,
  by: { kind: 'moderator', name: 'ada' },
  at: at.toISOString(),
});

test('a signed message takes a comment out or in; a forged, an old and an own one do not', async () => {
  set({ webhook_secret: SECRET });
  const stored = await comment('The timetable of that summer still hangs in our kitchen, beside the map of the harbour.');
  const status = () => site.comment(stored.comment_ID).comment_approved;

  assert.equal((await tell(decided(stored, 'reject'), `whsec_${Buffer.from('another').toString('base64')}`)).status, 401);
  assert.equal((await tell(decided(stored, 'reject'), SECRET, Math.floor(Date.now() / 1000) - 3600)).status, 401);
  assert.equal((await tell({ ...decided(stored, 'reject'), by: { kind: 'site', name: 'demo' } })).body.taken, false);
  assert.equal(status(), '1');
  assert.deepEqual((await tell(decided(stored, 'reject'))).body, { taken: true });
  assert.equal(status(), 'spam');
  assert.deepEqual((await tell(decided(stored, 'approve'))).body, { taken: true });
  assert.equal(status(), '1');
  set({ webhook_secret: '' });
});

test('moderated in WordPress: ReplyGuard knows, and an older decision of its own does not undo it', async () => {
  set({ webhook_secret: SECRET });
  // A text like no other here: ReplyGuard remembers what became of it, for similar ones, too.
  const stored = await comment('On Sundays the swimming pool opens at nine, which is late for those with a job.');
  await site.act(stored.comment_ID, 'spamcomment');

  assert.equal(site.comment(stored.comment_ID).comment_approved, 'spam');
  const known = await service.call('GET', `/v1/comments/${stored.meta._replyguard_id}`);
  assert.equal(known.body.verdict, 'reject');
  const anHourAgo = new Date(Date.now() - 3600_000);
  assert.deepEqual((await tell(decided(stored, 'approve', anHourAgo))).body, { taken: false });
  assert.equal(site.comment(stored.comment_ID).comment_approved, 'spam');
  set({ webhook_secret: '' });
});

test('ReplyGuard stopped: comments are held; started: they are judged and published', async () => {
  await service.stop();
  const first = await comment(`${KIND}, said Dora.`);
  const second = await comment(`${INSULT}, said Emil.`);
  assert.deepEqual([first.comment_approved, second.comment_approved], ['0', '0']);
  assert.equal(first.meta._replyguard_due, '1');
  site.cron();
  assert.equal(site.comment(first.comment_ID).meta._replyguard_due, '1');

  set({ when_away: 'wordpress' });
  assert.equal((await comment(`${KIND}, said Fred.`)).comment_approved, '1');
  set({ when_away: 'hold' });

  await service.start();
  site.php("delete_transient('replyguard_away'); return 1;");
  site.cron();
  const judged = site.comment(first.comment_ID);
  assert.equal(judged.comment_approved, '1');
  assert.equal(judged.meta._replyguard_due, undefined);
  assert.notEqual(site.comment(second.comment_ID).comment_approved, '1');
  const known = await service.call('GET', `/v1/comments/${first.meta._replyguard_id}`);
  assert.equal(known.status, 200);
});

test('a decision made while ReplyGuard was away reaches it later, and is not overruled', async () => {
  await service.stop();
  const stored = await comment(`${INSULT}, said Gerd.`);
  site.php(`wp_set_current_user(1); wp_set_comment_status(${stored.comment_ID}, 'approve'); return 1;`);
  await service.start();
  site.php("delete_transient('replyguard_away'); return 1;");
  site.cron();

  assert.equal(site.comment(stored.comment_ID).comment_approved, '1');
  const known = await service.call('GET', `/v1/comments/${stored.meta._replyguard_id}`);
  assert.equal(known.body.verdict, 'approve');
});

test('an address where nothing answers in time costs the visitor no more than the limit', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  set({ url: `http://127.0.0.1:${silent.address().port}`, timeout: 1 });
  const asked = site.php(`$client = new ReplyGuard_Client(new ReplyGuard_Options());
    foreach (array(0, 1) as $i) { $begun = microtime(true); $client->judge(array('text' => 'a')); $took[] = microtime(true) - $begun; }
    return $took;`);
  site.php("delete_transient('replyguard_away'); return 1;");
  assert.equal((await comment(`${KIND}, said Hans.`)).comment_approved, '0');
  silent.close();
  set({ url: service.url, timeout: PATIENT });
  site.php("delete_transient('replyguard_away'); return 1;");
  assert.ok(asked[0] > 0.9 && asked[0] < 3, `${asked[0]} s`);
  assert.ok(asked[1] < 0.5, `the next one does not wait: ${asked[1]} s`);
});

test('old comments are judged in bulk, a step at a time', async () => {
  const ids = site.php(`$ids = array(); for ($i = 0; $i < 12; $i++) {
    $ids[] = wp_insert_comment(array('comment_post_ID' => ${article}, 'comment_approved' => 0, 'comment_author' => 'Old',
      'comment_content' => "An old comment, number $i, about the bridge.", 'comment_date_gmt' => '2019-05-01 10:00:00')); }
    return $ids;`);
  const step = (after) =>
    site.php(`wp_set_current_user(1); $r = new WP_REST_Request('POST', '/replyguard/v1/bulk');
      $r->set_body_params(array('after' => ${after}, 'scope' => 'hold', 'apply' => true));
      return rest_do_request($r)->get_data();`);
  const first = step(ids[0] - 1);
  assert.equal(first.checked, 10);
  assert.equal(first.done, false);
  const second = step(first.after);
  assert.equal(second.done, true);
  const judged = site.comment(ids[11]);
  assert.equal(judged.meta._replyguard_result.verdict, 'approve');
  const anonymous = await fetch(`${site.url}/index.php?rest_route=/replyguard/v1/bulk`, { method: 'POST' });
  assert.equal(anonymous.status, 401);
});

test('site health tells whether comments are judged', async () => {
  const test = () => site.php('$t = apply_filters("site_status_tests", array("direct" => array()));' +
    'return call_user_func($t["direct"]["replyguard"]["test"])["status"];');
  site.cron();
  assert.equal(test(), 'good');
  set({ url: 'http://127.0.0.1:9' });
  assert.equal(test(), 'critical');
  set({ url: service.url });
  site.php("delete_transient('replyguard_away'); return 1;");
});

test('uninstalled, it leaves nothing behind but the comments', async () => {
  site.php(`deactivate_plugins('replyguard/replyguard.php'); define('WP_UNINSTALL_PLUGIN', true);
    require WP_PLUGIN_DIR . '/replyguard/uninstall.php'; return 1;`);
  const left = site.php(`global $wpdb; return array(
    $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->commentmeta WHERE meta_key LIKE '%replyguard%'"),
    $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%replyguard%'"),
    wp_next_scheduled('replyguard_catch_up'));`);
  assert.deepEqual(left, ['0', '0', false]);
});

test('PHP had nothing to complain of in the plugin', () => {
  const log = join(directory, 'debug.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  assert.deepEqual(lines.filter((line) => line.includes('/plugins/replyguard/')), []);
});
