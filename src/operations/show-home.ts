/** The home page: one call to show it. */
import type { Crm } from './crm-port.js';
import type { Clock } from './ports.js';
import type { PortalData } from './portal-data-port.js';
import type { PortalSummary } from './portal-summary.js';
import { presentEmptyHome, presentHome } from './present-home.js';
import type { HomeView } from './views/home-view.js';

export interface HomeDeps {
  readonly crm: Crm;
  readonly clock: Clock;
  readonly data: PortalData;
  readonly summary: () => Promise<PortalSummary | null>;
}

/** Reads what was published, and the names of the deals that it mentions. */
export async function showHome({ crm, clock, data, summary }: HomeDeps): Promise<HomeView> {
  const [published, { asked }] = await Promise.all([summary(), data.read(['asked'])]);
  if (published === null) return presentEmptyHome(asked);
  const moved = published.week?.moves.map(({ dealId }) => dealId) ?? [];
  const records = moved.length === 0 ? [] : await crm.recordsById('deals', moved);
  const names = new Map(
    records.flatMap(({ id, properties }) => {
      const name = properties['dealname'];
      return name == null || name === '' ? [] : [[id, name] as const];
    }),
  );
  return presentHome(published, asked, names, clock.now(), crm.mapping);
}
