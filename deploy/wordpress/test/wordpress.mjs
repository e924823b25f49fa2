// A WordPress of its own in a temporary directory: Debian's files, MariaDB, PHP's own web server.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const FILES = process.env.WORDPRESS_FILES ?? '/usr/share/wordpress';
const PATIENCE = 180_000;

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Waits until `condition` holds; what it answers then. */
export async function until(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const result = await condition().catch(() => null);
    if (result) {
      return result;
    }
    if (Date.now() > end) {
      throw new Error(`waited ${patience} ms in vain: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: PATIENCE, ...options });
  if (done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')}: ${done.error ?? ''}${done.stderr}${done.stdout}`);
  }
  return done.stdout;
}

/** A process in a group of its own, that ends with all its children. */
export function start(command, args, options = {}) {
  const process = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...options });
  process.output = '';
  process.stdout.on('data', (data) => (process.output += data));
  process.stderr.on('data', (data) => (process.output += data));
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.stop = async () => {
    if (process.exitCode === null && process.signalCode === null) {
      globalThis.process.kill(-process.pid, 'SIGTERM');
      await ended;
    }
    try {
      // PHP's workers outlive their parent.
      globalThis.process.kill(-process.pid, 'SIGKILL');
    } catch {
      // None is left.
    }
  };
  return process;
}

export class WordPress {
  #parts = [];
  #cookies = new Map();

  /** Whether the Akismet plugin that comes with this WordPress can be told of late verdicts. */
  static akismetHasWebhook() {
    return readFileSync(join(FILES, 'wp-content/plugins/akismet/class.akismet-rest-api.php'), 'utf8').includes("'/webhook'");
  }

