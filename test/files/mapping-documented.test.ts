/** Every key of a mapping is documented, and every example fits the emulated portal that it is for. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { namedIn, type NamedThing } from '../../src/domain/mapping-names.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from '../../src/domain/partner.js';
import { parseMapping } from '../../src/files/mapping-file.js';
import { mappingFile } from '../../src/files/mapping-schema.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';

const MANUAL = readFileSync('docs/mapping.md', 'utf8');
const FOLDER = path.join('examples', 'mappings');
const read = (file: string): Mapping => parseMapping(readFileSync(path.join(FOLDER, file), 'utf8'), file);

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** "tags.labels.….role": every key of a schema, with … for entries of lists. */
function keysOf({ properties = {}, items, anyOf = [], oneOf = [] }: JsonSchema, at = ''): readonly string[] {
  return [
    ...Object.entries(properties).flatMap(([key, value]) => [
      `${at}${key}`,
      ...keysOf(value, `${at}${key}.`),
    ]),
    ...(items === undefined ? [] : keysOf(items, `${at}….`)),
    ...[...anyOf, ...oneOf].flatMap((one) => keysOf(one, at)),
  ];
}

describe('docs/mapping.md', () => {
  const documented = new Set(
    [...MANUAL.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key),
    ),
  );
  const keys = [
    ...new Set(
      keysOf(z.toJSONSchema(mappingFile, { io: 'input', unrepresentable: 'any' }) as JsonSchema).map((key) =>
        key.replace(/^fields\.\w+\./, 'fields.….').replace(/^partners\.where\..*/, 'partners.where'),
      ),
    ),
  ];
  // What only holds others has a row where it says something of its own.
  const holders = ['tags', 'customer', 'amount', 'activityKinds'];

  it('has every key of a file, with an example', () => {
    expect(keys.length).toBeGreaterThan(30);
    const named = keys.filter((key) => !holders.includes(key) && !/^fields\.\w+$/.test(key));
    expect(named.filter((key) => !documented.has(key))).toEqual([]);
    const fields = keys.filter((key) => /^fields\.\w+$/.test(key));
    expect(fields.filter((key) => !MANUAL.includes(`\`${key}\``))).toEqual([]);
  });

  it('has every value of ours', () => {
    const ours = [PARTNER_TYPES, PARTNER_TIERS, PARTNER_STAGES].flatMap((values) => Object.keys(values));
    expect(ours.filter((value) => !MANUAL.includes(`\`${value}\``))).toEqual([]);
  });

  it('shows JSON that is a mapping', () => {
    const shown = [...MANUAL.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(shown.map((text) => parseMapping(text, 'docs/mapping.md').version)).toEqual(['acme-1']);
  });
});

describe('examples/mappings', () => {
  const portals = {
    'dropdown.json': 'dropdown',
    'custom-object.json': 'object',
    'contacts.json': 'contacts',
    'pipelines.json': 'pipelines',
  } as const;

  it('has one for each portal that others have lived in, and docs/mapping.md names it', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(portals).toSorted());
    for (const file of Object.keys(portals)) expect(MANUAL).toContain(`examples/mappings/${file}`);
  });

  it.each(Object.entries(portals))('%s names nothing that the portal %s lacks', async (file, portal) => {
    const mapping = read(file);
    expect(mapping.version).not.toBe(DEFAULT_MAPPING.version);
    const sandbox = await startSandbox({ port: 0, portal });
    try {
      const has = await thingsOf(sandbox, mapping);
      const gone = namedIn(mapping).filter(({ thing, name }) => !has(thing).has(name));
      expect(gone.map(({ path: at, name }) => `${at.join('.')} ${name}`)).toEqual([]);
      const values = valuesNamed(mapping).filter(
        ({ of, property, value }) => !has({ kind: 'property', of }).get(property)?.includes(value),
      );
      expect(values).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});

type Of = Extract<NamedThing, { kind: 'property' }>['of'];

/** Every value of a property that a mapping names. */
function valuesNamed({ partners, fields, tags, people, baseline }: Mapping) {
  const all = (of: Of, property: string, values: readonly string[]) =>
    values.map((value) => ({ of, property, value }));
  const where = partners.from === 'object' ? partners.where : null;
  return [
    ...(partners.from === 'company' ? all('companies', partners.property, partners.values) : []),
    ...(where === null ? [] : all('object', where.property, where.values)),
    ...Object.values(fields).flatMap((field) =>
      field === null
        ? []
        : all(field.on === 'object' ? 'object' : 'companies', field.property, Object.keys(field.values)),
    ),
    ...(tags.property === null
      ? []
      : all('deals', tags.property.property, Object.keys(tags.property.values))),
    ...(people === null ? [] : all('contacts', people.property, people.values)),
    ...(baseline === null ? [] : all('deals', baseline.property, Object.keys(baseline.values))),
  ];
}

interface Listed {
  readonly results: readonly {
    readonly name?: string;
    readonly label?: string | null;
    readonly options?: readonly { readonly value: string }[];
  }[];
}

/** What a portal has: names, and the values of properties that list them. */
async function thingsOf({ url, accessToken }: Sandbox, { partners }: Mapping) {
  const list = async (at: string): Promise<Listed['results']> => {
    const answer = await fetch(new URL(at, url), { headers: { authorization: `Bearer ${accessToken}` } });
    return answer.ok ? ((await answer.json()) as Listed).results : [];
  };
  const byName = (results: Listed['results']) =>
    new Map(results.map(({ name = '', options = [] }) => [name, options.map(({ value }) => value)] as const));
  const byLabel = (results: Listed['results']) =>
    new Map(results.flatMap(({ label }) => (label == null ? [] : [[label, []] as const])));
  const properties = async (type: string) => byName(await list(`/crm/properties/2026-09/${type}`));
  const labels = async (to: string) => byLabel(await list(`/crm/associations/2026-09/deals/${to}/labels`));
  const object = partners.from === 'object' ? partners.object : null;
  const things = new Map<string, ReadonlyMap<string, readonly string[]>>([
    ['property companies', await properties('companies')],
    ['property contacts', await properties('contacts')],
    ['property deals', await properties('deals')],
    ['property object', object === null ? new Map() : await properties(`p_${object}`)],
    ['label companies', await labels('companies')],
    ['label contacts', await labels('contacts')],
    ['pipeline', byLabel(await list('/crm/pipelines/2026-09/deals'))],
    ['object', byName(await list('/crm-object-schemas/2026-09/schemas'))],
  ]);
  return (thing: NamedThing): ReadonlyMap<string, readonly string[]> =>
    things.get('of' in thing ? `${thing.kind} ${thing.of}` : thing.kind) ?? new Map();
}
