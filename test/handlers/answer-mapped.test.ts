/** A request under the mapping that was last known, while the portal says which one holds. */
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { instant } from '../../src/domain/calendar.js';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { AppError } from '../../src/errors.js';
import { answerMapped, LastMapping, type MappedDeps } from '../../src/handlers/answer-mapped.js';
import type { Handler, HandlerAnswer } from '../../src/handlers/handler.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { fixedInForce, type MappingInForce } from '../../src/operations/in-force.js';
import type { PortalData } from '../../src/operations/portal-data-port.js';
import { NO_PORTAL_DATA } from '../operations/no-portal-data.js';
import { NO_PROGRAMME } from '../operations/no-programme.js';

const ACME: Mapping = { ...DEFAULT_MAPPING, version: 'acme-1', customer: { label: 'End customer' } };

/** The portal of a test: what it was asked for and what was written into it, and under which mapping. */
class Portal {
  readonly log: string[] = [];
  readonly bugs: unknown[] = [];
  #tellMapping: (mapping: MappingInForce) => void = () => undefined;
  #failMapping: (error: unknown) => void = () => undefined;
  readonly last: LastMapping;
  readonly #held = new Promise<MappingInForce>((resolve, reject) => {
    this.#tellMapping = resolve;
    this.#failMapping = reject;
  });

  constructor(last: Mapping) {
    this.last = new LastMapping(last);
  }

  says(mapping: Mapping): void {
    this.#tellMapping({ mapping, from: 'portal', savedAt: instant(0) });
  }

  fails(error: unknown): void {
    this.#failMapping(error);
  }

  answer(handler: Handler<unknown, string>): Promise<HandlerAnswer<string>> {
    return answerMapped(handler, {}, this.#deps(), (bug) => this.bugs.push(bug));
  }

  #deps(): MappedDeps {
    const crmUnder = ({ version }: Mapping): Crm => {
      const note =
        (what: string) =>
        (...[of]: readonly unknown[]) => {
          this.log.push(`${what}${typeof of === 'string' ? ` ${of}` : ''} under ${version}`);
          return Promise.resolve(version);
        };
      return {
        account: note('read'),
        update: note('update'),
        setTags: note('set tags'),
        createSchemaItem: note('create'),
      } as unknown as Crm;
    };
    const write: PortalData['write'] = (key) => {
      this.log.push(`write ${key}`);
      return Promise.resolve();
    };
    return {
      crmUnder,
      last: this.last,
      clock: { now: () => instant(0) },
      data: { ...NO_PORTAL_DATA, write },
      programme: NO_PROGRAMME,
      inForce: fixedInForce(DEFAULT_POLICY),
      mapping: () => this.#held,
      summary: () => Promise.resolve(null),
      programmeSummary: () => Promise.resolve(null),
      programmeQueue: () => Promise.resolve(null),
      actor: { name: null, identity: { kind: 'unknown' } },
    };
  }
}

const handlerOf = (run: Handler<unknown, string>['run']): Handler<unknown, string> => ({
  name: 'of-a-test',
  input: z.unknown(),
  run,
});

/** Which mapping the Crm of this test reads by. */
const versionOf = async (crm: Crm): Promise<string> => (await crm.account()) as unknown as string;

const READS = handlerOf(({ crm }) => versionOf(crm));
const WRITES = handlerOf(async ({ crm, data }) => {
  await crm.account();
  await crm.update('deals', [], () => Promise.resolve());
  await crm.setTags([]);
  await data.write('settings', { tagging: 'confirm' });
  return 'written';
});
const WRITTEN = (version: string): readonly string[] => [
  `read under ${version}`,
  `update deals under ${version}`,
  `set tags under ${version}`,
  'write settings',
];

/** Everything that can go on without an answer of the portal has gone on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a request that only reads', () => {
  it('is handled once under the mapping that was known, without waiting for the portal first', async () => {
    const portal = new Portal(ACME);
    const answered = portal.answer(READS);
    await settle();
    expect(portal.log).toEqual(['read under acme-1']);
    portal.says(structuredClone(ACME));
    expect(await answered).toEqual({ ok: true, view: 'acme-1' });
    expect(portal.log).toEqual(['read under acme-1']);
  });

  it('is handled again where another mapping holds, and that one is known from then on', async () => {
    const portal = new Portal(DEFAULT_MAPPING);
    portal.says(ACME);
    expect(await portal.answer(READS)).toEqual({ ok: true, view: 'acme-1' });
    expect(portal.log).toEqual(['read under default-1', 'read under acme-1']);
    expect(portal.last.mapping).toEqual(ACME);
    expect(await portal.answer(READS)).toEqual({ ok: true, view: 'acme-1' });
    expect(portal.log.slice(2)).toEqual(['read under acme-1']);
  });

  it('is handled again where what failed was begun under another mapping, and nobody is told', async () => {
    const portal = new Portal(DEFAULT_MAPPING);
    portal.says(ACME);
    const answered = await portal.answer(
      handlerOf(async ({ crm }) => {
        const version = await versionOf(crm);
        if (version === 'default-1') throw new Error('a value that only acme-1 can read');
        return version;
      }),
    );
    expect([answered, portal.bugs]).toEqual([{ ok: true, view: 'acme-1' }, []]);
  });

  it('is refused where the mapping that holds cannot be read', async () => {
    const portal = new Portal(DEFAULT_MAPPING);
    portal.fails(new AppError('mapping_invalid', 'It is not valid.', 'Mend it.'));
    expect(await portal.answer(READS)).toEqual({
      ok: false,
      error: { code: 'mapping_invalid', message: 'It is not valid.', next: 'Mend it.' },
    });
    expect(portal.last.mapping).toBe(DEFAULT_MAPPING);
  });

  it('tells a bug of its own', async () => {
    const portal = new Portal(ACME);
    portal.says(ACME);
    const answered = await portal.answer(handlerOf(() => Promise.reject(new Error('a bug'))));
    expect([answered.ok, portal.bugs.length]).toEqual([false, 1]);
  });
});

describe('a request that writes', () => {
  it('writes nothing until the portal has said which mapping holds, then everything once', async () => {
    const portal = new Portal(ACME);
    const answered = portal.answer(WRITES);
    await settle();
    expect(portal.log).toEqual(['read under acme-1']);
    portal.says(ACME);
    expect(await answered).toEqual({ ok: true, view: 'written' });
    expect(portal.log).toEqual(WRITTEN('acme-1'));
  });

  it('writes once, under the right mapping, where another one holds', async () => {
    const portal = new Portal(DEFAULT_MAPPING);
    const answered = portal.answer(WRITES);
    await settle();
    portal.says(ACME);
    expect(await answered).toEqual({ ok: true, view: 'written' });
    await settle();
    expect(portal.log).toEqual(['read under default-1', ...WRITTEN('acme-1')]);
    expect(portal.bugs).toEqual([]);
  });

  it('writes nothing where nobody knows which mapping holds', async () => {
    const portal = new Portal(DEFAULT_MAPPING);
    portal.fails(new AppError('crm_unreachable', 'HubSpot is away.', 'Try again.'));
    expect(await portal.answer(WRITES)).toMatchObject({ ok: false, error: { code: 'crm_unreachable' } });
    await settle();
    expect(portal.log).toEqual(['read under default-1']);
  });
});
