import { SEED_NOW } from '../../clock.js';
import { PRODUCTS } from '../names.js';
import { Random } from '../random.js';
import { DAY, iso } from '../writer.js';
import type { DealRow } from './deal-row.js';

const DAYS = 720;

const dayOf = (millis: number): string => iso(millis).slice(0, 10);

/**
 * Deals as there are many, drawn from the seed over two years; `particulars` adds what a portal's people write on them.
 */
export function ordinaryDeals(
  seed: string,
  count: number,
  customers: readonly string[],
  particulars: (random: Random, row: DealRow) => Partial<DealRow>,
): readonly DealRow[] {
  const names = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const random = new Random(`${seed} ordinary ${index}`);
    const customer = random.pick(customers);
    const name = `${customer} – ${random.pick(PRODUCTS)}`;
    const before = names.get(name) ?? 0;
    names.set(name, before + 1);
    const created = SEED_NOW - random.between(12, DAYS) * DAY;
    const closes = created + random.between(20, 120) * DAY;
    const ended = random.chance(0.55) ? 'won' : 'lost';
    const row: DealRow = {
      name: before === 0 ? name : `${name} (${before + 1})`,
      customer,
      created: dayOf(created),
      status: `${closes > SEED_NOW - DAY ? 'open' : ended} ${dayOf(closes)}`,
    };
    return { ...row, ...particulars(random, row) };
  });
}
