import { HOME_CURRENCY } from '../../exchange-rates.js';
import { SEED_NOW } from '../../clock.js';
import type { Pipeline } from '../../deal-pipelines.js';
import { writeActivity } from '../activities.js';
import type { Person } from '../people.js';
import { Random } from '../random.js';
import { DAY, HOUR, iso, MINUTE, type StoryWriter } from '../writer.js';
import { need, type Company } from './company-plan.js';
import type { DealRow, Scene } from './deal-row.js';

/** Who and what the deals of a portal are about. */
export interface Scenery {
  readonly writer: StoryWriter;
  /** Drawn from, with the name of each deal. */
  readonly seed: string;
  readonly companies: ReadonlyMap<string, Company>;
}

interface Written {
  readonly row: DealRow;
  readonly id: string;
  readonly createdAt: number;
  readonly endsAt: number;
}

const OWN_ACTIVITIES = [
  ['meetings', 'Discovery with {customer}'],
  ['meetings', 'Requirements of {customer}'],
  ['calls', 'Qualification call: {customer}'],
  ['calls', 'Next steps at {customer}'],
  ['emails', '{customer}: proposal and pricing'],
  ['emails', 'Re: questions from {customer}'],
] as const;

const TITLES = {
  meetings: '{customer} and {company}: working session',
  calls: 'Call with {company} about {customer}',
  emails: 'Re: {customer} timeline',
} as const;

/** A day means that day's afternoon, at a minute of the seed's. */
const instantOf = (text: string, random: Random, hour: number): number =>
  text.includes('T') ? Date.parse(text) : Date.parse(text) + hour * HOUR + random.below(60) * MINUTE;

function stageOf({ stages }: Pipeline, status: string, random: Random): string {
  if (status === 'open') return random.pick(stages.filter(({ isClosed }) => !isClosed)).id;
  const probability = status === 'won' ? '1.0' : '0.0';
  return stages.find((stage) => stage.probability === probability)?.id ?? '';
}

/** Sums of 500 to 90,000, larger in a currency of small units. */
const drawAmount = (random: Random, currency: string): string =>
  String(random.between(1, 180) * 500 * (currency === 'JPY' ? 100 : 1));

/** What the portal's rate was on the day, a few per cent off today's. */
function drawRate({ writer }: Scenery, random: Random, currency: string): string | null {
  const today = writer.portal.terms.exchangeRates.get(currency);
  if (currency === HOME_CURRENCY || today === undefined) return null;
  return (today * (0.97 + 0.06 * random.next())).toPrecision(4);
}

/** Writes deals in their order, then everything that happened on them; ids by name. */
export function writeDeals(scenery: Scenery, rows: readonly DealRow[]): ReadonlyMap<string, string> {
  const written = rows.map((row) => writeDeal(scenery, row));
  const ids = new Map(written.map(({ row, id }) => [row.name, id]));
  for (const deal of written) {
    const random = new Random(`${scenery.seed} activities ${deal.row.name}`);
    writeOwnActivities(scenery, random, deal);
    for (const one of deal.row.scenes ?? []) writeScene(scenery, random, deal, one, ids);
  }
  return ids;
}

function writeDeal(scenery: Scenery, row: DealRow): Written {
  const { writer } = scenery;
  const random = new Random(`${scenery.seed} deal ${row.name}`);
  const [status = 'open', day = ''] = row.status.split(' ');
  const pipelines = writer.portal.terms.pipelines;
  const pipeline = pipelines.find(({ id }) => id === row.pipeline) ?? pipelines[0];
  if (pipeline === undefined) throw new Error('The portal has no pipeline');
  const createdAt = instantOf(row.created, random, 14);
  const closesAt = instantOf(day, random, 17);
  const enteredAt = row.entered === undefined ? createdAt : instantOf(row.entered, random, 9);
  const currency = row.currency ?? HOME_CURRENCY;
  const endsAt = status === 'open' ? SEED_NOW : closesAt;
  const id = writer.record(
    'deals',
    {
      dealname: row.name,
      pipeline: pipeline.id,
      dealstage: stageOf(pipeline, status, random),
      amount: row.amount === undefined ? drawAmount(random, currency) : row.amount,
      deal_currency_code: currency,
      hs_exchange_rate: drawRate(scenery, random, currency),
      dealtype: random.weighted({ newbusiness: 70, existingbusiness: 20, renewal: 10 }),
      createdate: iso(createdAt),
      closedate: iso(closesAt),
      hubspot_owner_id: need(scenery.companies, row.customer).ownerId,
      closed_lost_reason: status === 'lost' ? random.pick(['Price.', 'No decision.', 'Built it.']) : null,
      ...row.properties,
    },
    enteredAt,
    Math.max(enteredAt, status === 'open' ? SEED_NOW - random.between(1, 20) * DAY : closesAt),
  );
  associate(scenery, row, id);
  return { row, id, createdAt, endsAt };
}

