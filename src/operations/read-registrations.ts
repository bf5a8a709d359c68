/** Reads the portal's registrations into what attribution is worked out from. There are few: all are read, each time. */
import { parseInstant } from '../domain/calendar.js';
import { dealId, partnerId, type PortalId } from '../domain/ids.js';
import type { Registration } from '../domain/registration.js';
import type { RawRecord, SchemaReview } from './crm-port.js';
import type { ImportCrm } from './import-port.js';
import type { Lease } from './lease-port.js';
import type { Store } from './ports.js';

interface Deps {
  readonly imports: ImportCrm;
  readonly store: Store;
}

interface Request {
  readonly portalId: PortalId;
  readonly lease: Lease;
  /** What the portal has of ours, so that one without registrations is asked for none; null: it was not looked at. */
  readonly review: SchemaReview | null;
}

const hasPlace = ({ present }: SchemaReview, { registrationObject }: ImportCrm): boolean =>
  present.some(({ kind, name }) => kind === 'object' && name === registrationObject);

/**
 * Keeps the registrations that have a deal, a partner and a day; the deals of those that changed are worked out again.
 * @returns how many there are.
 */
export async function readRegistrations(
  { imports, store }: Deps,
  { portalId, lease, review }: Request,
): Promise<number> {
  const registrations: Registration[] = [];
  const isThere = review === null ? await imports.hasRegistrations() : hasPlace(review, imports);
  if (isThere) {
    for await (const page of imports.registrations()) registrations.push(...(await withDeals(imports, page)));
  }
  await store.writeSync(portalId, lease, async (unit) => {
    await unit.markDirty(await unit.saveRegistrations(registrations));
  });
  return registrations.length;
}

async function withDeals(imports: ImportCrm, page: readonly RawRecord[]): Promise<readonly Registration[]> {
  if (page.length === 0) return [];
  const deals = await imports.registrationLinks(
    'deals',
    page.map(({ id }) => id),
  );
  return page.flatMap((raw) => (deals.get(raw.id) ?? []).flatMap((id) => read(imports, raw, id) ?? []));
}

/** One that names no partner or no day is evidence of nothing. */
function read(
  { registrationProperties: names }: ImportCrm,
  { id, properties }: RawRecord,
  deal: string,
): Registration | null {
  const value = (field: string): string | null => {
    const text = properties[names[field] ?? ''] ?? '';
    return text === '' ? null : text;
  };
  const partner = value('partnerId');
  const submittedAt = parseInstant(value('submittedAt') ?? '');
  if (partner === null || submittedAt === null) return null;
  return {
    ...{ id, dealId: dealId(deal), partnerId: partnerId(partner), submittedAt },
    ...{ status: value('status'), title: value('name') },
  };
}
