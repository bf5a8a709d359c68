/** What belongs to the whole portal, on the sandbox's own custom objects. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { joinText, partKey, splitText } from '../../src/hubspot/portal-data-parts.js';
import { requireSetUp, setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { answer, crmOf, dataOf, type Asked, type Tamper } from '../operations/portal.js';

const at = instant(Date.UTC(2026, 8, 1));
const saved = (text: string) => ({ text, savedAt: at, savedBy: null, before: [] });

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a text in parts', () => {
  it('is whole again whatever it is, and never of two writings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 130_000 }), (piece, length) => {
        const text = (piece + 'x').repeat(Math.ceil(length / (piece.length + 1))).slice(0, length);
        const parts = splitText(text);
        expect(parts.every((part) => part.length < 65_536)).toBe(true);
        expect(joinText((part) => parts[part - 1] ?? null)).toBe(text);
        if (parts.length < 2) return;
        const other = splitText(`${text.slice(0, -1)}\u0000`);
        expect(joinText((part) => (part === 1 ? parts : other)[part - 1] ?? null)).toBeNull();
        expect(joinText((part) => (part === 2 ? null : (parts[part - 1] ?? null)))).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['an empty text', ''],
    ['another text', 'hello'],
    ['an empty head', 'v1 \n'],
  ])('%s is none', (_name, text) => {
    expect(joinText(() => text)).toBeNull();
  });
});

describe('the portal’s data', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0, empty: true });
    await setUpPortal(crmOf(sandbox), { dryRun: false });
  });
  afterEach(() => sandbox.close());

  it('is read as it was written, with one request whatever is asked for', async () => {
    const asked: Asked[] = [];
    const data = dataOf(sandbox, (one) => {
      asked.push(one);
      return null;
    });
    await data.write('settings', { tagging: 'confirm' });
    await data.write('policy', saved('{"version":"mine"}'));
    expect(asked).toHaveLength(2);
    expect(await data.read(['settings', 'policy', 'summary'])).toEqual({
      settings: { tagging: 'confirm' },
      policy: saved('{"version":"mine"}'),
      summary: null,
    });
    expect(asked).toHaveLength(3);
  });

  it('is refused where it has no room, before anything is written', async () => {
    const large = saved('p'.repeat(16 * 66_000));
    const writing = dataOf(sandbox).write('policy', large);
    await expect(writing).rejects.toMatchObject({ code: 'portal_data_too_large' });
  });

  it('is written over, from several parts to one and back', async () => {
    const data = dataOf(sandbox);
    for (const length of [150_000, 10, 70_000]) {
      await data.write('policy', saved('p'.repeat(length)));
      expect((await data.read(['policy'])).policy?.text).toHaveLength(length);
    }
  });

  it('that is torn is read once more, and refused if it stays; the others are read', async () => {
    const data = dataOf(sandbox);
    await data.write('policy', saved('p'.repeat(70_000)));
    await data.write('settings', { tagging: 'propose' });
    const { results } = await call<{ results: { id: string; properties: Record<string, string> }[] }>(
      'GET',
      '/crm/objects/2026-09/p_partnership_data?properties=partnership_key',
    );
    const second = results.find(({ properties }) => properties['partnership_key'] === partKey('policy', 2))!;
    await call('DELETE', `/crm/objects/2026-09/p_partnership_data/${second.id}`);
    const error = await refusalOf(data.read(['policy', 'settings']));
    expect([error.code, error.exitCode]).toEqual(['portal_data_unreadable', 1]);
    expect(error.message).toContain('“policy”');
    expect(error.next).toMatch(/save it again/);
    expect((await data.read(['settings'])).settings).toEqual({ tagging: 'propose' });
  });

  it('of another shape is refused, never taken for none', async () => {
    const data = dataOf(sandbox);
    await data.write('settings', { tagging: 'whatever' as 'propose' });
    expect((await refusalOf(data.read(['settings']))).code).toBe('portal_data_unreadable');
  });

  it('is none where the portal has no place for it, and writing says to run setup', async () => {
    const bare = await startSandbox({ port: 0, empty: true });
    const data = dataOf(bare);
    expect(await data.read(['policy', 'settings'])).toEqual({ policy: null, settings: null });
    const error = await refusalOf(data.write('settings', { tagging: 'confirm' }));
    expect([error.code, error.next.includes('partnership setup')]).toEqual(['setup_missing', true]);
    await bare.close();
  });

  it.each<[string, number, Tamper, string]>([
    ['an outage', 502, () => answer(502, {}), 'crm_unreachable'],
    [
      'another 400',
      400,
      () => answer(400, { message: 'Invalid input JSON', category: 'VALIDATION_ERROR' }),
      'crm_refused',
    ],
    [
      'a partial refusal',
      207,
      () => answer(207, { results: [], errors: [{ category: 'VALIDATION_ERROR', message: 'no' }] }),
      'crm_refused',
    ],
  ])('%s is an error, never none', async (_name, _status, tamper, code) => {
    const data = dataOf(sandbox, tamper);
    expect((await refusalOf(data.read(['settings']))).code).toBe(code);
    expect((await refusalOf(data.write('settings', { tagging: 'confirm' }))).code).toBe(code);
  });

  async function call<T>(method: string, path: string): Promise<T> {
    const response = await fetch(sandbox.url + path, {
      method,
      headers: { authorization: `Bearer ${sandbox.accessToken}` },
    });
    const text = await response.text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }
});

describe('a portal that allows no custom objects', () => {
  it('is set up without, says so, and can be synced', async () => {
    const plain = await startSandbox({ port: 0, empty: true, settings: { customObjects: false } });
    const result = await setUpPortal(crmOf(plain), { dryRun: false });
    expect(result.unavailable).toEqual([
      expect.objectContaining({ kind: 'object', name: 'partnership_data' }),
      expect.objectContaining({ kind: 'object', name: 'partner_registration' }),
    ]);
    expect(result.created.some(({ kind }) => kind === 'object')).toBe(false);
    await expect(requireSetUp(crmOf(plain))).resolves.toMatchObject({ conflicts: [] });
    expect(await dataOf(plain).read(['settings'])).toEqual({ settings: null });
    const again = await setUpPortal(crmOf(plain), { dryRun: false });
    expect([again.created, again.unavailable.length]).toEqual([[], 2]);
    await plain.close();
  });

  it('whose token may not even look is no other', async () => {
    const sandbox = await startSandbox({ port: 0, empty: true });
    const noScope: Tamper = ({ path }) =>
      path.includes('object-schemas') || path.includes('p_partnership_data')
        ? answer(403, { status: 'error', message: 'no scope', category: 'MISSING_SCOPES' })
        : null;
    const result = await setUpPortal(crmOf(sandbox, noScope), { dryRun: false });
    expect(result.unavailable.map(({ kind }) => kind)).toEqual(['object', 'object']);
    expect(await dataOf(sandbox, noScope).read(['policy'])).toEqual({ policy: null });
    await sandbox.close();
  });
});
