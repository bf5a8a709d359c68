/** `partnership map` and `map check` on portals that were never made for us, by the built command. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mapping } from '../../src/domain/mapping.js';
import type { MappingIssue } from '../../src/domain/check-mapping.js';
import { parseMapping } from '../../src/files/mapping-file.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { endAll, newFolder, removeFolders, run, type Ended, type Settings } from './command-line.js';

let sandbox: Sandbox;
let home: string;
let settings: Settings;

async function open(options: Partial<SandboxOptions>): Promise<void> {
  sandbox = await startSandbox({ port: 0, faults: WIDE_LIMITS, ...options });
  home = await newFolder();
  settings = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    PARTNERSHIP_HOME: home,
  };
}

const map = (...args: readonly string[]): Promise<Ended> => run(['map', ...args], settings);
const file = (): string => path.join(home, 'mapping.json');
const written = async (): Promise<Mapping> => parseMapping(await readFile(file(), 'utf8'), 'mapping.json');
const requests = (): Readonly<Record<string, number>> =>
  (sandbox.portal.counters.body() as { requests: Record<string, number> }).requests;

async function call(method: string, where: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(sandbox.url + where, {
    method,
    headers: { authorization: `Bearer ${sandbox.accessToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : await answer.json();
}

afterAll(removeFolders);
afterEach(endAll);

describe('a portal with partners in a dropdown', () => {
  beforeAll(() => open({ portal: 'dropdown' }));
  afterAll(() => sandbox.close());

  it('is shown with counts, and nothing is written where nobody can be asked', async () => {
    const { code, stdout, stderr } = await map();
    expect(code).toBe(0);
    expect(stdout).toMatch(/“Relationship” is “partner ” +a partner +2 companies/);
    expect(stdout).toMatch(/\? “Relationship” is “Former partner” +no partner +1 company/);
    expect(stdout).toMatch(/\? “Referring partner” is “Contoso” .*alike: Contoso Partners/);
    expect(stdout).toContain('Nothing was written');
    expect(stderr).toMatch(/\d+ requests, \d+ of them searches/);
    expect(await readdir(home)).toEqual([]);
  });

  it('is read only, and by few searches', () => {
    const writes = Object.keys(requests()).filter((one) => !/^GET |\/search$|\/batch\/read$/.test(one));
    expect(writes).toEqual([]);
    const searches = Object.entries(requests()).filter(([one]) => one.endsWith('/search'));
    expect(searches.reduce((sum, [, count]) => sum + count, 0)).toBeLessThan(60);
  });

  it('is mapped as proposed by --yes; what was there is kept beside it', async () => {
    const first = await map('--yes');
    expect([first.code, first.stdout]).toEqual([0, expect.stringContaining(`Wrote ${file()}`)]);
    const mapping = await written();
    expect(mapping.partners).toEqual({
      from: 'company',
      property: 'relationship',
      values: ['Partner', 'partner ', 'Channel partner', 'Reseller'],
    });
    expect(mapping.fields.tier?.values).toMatchObject({ '0 - Platinum': 'platinum', 'gold (old)': 'gold' });
    expect(mapping.tags.property).toEqual({
      property: 'partner_name',
      role: 'sourced',
      motion: 'referral',
      values: { 'N/A': null, Unknown: null, '-': null },
    });
    expect(mapping.baseline?.property).toBe('deal_origin');
    const before = await readFile(file(), 'utf8');
    const second = await map('--yes');
    expect(second.stdout).toContain('what was there is mapping.1.json beside it');
    expect(await readFile(path.join(home, 'mapping.1.json'), 'utf8')).toBe(before);
    expect([mapping.version, (await written()).version]).toEqual([
      `portal-${sandbox.portalId}-1`,
      `portal-${sandbox.portalId}-2`,
    ]);
  }, 60_000);

  it('is printed for machines with nothing else on stdout, and not written', async () => {
    const before = await readFile(file(), 'utf8');
    const { code, stdout } = await map('--json');
    expect(code).toBe(0);
    const { scan, proposal, mapping, requests: count } = JSON.parse(stdout) as Record<string, never>;
    expect(scan).toHaveProperty('records.deals');
    expect(proposal).toHaveProperty('lines');
    expect(mapping).toMatchObject({ partners: { property: 'relationship' } });
    expect(count).toBeGreaterThan(10);
    expect(await readFile(file(), 'utf8')).toBe(before);
  });

  it('is checked: names that nobody has, with counts and whom they are like; exit 0', async () => {
    const { code, stdout } = await map('check');
    expect(code).toBe(0);
    expect(stdout).toContain('“Globex”: no partner answers to that (2 deals)');
    expect(stdout).toMatch(/line \d+, tags\.property\.values: .*“Northwnd”.*like it: Northwind Traders/);
    expect(stdout).not.toContain('Cannot work');
  });

  it('is refused, by line, where the mapping names what is gone', async () => {
    const text = (await readFile(file(), 'utf8'))
      .replace('"relationship"', '"relation"')
      .replace('"label": "Renewals"', '"label": "Renewal"');
    const other = path.join(home, 'other.json');
    await writeFile(other, text);
    const line = (what: string): number => text.split('\n').findIndex((one) => one.includes(what)) + 1;
    const { code, stdout, stderr } = await map('check', other);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `line ${line('"relation"')}, partners.property: it names the property relation of companies`,
    );
    expect(stdout).toContain(`line ${line('"Renewal"')}, pipelines.1.label: it names the pipeline “Renewal”`);
    expect(stdout).toContain('there is a pipeline “Renewals” that the mapping does not name');
    expect(stderr).toContain('Error (mapping_outdated)');
    const machine = await map('check', other, '--json');
    const { issues } = JSON.parse(machine.stdout) as { issues: readonly (MappingIssue & { line: number })[] };
    expect([machine.code, issues.filter(({ broken }) => broken).map((one) => one.line)]).toEqual([
      1,
      [line('"relation"'), line('"Renewal"')],
    ]);
  });

  it('has drifted once somebody adds an option', async () => {
    const property = '/crm/properties/2026-09/companies/relationship';
    const { options } = (await call('GET', property)) as { options: readonly object[] };
    const added = { value: 'MSP partner', label: 'MSP partner', displayOrder: 99, hidden: false };
    await call('PATCH', property, { options: [...options, added] });
    const { code, stdout } = await map('check');
    expect(code).toBe(0);
    expect(stdout).toContain(
      '“Relationship” has an option “MSP partner” that the mapping does not name (0 companies)',
    );
  });
});