  /** Installs it in `directory`, with `config` as further lines of wp-config.php. */
  static async install(directory, { plugin, theme, muPlugins = [], config = '' }) {
    const site = new WordPress();
    site.directory = directory;
    site.www = join(directory, 'www');
    cpSync(FILES, site.www, { recursive: true, dereference: true });
    rmSync(join(site.www, 'wp-config.php'), { force: true });
    cpSync(plugin, join(site.www, 'wp-content/plugins/replyguard'), { recursive: true });
    cpSync(theme, join(site.www, 'wp-content/themes/of-tests'), { recursive: true });
    mkdirSync(join(site.www, 'wp-content/mu-plugins'), { recursive: true });
    muPlugins.forEach((file) => cpSync(file, join(site.www, 'wp-content/mu-plugins', file.split('/').pop())));
    const databasePort = await freePort();
    site.port = await freePort();
    site.url = `http://127.0.0.1:${site.port}`;
    await site.#startDatabase(databasePort);
    writeFileSync(
      join(site.www, 'wp-config.php'),
      `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'wordpress'); define('DB_PASSWORD', 'of-tests');
define('DB_HOST', '127.0.0.1:${databasePort}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '${site.url}'); define('WP_SITEURL', '${site.url}');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('WP_ACCESSIBLE_HOSTS', '127.0.0.1,rest.akismet.com,*.rest.akismet.com');
define('DISABLE_WP_CRON', true); define('WP_DEFAULT_THEME', 'of-tests'); define('WP_DEBUG', true); define('WP_DEBUG_DISPLAY', false);
define('WP_DEBUG_LOG', '${directory}/debug.log');
${config}
$table_prefix = 'wp_';
if (!defined('ABSPATH')) { define('ABSPATH', __DIR__ . '/'); }
require_once ABSPATH . 'wp-settings.php';
`,
    );
    // Several workers: while one waits for ReplyGuard, another takes its webhook.
    const environment = { ...process.env, PHP_CLI_SERVER_WORKERS: '4' };
    site.#parts.push(
      start('php', ['-d', 'display_errors=stderr', '-S', `127.0.0.1:${site.port}`, '-t', site.www], {
        env: environment,
      }),
    );
    await until('PHP answers', async () => (await fetch(`${site.url}/readme.html`)).ok);
    const answer = await site.post('/wp-admin/install.php?step=2', {
      weblog_title: 'The Test Courier',
      user_name: 'editor',
      admin_password: 'password-of-tests',
      admin_password2: 'password-of-tests',
      pw_weak: '1',
      admin_email: 'editor@example.org',
      blog_public: '0',
    });
    if (!(await answer.text()).includes('Success!')) {
      throw new Error('WordPress was not installed');
    }
    return site;
  }

  async #startDatabase(port) {
    const data = join(this.directory, 'db');
    const socket = join(this.directory, 'db.sock');
    mkdirSync(data);
    const user = `--user=${process.getuid() === 0 ? 'root' : run('id', ['-un']).trim()}`;
    run('mariadb-install-db', [
      '--no-defaults', user, `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db',
    ]);
    this.#parts.push(
      start('mariadbd', [
        '--no-defaults', user, `--datadir=${data}`, `--socket=${socket}`, '--bind-address=127.0.0.1',
        `--port=${port}`, '--innodb-flush-log-at-trx-commit=0',
      ]),
    );
    const sql = `CREATE DATABASE wordpress; CREATE USER wordpress@'127.0.0.1' IDENTIFIED BY 'of-tests';
      CREATE USER wordpress@localhost IDENTIFIED BY 'of-tests';
      GRANT ALL ON wordpress.* TO wordpress@'127.0.0.1'; GRANT ALL ON wordpress.* TO wordpress@localhost;`;
    await until('the database answers', async () => existsSync(socket));
    await until('the database is set up', async () => {
      run('mariadb', ['--no-defaults', '-u', 'root', `--socket=${socket}`, '-e', sql]);
      return true;
    });
  }

  /** Runs PHP within WordPress and answers what it returns. */
  php(code) {
    const script = `define('WP_USE_THEMES', false); $_SERVER['HTTP_HOST'] = '127.0.0.1:${this.port}';
      require '${this.www}/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/admin.php';
      echo "\\n=>" . json_encode((function () { ${code} })());`;
    const output = run('php', ['-d', 'display_errors=stderr', '-r', script]);
    return JSON.parse(output.slice(output.lastIndexOf('\n=>') + 3));
  }

  /** A comment's row and ReplyGuard's notes on it. */
  comment(id) {
    return this.php(`clean_comment_cache(${id}); $c = get_comment(${id}, ARRAY_A);
      foreach (get_comment_meta(${id}) as $k => $v) { $c['meta'][$k] = maybe_unserialize($v[0]); } return $c;`);
  }

  latestComment() {
    return this.comment(this.php('global $wpdb; return (int) $wpdb->get_var("SELECT MAX(comment_ID) FROM $wpdb->comments");'));
  }

  /** Runs what cron has to do for the plugin. */
  cron() {
    return this.php("do_action('replyguard_catch_up'); return true;");
  }

  async get(path) {
    return this.#send(path, {});
  }

  /** The page, wherever it has moved to. */
  async page(path) {
    let answer = await this.get(path);
    for (let moves = 0; answer.status === 301 && moves < 3; moves++) {
      answer = await this.get(answer.headers.get('location'));
    }
    return answer.text();
  }

  async post(path, fields) {
    return this.#send(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  async #send(path, options) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, this.url), {
      redirect: 'manual',
      headers: cookie ? { cookie } : {},
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    return answer;
  }

  async signIn() {
    this.#cookies.set('wordpress_test_cookie', 'WP+Cookie+check');
    const answer = await this.post('/wp-login.php', { log: 'editor', pwd: 'password-of-tests', testcookie: '1' });
    if (answer.status !== 302) {
      throw new Error(`not signed in: ${answer.status}`);
    }
  }

  /** Follows the link of that action under a comment in the list of comments, as a moderator does. */
  async act(comment, action) {
    await this.signIn();
    const status = action === 'unspamcomment' ? 'spam' : 'all';
    const list = await (await this.get(`/wp-admin/edit-comments.php?comment_status=${status}`)).text();
    const links = [...list.matchAll(/href=["'](comment\.php\?[^"']+)["']/g)];
    const link = links.map((found) => found[1].replace(/&(#038|amp);/g, '&')).find((found) => {
      const query = new URL(found, this.url).searchParams;
      return query.get('c') === `${comment}` && query.get('action') === action;
    });
    if (!link) {
      throw new Error(`no link for ${action} of comment ${comment}`);
    }
    const answer = await this.get(`/wp-admin/${link}`);
    if (answer.status !== 302) {
      throw new Error(`${action}: ${answer.status}`);
    }
  }

  signOut() {
    this.#cookies.clear();
  }

  async stop() {
    for (const part of this.#parts.reverse()) {
      await part.stop();
    }
  }
}
