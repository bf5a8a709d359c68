/** `partnership attribute` over several threads, beside one. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeInParts } from '../../src/cli/attribute-in-parts.js';
import { AttributionThreads } from '../../src/cli/attribution-threads.js';
import { byteSource } from '../../src/cli/read-text-file.js';
import { familiesOf } from '../../src/domain/families.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import { isAppError } from '../../src/errors.js';
import { readPortfolio } from '../../src/files/read-columns.js';
import { OutFolder } from '../../src/files/out-folder.js';
import { at } from '../domain/facts.js';
import { runEsbuild } from '../esbuild.js';
import { CACHE } from '../store/program.js';

const ROOT = process.cwd();
const RULES = compileRules(DEFAULT_POLICY);
const MODELS = ['linear', 'time_decay', 'u_shaped'] as const;
const AS_OF = at('2026-10-01');

interface Files {
  readonly deals: string;
  readonly touches: string;
  readonly tags: string | null;
  readonly partners: string | null;
}

/** Cells, rows and line ends in every way that files have them. */
const quoted = (cell: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: cell, weight: 12 },
    { arbitrary: cell.map((one) => `"${one}"`), weight: 1 },
    { arbitrary: fc.constant('"a\nb, ""c"""'), weight: 1 },
  );
const dealId = fc.oneof(fc.nat(60).map(String), fc.constantFrom('007', 'd-1', '9007199254740993', ''));
const partnerId = fc.oneof(fc.nat(6).map(String), fc.constantFrom('A', '+B', ''));
const day = fc.oneof(
  fc.nat(500).map((days) => new Date(Date.UTC(2025, 5, 1) + days * 86_400_000).toISOString()),
  fc.constantFrom('2026-05-01', '2026-05-01T10:00:00+02:00', 'soon', ''),
);
const row = (...cells: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.oneof(
    { arbitrary: fc.tuple(...cells.map(quoted)).map((all) => all.join(',')), weight: 20 },
    { arbitrary: fc.constantFrom('', 'x', ',,,,,,,,,,,,'), weight: 1 },
  );
const dealRow = row(
  dealId,
  day,
  day,
  fc.constantFrom('open', 'won', 'won', 'lost', 'maybe'),
  fc.constantFrom('100', '12.34', '-5', '', '1e309', '0.125'),
  fc.constantFrom('', 'USD', 'EUR', 'JPY', 'XXX!'),
  partnerId,
);
const touchRow = row(
  fc.oneof(fc.nat(300).map(String), fc.constantFrom('t-1', '01', '')),
  dealId,
  partnerId,
  day,
  fc.constantFrom('registration', 'referral', 'meeting', 'email', 'demo', 'tag', 'lunch'),
  fc.constantFrom('', 'approved', 'pending'),
);
const partnerRow = row(
  partnerId,
  fc.constantFrom('', 'Acme'),
  partnerId,
  fc.constantFrom('', 'a.com'),
  partnerId,
);
const tagRow = row(
  dealId,
  partnerId,
  fc.constantFrom('sourced', 'influenced', ''),
  fc.constantFrom('', 'decided'),
);

const fileOf = (header: string, one: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '\uFEFF'),
      fc.array(one, { maxLength, size: 'max' }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      // A quote that is never closed, and bytes that are cut within a character, end it.
      fc.constantFrom('', '', '', '', '', '', '"open'),
    )
    .map(
      ([mark, rows, end, isEnded, last]) =>
        `${mark}${[header, ...rows].join(end)}${isEnded ? end : ''}${last}`,
    );
const files: fc.Arbitrary<Files> = fc.record({
  deals: fileOf('deal_id,created_at,closed_at,status,amount,currency,company_id', dealRow, 60),
  touches: fileOf('touch_id,deal_id,partner_id,occurred_at,kind,status', touchRow, 250),
  tags: fc.option(fileOf('deal_id,partner_id,role,state', tagRow, 10)),
  partners: fc.option(fileOf('partner_id,name,company_id,domain,parent_id', partnerRow, 10)),
});

let folder: string;
let program: URL;

/** Every file of the answer, or why there is none. */
async function answerOf(
  threads: AttributionThreads | null,
  names: readonly (string | null)[],
): Promise<unknown> {
  const out = path.join(folder, threads === null ? 'one' : 'several');
  const [deals, touches, tags, partners] = names.map((name) => (name === null ? null : byteSource(name)));
  const sources = { deals: deals!, touches: touches!, tags: tags!, partners: partners! };
  try {
    const file =
      threads === null
        ? readPortfolio(sources, RULES, AS_OF, 'USD')
        : await threads.read(sources, RULES, AS_OF, 'USD');
    const families = familiesOf(file.partners);
    const settings = { policy: DEFAULT_POLICY, models: MODELS, timeZone: 'America/New_York', families };
    const to = await OutFolder.open(out, MODELS);
    const portfolio = await attributeInParts(file, settings, to, threads);
    const named = { policyVersion: 'default-1', asOf: AS_OF, homeCurrency: 'USD', models: MODELS };
    await to.finish({ ...named, ...portfolio, deals: file.deals.columns.length, rejected: file.rejected });
    const written = await readdir(out);
    const texts = written.map(async (name) => [name, await readFile(path.join(out, name), 'utf8')]);
    return { texts: Object.fromEntries(await Promise.all(texts)) as unknown, partners: portfolio.partners };
  } catch (error) {
    if (isAppError(error)) return `${error.code}: ${error.message} ${error.next}`;
    throw error;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function written(texts: Files): Promise<readonly (string | null)[]> {
  const names = ['deals', 'touches', 'tags', 'partners'] as const;
  return Promise.all(
    names.map(async (name) => {
      const text = texts[name];
      if (text === null) return null;
      const file = path.join(folder, `${name}.csv`);
      await writeFile(file, text);
      return file;
    }),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'partnership-threads-'));
  const built = path.join(CACHE, `threads-${process.pid}.mjs`);
  await runEsbuild([
    path.join(ROOT, 'src', 'cli', 'attribute-worker.ts'),
    ...['--bundle', '--platform=node', '--format=esm', '--packages=external', `--outfile=${built}`],
  ]);
  program = pathToFileURL(built);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('several threads', () => {
  it.each([1, 2])(
    'write what one does, byte for byte, however the files are cut (%d beside it)',
    async (workers) => {
      for (const [blockBytes, partBits] of [
        [40, 0],
        [700, 2],
        [2 ** 19, 16],
      ] as const) {
        const threads = new AttributionThreads(workers, program, { blockBytes, partBits });
        try {
          await fc.assert(
            fc.asyncProperty(files, async (texts) => {
              const names = await written(texts);
              expect(await answerOf(threads, names)).toEqual(await answerOf(null, names));
            }),
            { numRuns: 40 },
          );
        } finally {
          await threads.close();
        }
      }
    },
  );

  it('refuse what one refuses, and go on with the next files', async () => {
    const threads = new AttributionThreads(1, program, { blockBytes: 64 });
    const deals = 'deal_id,created_at,status\n1,2026-01-01,open\n';
    const touches = 'touch_id,deal_id,partner_id,occurred_at,kind\n';
    const rows = Array.from({ length: 50 }, (_, id) => `${id},1,7,2026-01-02,demo\n`).join('');
    try {
      for (const bad of [
        { deals: 'deal_id\n', touches },
        { deals, touches: 'touch_id\n' },
        { deals, touches: `${touches}${rows}"open` },
        { deals, touches: `${touches}${rows}` },
      ]) {
        const names = await written({ ...bad, tags: null, partners: null });
        expect(await answerOf(threads, names)).toEqual(await answerOf(null, names));
      }
      const names = await written({ deals, touches: '', tags: null, partners: null });
      await writeFile(names[1]!, Buffer.concat([Buffer.from(`${touches}${rows}`), Buffer.from([0xc3, 10])]));
      expect(await answerOf(threads, names)).toMatch(/^file_unreadable: .* is not UTF-8 text/);
    } finally {
      await threads.close();
    }
  });

  it('that end with an error say so instead of waiting for ever', async () => {
    const broken = path.join(CACHE, `broken-${process.pid}.mjs`);
    await writeFile(broken, "throw new Error('no thread today');");
    const threads = new AttributionThreads(1, pathToFileURL(broken));
    const names = await written({
      deals: 'deal_id,created_at,status\n',
      touches: '',
      tags: null,
      partners: null,
    });
    await expect(answerOf(threads, names)).rejects.toThrow('no thread today');
    await threads.close();
  });
});
