// The service under test: its jar, with its own Redis in a directory that outlives a restart.
import { start, until, freePort } from './wordpress.mjs';

export const KEY = 'WordPressK01';

export class ReplyGuard {
  static async prepare(jar, directory) {
    const service = new ReplyGuard();
    Object.assign(service, { jar, directory, port: await freePort() });
    service.url = `http://127.0.0.1:${service.port}`;
    return service;
  }

  /** Starts it without waiting until it answers. */
  spawn() {
    this.process = start('java', ['-jar', this.jar, `--port=${this.port}`, '--management-port=0', `--data-dir=${this.directory}`], {
      env: {
        ...process.env,
        REPLYGUARD_DEMO_SITE_KEY: KEY,
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
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text && JSON.parse(text) };
  }

  /** What a moderator decides in ReplyGuard. */
  decide(id, verdict, reason) {
    return this.call('POST', `/v1/comments/${id}/decision`, { verdict, ...(reason && { reason }) }, { 'x-moderator': 'ada' });
  }
}
