import type { Portal } from '../portal.js';
import { toldDeals } from './bulk/told-deals.js';
import { writeCustomers } from './customers.js';
import { writeDeal, type ToldDeal } from './deals.js';
import { writeHints } from './hints.js';
import { tellLivedIn } from './lived-in/lived-in.js';
import { writePartners } from './partners.js';
import { setUpPortal } from './portal-setup.js';
import { tellProgramme } from './programme/tell-programme.js';
import { Random } from './random.js';
import { writeShowcase } from './showcase.js';
import { StoryWriter } from './writer.js';

const CUSTOMERS = 150;
/** So that a portal of many deals does not hang on a handful of customers. */
const DEALS_PER_CUSTOMER = 3;

/**
 * Fills a new portal with the story of its seed: a B2B software vendor, its partners, its customers and 18 months of
 * deals. Every deal draws from a generator of its own, so a change to one deal leaves the others as they were.
 */
export function tellStory(portal: Portal): void {
  const { seed, portal: name = 'demo' } = portal.seeded;
  if (name !== 'demo') {
    tellLivedIn(portal, name);
    return;
  }
  const deals = toldDeals(portal.seeded.deals);
  const writer = new StoryWriter(portal, setUpPortal(portal));
  const partners = writePartners(writer, seed);
  const customers = writeCustomers(writer, seed, Math.max(CUSTOMERS, Math.ceil(deals / DEALS_PER_CUSTOMER)));
  if (deals === 0) return;
  const ids = [writeShowcase(writer, partners, customers)];
  const told: ToldDeal[] = [];
  // The showcase's customer has that one deal, so that its card stays as it is told.
  const others = { partners: partners.filter(({ weight }) => weight > 0), customers: customers.slice(1) };
  for (let index = 1; index < deals; index += 1) {
    const deal = writeDeal(writer, new Random(`${seed} deal ${index}`), others, ids);
    ids.push(deal.id);
    told.push(deal);
  }
  writeHints(writer, seed, told);
  tellProgramme(writer, seed, { partners, customers, deals: told });
}
