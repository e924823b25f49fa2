// The service under test: its jar, with its own Redis in a directory that outlives a restart.
import { start, until, freePort } from './wordpress.mjs';

export const KEY = 'WordPressK01';

// Settings of whoever runs the tests, or of other tests, are not meant for this service, which refuses what it does not know.
const withoutSettings = (environment) =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('REPLYGUARD_')));

export class ReplyGuard {
  static async prepare(jar, directory, { key = KEY, settings = {} } = {}) {
    const service = new ReplyGuard();
    Object.assign(service, { jar, directory, key, settings, port: await freePort() });
    service.url = `http://127.0.0.1:${service.port}`;
    return service;
  }

  /** Starts it without waiting until it answers. */
  spawn() {
    this.process = start('java', ['-jar', this.jar, `--port=${this.port}`, '--management-port=0', `--data-dir=${this.directory}`], {
      env: {
        ...withoutSettings(process.env),
        REPLYGUARD_DEMO_SITE_KEY: this.key,
        REPLYGUARD_ADMIN_PASSWORD: 'password-of-tests',
        REPLYGUARD_SECRET: 'a secret of tests',
        // Busy machines are slow.
        REPLYGUARD_REDIS_START_TIMEOUT: '3m',
        ...this.settings,
      },
    });
  }

  async ready() {
    const ready = async () => this.process.exitCode !== null || (await fetch(`${this.url}/openapi.yaml`)).ok;
    await until('ReplyGuard is ready', ready);
    if (this.process.exitCode !== null) {
      throw new Error(`ReplyGuard ended: ${this.process.output}`);
    }
  }

  start() {
    this.spawn();
    return this.ready();
  }

  async stop() {
    await this.process?.stop();
  }

  async call(method, path, body, headers = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text && JSON.parse(text) };
  }

  /** Makes it the site's policy. */
  async policy(source) {
    const { number } = (await this.call('GET', '/v1/policy')).body;
    const put = await this.call('PUT', '/v1/policy', { format: 'yaml', source, expected: number });
    if (put.status !== 201) {
      throw new Error(`policy: ${JSON.stringify(put)}`);
    }
  }

  /** Takes a moderator's decision back. */
  undo(id) {
    return this.call('DELETE', `/v1/comments/${id}/decision`, undefined, { 'x-moderator': 'ada' });
  }

  /** Who, beside the service, has done something about a comment, the first one first. */
  async touchedBy(id) {
    const answer = await fetch(`${this.url}/v1/audit`, { headers: { authorization: `Bearer ${this.key}` } });
    const entries = (await answer.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
    return entries.filter((entry) => entry.comment === id && !entry.by.startsWith('pipeline:')).map((entry) => entry.by);
  }

  /** What a moderator decides in ReplyGuard. */
  decide(id, verdict, reason) {
    return this.call('POST', `/v1/comments/${id}/decision`, { verdict, ...(reason && { reason }) }, { 'x-moderator': 'ada' });
  }
}
