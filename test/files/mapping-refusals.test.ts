import { describe, expect, it } from '@jest/globals';
import { isAppError, type AppError } from '../../src/errors.js';
import { parseMapping } from '../../src/files/mapping-file.js';

function refusal(text: string): AppError {
  try {
    parseMapping(text, 'mapping.json');
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const pretty = (mapping: unknown): string => JSON.stringify(mapping, null, 2);

const COMPANY = { from: 'company', property: 'relationship', values: ['Partner'] };
const label = (more: object): object => ({
  object: 'companies',
  label: 'Reseller',
  role: 'sourced',
  ...more,
});

describe('a bad file', () => {
  it.each<[string, object, string]>([
    [
      'an unknown key, with the nearest',
      { partnres: COMPANY },
      'line 3: partnres is an unknown key; the nearest known key is partners',
    ],
    [
      'an unknown key inside',
      { amount: { proprety: 'arr', property: 'arr' } },
      'line 4: amount.proprety is an unknown key; the nearest known key is amount.property',
    ],
    [
      'an unknown field',
      { fields: { teir: null } },
      'line 4: fields.teir is an unknown key; the nearest known key is fields.tier',
    ],
    [
      'a value that is none of ours',
      { fields: { tier: { property: 'level', mode: 'read', values: { 'Level 1': 'glod' } } } },
      'line 8: fields.tier.values.Level 1 must be one of registered, silver, gold, platinum; the nearest of ours to “glod” is gold',
    ],
    [
      'a mode that is none',
      { fields: { manager: { property: 'owner', mode: 'raed' } } },
      'line 6: fields.manager.mode must be one of read, migrate, ignore; the nearest of ours to “raed” is read',
    ],
    [
      'a source that is none',
      { partners: { from: 'companies', property: 'x', values: ['y'] } },
      'line 4: partners.from must be one of company, object; the nearest of ours to “companies” is company',
    ],
    [
      'a source without its property',
      { partners: { from: 'company', values: ['y'] } },
      'line 3: partners.property is missing',
    ],
    [
      'a role that is none',
      { tags: { labels: [label({ role: 'source' })] } },
      'line 8: tags.labels.0.role must be one of sourced, influenced; the nearest of ours to “source” is sourced',
    ],
    [
      'two labels with clashing roles',
      { tags: { labels: [label({}), label({ role: 'influenced' })] } },
      'line 10: tags.labels.1 says “Reseller” of companies is influenced, but tags.labels.0 says it is sourced; a label has one meaning',
    ],
    [
      'two labels with clashing motions',
      { tags: { labels: [label({ motion: 'resale' }), label({ label: 'reseller', motion: 'referral' })] } },
      'is sourced (referral), but tags.labels.0 says it is sourced (resale)',
    ],
    [
      'a label twice',
      { tags: { labels: [label({}), label({})] } },
      'line 10: tags.labels.1 names the label “Reseller” of companies a second time',
    ],
    [
      'a customer label that is a tag',
      { tags: { labels: [label({})] }, customer: { label: 'Reseller' } },
      'customer.label is “Reseller”, which tags.labels makes a tag',
    ],
    [
      'a value twice',
      { partners: { ...COMPANY, values: ['Partner', 'Partner'] } },
      'line 8: partners.values.1 names “Partner” twice',
    ],
    [
      'two spellings that mean different things',
      { baseline: { property: 'origin', values: { Partner: 'sourced', 'partner ': 'direct' } } },
      'line 7: baseline.values.partner  means direct, but “Partner”, the same but for case and blanks, means sourced',
    ],
    [
      'an activity type of two kinds',
      { activityKinds: { demo: ['Review'], proposal: ['review'] } },
      'line 8: activityKinds.proposal.0 names the type “review” a second time: activityKinds.demo has it',
    ],
    [
      'a pipeline twice',
      {
        pipelines: [
          { label: 'Renewals', use: 'renewal' },
          { label: 'renewals', use: 'ignore' },
        ],
      },
      'line 9: pipelines.1.label names the pipeline “renewals” a second time',
    ],
    [
      'no values',
      { partners: { ...COMPANY, values: [] } },
      'line 6: partners.values is empty: name at least one value',
    ],
    [
      'no values of an object',
      { partners: { from: 'object', object: 'o', where: { property: 's', values: [] } } },
      'line 8: partners.where.values is empty',
    ],
    ['no values of people', { people: { property: 'role', values: [] } }, 'line 5: people.values is empty'],
    [
      'no values of a tier that is read',
      { fields: { tier: { property: 'level', mode: 'read' } } },
      'line 4: fields.tier.values is empty: say which of their values is which tier of ours',
    ],
    [
      'values of dates',
      { fields: { ends: { property: 'end', mode: 'read', values: { x: 'y' } } } },
      'line 7: fields.ends.values has values, but ends is taken as it stands',
    ],
    [
      'no values of the baseline',
      { baseline: { property: 'origin', values: {} } },
      'line 5: baseline.values is empty',
    ],
    ['an empty value', { partners: { ...COMPANY, values: [' '] } }, 'line 7: partners.values.0 is empty'],
    ['an empty name', { amount: { property: ' ' } }, 'line 4: amount.property is empty'],
    [
      'a field of an object that there is none of',
      { fields: { manager: { on: 'object', property: 'owner', mode: 'read' } } },
      'line 5: fields.manager.on is object, but partners come from companies',
    ],
    [
      'the id of a custom object',
      { partners: { from: 'object', object: '2-1234567' } },
      'line 5: partners.object is “2-1234567”, which holds an id',
    ],
    [
      'the full name of a custom object',
      { partners: { from: 'object', object: 'p1234567_partner_account' } },
      'which holds an id that another account does not have',
    ],
    ['the id of a label', { customer: { label: '279' } }, 'line 4: customer.label is “279”, an id'],
    [
      'the id of a pipeline',
      { pipelines: [{ label: '1234567', use: 'ignore' }] },
      'line 5: pipelines.0.label is “1234567”, an id, which another account does not have; give the pipeline as people see it',
    ],
    [
      'the label of a property',
      { amount: { property: 'Annual value' } },
      'line 4: amount.property is “Annual value”, which looks like what people see; give the property’s internal name',
    ],
    [
      'a property of ours',
      { partners: { ...COMPANY, property: 'partnership_type' } },
      'line 5: partners.property is “partnership_type”, which is Partnership Manager’s own',
    ],
    [
      'a label of ours',
      { tags: { labels: [label({ label: 'Partner sourced: referral' })] } },
      'is “Partner sourced: referral”, one of Partnership Manager’s own labels',
    ],
    ['another type', { pipelines: { label: 'x' } }, 'line 3: pipelines must be a list'],
  ])('%s', (_name, file, sentence) => {
    const error = refusal(pretty({ version: 'acme-1', ...file }));
    expect(error.message).toContain(sentence);
    expect(error.message).toContain('The mapping mapping.json is not valid');
    expect(error.code).toBe('mapping_invalid');
    expect(error.exitCode).toBe(2);
    expect(error.next).toContain('docs/mapping.md');
  });

  it('that changes something under the built-in name is told to take its own', () => {
    expect(refusal(pretty({ customer: { label: 'End customer' } })).message).toContain(
      'line 1: version is default-1, the built-in one, but something differs from it',
    );
  });

  it('that is no JSON is told the line', () => {
    expect(refusal('{\n  "version": "a",\n  "amount": }\n').message).toContain(
      'line 3: it is not JSON: value expected',
    );
    expect(refusal('').message).toContain('line 1: it is not JSON');
    expect(refusal('{} // why').message).toContain('line 1: it is not JSON');
  });

  it('that has a key twice is told the second', () => {
    expect(refusal('{\n "version": "a",\n "version": "b"\n}').message).toContain(
      'line 3: version stands there twice',
    );
  });

  it('is told everything that is wrong, in the order of its lines, also beside what has the wrong shape', () => {
    const { message } = refusal(
      pretty({
        version: 'acme-1',
        people: { property: 'role', values: [] },
        tags: { labels: [label({ role: 'none' }), label({}), label({ role: 'influenced' })] },
        pipelines: [
          { label: 'Test', use: 'ignored' },
          { label: 'A', use: 'new' },
          { label: 'A', use: 'new' },
        ],
        amuont: {},
      }),
    );
    const lines = [...message.matchAll(/- line (\d+): (\S+)/g)].map(([, line, path]) => [Number(line), path]);
    expect(lines).toEqual([
      [5, 'people.values'],
      [12, 'tags.labels.0.role'],
      [19, 'tags.labels.2'],
      [29, 'pipelines.0.use'],
      [36, 'pipelines.2.label'],
      [40, 'amuont'],
    ]);
  });
});
