/** Registrations from a file, on a portal: the rules in the order of receipt, once each, and taken back. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { runId } from '../../src/domain/ids.js';
import { readSubmissions } from '../../src/files/read-submissions.js';
import { digest } from '../../src/handlers/digest.js';
import { submitRegistrations } from '../../src/operations/submit-registrations.js';
import { undoRun } from '../../src/operations/undo-run.js';
import type { SubmittedView } from '../../src/operations/views/submission-view.js';
import { importsOf } from './portal.js';
import { RegisteringPortal } from './registrations.js';

let portal: RegisteringPortal;
let contoso: string;
let northwind: string;
let acme: string;
beforeAll(async () => {
  portal = await RegisteringPortal.open();
  contoso = await portal.partner('Contoso');
  northwind = await portal.partner('Northwind', { partnership_territories: 'DE;AT' });
  acme = await portal.company('Acme');
  await portal.company('Twin', { domain: 'twin-one.example' });
  await portal.company('Twin', { domain: 'twin-two.example' });
}, 60_000);
afterAll(() => portal.close());

const deps = () => ({
  ...portal.deps(),
  ...{ digest, store: portal.portal.deps().store, imports: importsOf(portal.portal.sandbox) },
  newRunId: () => runId(randomUUID()),
});
const HEADER =
  'partner,prospect_name,prospect_domain,amount,currency,expected_close,products,country,submitted_at,external_id';
const submit = (write: boolean, ...rows: readonly string[]): Promise<SubmittedView> => {
  const { values } = readSubmissions({ name: 'deals.csv', text: [HEADER, ...rows].join('\n') });
  return submitRegistrations(deps(), { file: 'deals.csv', rows: values, write });
};
const brief = ({ rows, aside }: SubmittedView): readonly string[] => [
  ...rows.map(({ line, outcome, name, checks }) => {
    const broken = checks.flatMap((one) => (one.broken === null ? [] : [`${one.broken} ${one.rule}`]));
    return `${line} ${outcome} ${name}: ${broken.join(', ')}`;
  }),
  ...aside.map(
    ({ line, column, value, reason }) => `${line} aside ${column} ${JSON.stringify(value)} ${reason}`,
  ),
];

const FILE = [
  'northwind.example,Acme,acme.example,,,,,DE,2026-11-12,N-1',
  'Contoso,Acme,,48000,USD,2027-01-31,Analytics,US,2026-11-11T08:00:00Z,C-1',
  'Contoso,Acme,acme.example,,,,,US,2026-11-13,C-2',
  'Nobody,Acme,,,,,,,,',
  'Acme,Acme,,,,,,,,',
  'Contoso,Twin,,,,,,,,',
  'Contoso,New Land,,,,,,,,',
  'Contoso,New Land,newland.example,,,,,,2026-11-14,C-3',
  'Northwind,New Land,www.newland.example,,,,,FR,2026-11-14,N-2',
  'Contoso,Sea,sea.example,,,,,,2036-11-04,',
  'Contoso,New Land,newland.example,,,,,,,C-3',
];

it('tells the verdict of every rule, an earlier row standing in the way of a later one, and writes nothing', async () => {
  const told = await submit(false, ...FILE);
  expect(brief(told)).toEqual([
    '2 submit Northwind – Acme: waits Another partner registered it earlier',
    '3 submit Contoso – Acme: ',
    '4 refused Contoso – Acme: never Registered by the same partner already, waits Another partner registered it earlier',
    '9 submit Contoso – New Land: ',
    '10 submit Northwind – New Land: waits Another partner registered it earlier, reason Outside the partner’s territory',
    '5 aside partner "Nobody" unknown_partner',
    '6 aside partner "Acme" unknown_partner',
    '7 aside prospect_name "Twin" ambiguous',
    '8 aside prospect_domain "" missing',
    '11 aside submitted_at "2036-11-04T00:00:00.000Z" instant_invalid',
    '12 aside external_id "C-3" duplicate_id',
  ]);
  expect(told.rows.every(({ checks }) => checks.length === 11)).toBe(true);
  expect(told.done).toBeNull();
  expect(portal.all()).toEqual([]);
}, 60_000);

it('submits them once, as a run that undo takes back', async () => {
  const first = await submit(true, ...FILE);
  expect(first.done).toMatchObject({ created: 4, changed: 0, refused: [] });
  const made = new Map(portal.all().map(({ id, held }) => [held.partnership_external_id, { id, held }]));
  expect([...made.keys()].toSorted()).toEqual(['C-1', 'C-3', 'N-1', 'N-2'].map((id) => `partnership:${id}`));
  const { id = '', held = {} } = made.get('partnership:C-1') ?? {};
  expect(held).toMatchObject({
    ...{ partnership_partner_id: contoso, partnership_prospect_company_id: acme },
    ...{ partnership_status: 'submitted', partnership_expected_amount: '48000.00' },
    partnership_submitted_at: '2026-11-11T08:00:00.000Z',
  });
  expect(
    (await importsOf(portal.portal.sandbox).registrationLinks('companies', [id])).get(id)?.toSorted(),
  ).toEqual([contoso, acme].toSorted());
  expect(JSON.parse(made.get('partnership:N-1')?.held.partnership_decisions ?? '')).toMatchObject({
    value: [
      {
        ...{ deed: 'submitted', reason: 'From deals.csv, line 2.' },
        against: ['Another partner registered it earlier'],
        evidence: [{ type: 'registrations', id: '', name: 'Contoso – Acme' }],
      },
    ],
  });

  const before = JSON.stringify(portal.all());
  const again = await submit(true, ...FILE);
  expect(again.done).toBeNull();
  expect(brief(again).slice(0, 5)).toEqual([
    '2 there Northwind – Acme: ',
    '3 there Contoso – Acme: ',
    '4 refused Contoso – Acme: never Registered by the same partner already, waits Another partner registered it earlier',
    '9 there Contoso – New Land: ',
    '10 there Northwind – New Land: ',
  ]);
  expect(JSON.stringify(portal.all())).toBe(before);
  const other = await submit(true, 'Contoso,Acme,,50000,USD,,,,,C-1');
  expect(other.rows[0]?.notes.join(' ')).toMatch(/is submitted\. The file says otherwise now \(amount\)/);
  expect(JSON.stringify(portal.all())).toBe(before);

  const undone = await undoRun(deps(), { named: first.done?.runId ?? '', dryRun: false }, () => undefined);
  expect(undone.imported).toMatchObject({ archived: 4, left: [] });
  expect(portal.all()).toEqual([]);
}, 60_000);

it('knows a row without an id by what it says, and leaves what an approval protects to others', async () => {
  const row = 'Contoso,Acme,acme.example,100,EUR,,,,,';
  expect((await submit(true, row)).done).toMatchObject({ created: 1 });
  expect(brief(await submit(true, row))).toEqual(['2 there Contoso – Acme: ']);
  await portal.rule(portal.all()[0]?.id ?? '', { kind: 'approve' });
  expect(brief(await submit(false, `${northwind},Acme,,,,,,DE,,`))).toEqual([
    '2 submit Northwind – Acme: waits Protected for another partner',
  ]);
}, 60_000);