function associate({ writer, companies }: Scenery, row: DealRow, id: string): void {
  const deal = { type: 'deals', id } as const;
  const keyOf = (label: string): string => need(writer.labels, label);
  const customer = need(companies, row.customer);
  const primary = row.primary === undefined ? customer.name : row.primary;
  const labels = new Map(Object.entries(row.companies ?? {}).map(([name, list]) => [name, list.map(keyOf)]));
  // 5: the deal's primary company.
  if (primary !== null) labels.set(primary, ['H5', ...(labels.get(primary) ?? [])]);
  for (const [name, keys] of labels) {
    writer.link(deal, { type: 'companies', id: need(companies, name).id }, ...keys);
  }
  for (const person of customer.people) writer.link(deal, { type: 'contacts', id: person.id });
  for (const [name, list] of Object.entries(row.contacts ?? {})) {
    writer.link(deal, { type: 'contacts', id: personOf(companies, name).id }, ...list.map(keyOf));
  }
}

function personOf(companies: ReadonlyMap<string, Company>, name: string): Person {
  const person = [...companies.values()].flatMap(({ people }) => people).find((one) => one.name === name);
  if (person === undefined) throw new Error(`The story has nobody of the name ${name}`);
  return person;
}

/** What the portal's own people did, with nobody but the customer. */
function writeOwnActivities({ writer, companies }: Scenery, random: Random, deal: Written): void {
  const customer = need(companies, deal.row.customer);
  for (const [kind, title] of random.sample(OWN_ACTIVITIES, random.between(1, 2))) {
    writeActivity(writer, {
      kind,
      title: title.replace('{customer}', customer.name),
      at: Math.floor(deal.createdAt + (deal.endsAt - deal.createdAt) * random.next()),
      ownerId: customer.ownerId,
      dealIds: [deal.id],
      contactIds: [random.pick(customer.people).id],
      companyIds: [customer.id],
    });
  }
}

function writeScene(
  { writer, companies }: Scenery,
  random: Random,
  deal: Written,
  scene: Scene,
  ids: ReadonlyMap<string, string>,
): void {
  const customer = need(companies, deal.row.customer);
  const company = need(companies, scene.company);
  const person = scene.person === undefined ? company.people[0] : personOf(companies, scene.person);
  const byPeople = scene.by !== 'company';
  const buyers = scene.withoutCustomer ? [] : customer.people.slice(0, 1);
  const { kind, outcome, type } = scene;
  writeActivity(writer, {
    kind,
    title: TITLES[kind].replace('{customer}', customer.name).replace('{company}', company.name),
    at: deal.createdAt + scene.day * DAY + random.below(60) * MINUTE,
    ownerId: customer.ownerId,
    dealIds: scene.withoutDeal ? [] : [deal.id, ...(scene.also ?? []).map((name) => need(ids, name))],
    contactIds: [...buyers, ...(byPeople && person !== undefined ? [person] : [])].map(({ id }) => id),
    companyIds: [...(byPeople ? [] : [company.id]), ...(scene.withoutCustomer ? [] : [customer.id])],
    ...(outcome !== undefined && { outcome }),
    ...(type !== undefined && { activityType: type }),
    ...(kind === 'emails' && { incoming: true, ...(person !== undefined && { from: person.email }) }),
  });
}
