/** Registrations in a portal that is set up: what becomes of each of them in the first sync is known. */
import { formatInstant, instant } from '../../src/domain/calendar.js';
import type { StoredRecord } from '../../src/sandbox/change.js';
import { SEED_NOW } from '../../src/sandbox/clock.js';
import type { Sandbox } from '../../src/sandbox/index.js';

const DAY_MS = 86_400_000;

type Call = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<unknown>;

/** Asks the portal as an app does. @throws Error where it refuses. */
export const callOf =
  ({ url, accessToken }: Pick<Sandbox, 'url' | 'accessToken'>): Call =>
  async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return method === 'DELETE' ? null : answer.json();
  };

export const REGISTRATIONS = '/crm/objects/2026-09/p_partner_registration';

/**
 * Makes five: one that waits for an answer, one whose time is over, one whose prospect has got its deal, one whose deal is
 * won, and one that is protected still.
 */
export async function register(sandbox: Sandbox): Promise<void> {
  const call = callOf(sandbox);
  const { portal } = sandbox;
  // Of the portal's first instant: two plays make the same ones.
  const ago = (days: number): string => formatInstant(instant(SEED_NOW - days * DAY_MS));
  const deals = [...portal.records.list('deals')].filter(({ archivedAt }) => archivedAt === null);
  const is = (name: string) => (deal: (typeof deals)[number]) => deal.properties.get(name) === 'true';
  const won = deals.find(is('hs_is_closed_won'));
  const open = deals.find((deal) => !is('hs_is_closed')(deal));
  const [partner, other] = [...portal.records.list('companies')].filter(
    ({ properties }) => (properties.get('partnership_type') ?? '') !== '',
  );
  if (won === undefined || open === undefined) throw new Error('the story has no open or no won deal');
  const make = async (name: string, more: Record<string, string>, deal?: string): Promise<void> => {
    const properties = {
      partnership_name: name,
      partnership_partner_id: (deal === won.id ? other : partner)?.id,
      partnership_prospect_name: name,
      ...more,
    };
    const { id } = (await call('POST', REGISTRATIONS, { properties })) as { id: string };
    if (deal !== undefined) await call('PUT', `${REGISTRATIONS}/${id}/associations/default/deals/${deal}`);
  };
  const approved = (days: number, until: number): Record<string, string> => ({
    partnership_status: 'approved',
    partnership_submitted_at: ago(days + 2),
    partnership_decided_at: ago(days),
    partnership_protected_until: ago(until),
  });
  await make('Waits', { partnership_status: 'submitted', partnership_submitted_at: ago(30) });
  await make('Over', approved(100, 10));
  await make('Became a deal', approved(500, -30), open.id);
  await make('Deal won', { ...approved(500, -30), partnership_status: 'converted' }, won.id);
  await make('Protected', approved(5, -85));
}

/** Those that are there. */
export function registrationsIn({ portal }: Sandbox): readonly StoredRecord[] {
  const type = portal.schemas.find('p_partner_registration')?.type;
  if (type === undefined) return [];
  return [...portal.records.list(type)].filter(({ archivedAt }) => archivedAt === null);
}
