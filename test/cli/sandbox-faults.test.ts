/** `partnership sandbox --faults FILE`: the same JSON as the control call, from the start. */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { endAll, files, removeFolders, run, start } from './command-line.js';

afterEach(endAll);
afterAll(removeFolders);

const OPTIONS = ['sandbox', '--port', '0', '--deals', '5', '--json'];

async function startWith(faults: object) {
  const { file } = await files({ file: JSON.stringify(faults) });
  const running = await start([...OPTIONS, '--faults', file]);
  const line = await running.says('\n');
  const { url, accessToken } = JSON.parse(line) as { url: string; accessToken: string };
  const ask = (path: string, method = 'GET') =>
    fetch(`${url}${path}`, { method, headers: { authorization: `Bearer ${accessToken}` } });
  return { running, ask };
}

describe('sandbox --faults', () => {
  it('has them from the start, and returns to them', async () => {
    const { ask } = await startWith({
      limits: { per10s: 100 },
      rules: [{ kind: 'status', status: 503, times: 1 }],
    });
    const deals = async () => (await ask('/crm/objects/2026-09/deals')).status;
    expect([await deals(), await deals()]).toEqual([503, 200]);
    const restarted = await ask('/__sandbox__/faults', 'DELETE');
    expect(await restarted.json()).toMatchObject({
      limits: { per10s: 100, searchPerSecond: 5, perDay: 1_000_000 },
      rules: [{ kind: 'status', status: 503, times: 1, hits: 0 }],
    });
    expect(await deals()).toBe(503);
  });

  it('SIGTERM ends it with requests that hang, that drip and that wait', async () => {
    const forever = 2 ** 31 - 1;
    const { running, ask } = await startWith({
      rules: [
        { match: { path: '*/deals' }, kind: 'hang' },
        { match: { path: '*/companies' }, kind: 'slow', delayMs: forever },
      ],
    });
    const broken = (asked: Promise<Response>) =>
      asked
        .then((response) => response.text())
        .then(
          () => 'answered',
          () => 'broken',
        );
    const waiting = ['deals', 'companies'].map((type) => broken(ask(`/crm/objects/2026-09/${type}`)));
    for (let hits = 0; hits < 2;) {
      const body = (await (await ask('/__sandbox__/faults')).json()) as { rules: { hits: number }[] };
      hits = body.rules.reduce((sum, rule) => sum + rule.hits, 0);
    }
    await ask('/__sandbox__/clock');
    const ended = await running.stop('SIGTERM');
    expect([ended.code, ended.signal, ended.stderr]).toEqual([130, null, '']);
    expect(await Promise.all(waiting)).toEqual(['broken', 'broken']);
  });

  it.each([
    ['no JSON', '{"rules":', 'file_malformed', 'JSON'],
    ['an unknown key', '{"limit":{}}', 'file_malformed', 'limit'],
    ['an unknown kind', '{"rules":[{"kind":"explode"}]}', 'file_malformed', 'rules[0].kind'],
    ['a value that cannot be', '{"limits":{"per10s":-1}}', 'file_malformed', 'limits.per10s'],
    ['a list', '[]', 'file_malformed', 'object'],
  ])('%s: exit 2, and says what is wrong', async (_name, text, code, words) => {
    const { faults } = await files({ faults: text });
    const ended = await run([...OPTIONS, '--faults', faults]);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain(`Error (${code}): The faults file faults cannot be used`);
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).toContain('Next: ');
  });

  it('a file that is not there: exit 2', async () => {
    const ended = await run([...OPTIONS, '--faults', 'nowhere.json']);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('Error (file_unreadable): nowhere.json');
  });
});
