/** Reads the portal's registrations into what attribution is worked out from. There are few: all are read, each time. */
import { parseInstant } from '../domain/calendar.js';
import { dealId, partnerId, type PortalId } from '../domain/ids.js';
import type { ProgrammeRegistration } from '../domain/programme-facts.js';
import { REGISTRATION_STATUSES, type Registration, type RegistrationStatus } from '../domain/registration.js';
import type { RawRecord, SchemaReview } from './crm-port.js';
import type { ImportCrm } from './import-port.js';
import type { Lease } from './lease-port.js';
import { keepRegistrations } from './keep-registrations.js';
import type { Clock, Store } from './ports.js';

interface Deps {
  readonly imports: ImportCrm;
  readonly store: Store;
  readonly clock: Clock;
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
  { imports, store, clock }: Deps,
  { portalId, lease, review }: Request,
): Promise<number> {
  const registrations: Registration[] = [];
  const all: ProgrammeRegistration[] = [];
  const at = clock.now();
  const isThere = review === null ? await imports.hasRegistrations() : hasPlace(review, imports);
  if (isThere) {
    for await (const page of imports.registrations()) {
      const deals = await dealsOf(imports, page);
      registrations.push(
        ...page.flatMap((raw) => (deals.get(raw.id) ?? []).flatMap((id) => read(imports, raw, id) ?? [])),
      );
      all.push(...page.flatMap((raw) => readForProgramme(imports, raw, deals.get(raw.id) ?? []) ?? []));
    }
  }
  await store.writeSync(portalId, lease, async (unit) => {
    await unit.markDirty(await unit.saveRegistrations(registrations));
    await keepRegistrations(unit, isThere ? all : null, at);
  });
  return registrations.length;
}

async function dealsOf(
  imports: ImportCrm,
  page: readonly RawRecord[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (page.length === 0) return new Map();
  return imports.registrationLinks(
    'deals',
    page.map(({ id }) => id),
  );
}

const valueIn = (properties: RawRecord['properties'], name: string | undefined): string | null => {
  const text = properties[name ?? ''] ?? '';
  return text === '' ? null : text;
};

/** Also of those without a deal: the numbers count what became of each. */
function readForProgramme(
  { registrationProperties: names }: ImportCrm,
  { id, properties }: RawRecord,
  deals: readonly string[],
): ProgrammeRegistration | null {
  const value = (field: string): string | null => valueIn(properties, names[field]);
  const partner = value('partnerId');
  const submittedAt = parseInstant(value('submittedAt') ?? '');
  if (partner === null || submittedAt === null) return null;
  const status = value('status') ?? '';
  return {
    ...{ id, partnerId: partnerId(partner), submittedAt },
    decidedAt: parseInstant(value('decidedAt') ?? ''),
    status: status in REGISTRATION_STATUSES ? (status as RegistrationStatus) : null,
    dealId: deals[0] === undefined ? null : dealId(deals[0]),
    prospectName: value('accountName'),
  };
}

/** One that names no partner or no day is evidence of nothing. */
function read(
  { registrationProperties: names }: ImportCrm,
  { id, properties }: RawRecord,
  deal: string,
): Registration | null {
  const value = (field: string): string | null => valueIn(properties, names[field]);
  const partner = value('partnerId');
  const submittedAt = parseInstant(value('submittedAt') ?? '');
  if (partner === null || submittedAt === null) return null;
  return {
    ...{ id, dealId: dealId(deal), partnerId: partnerId(partner), submittedAt },
    ...{ status: value('status'), title: value('name') },
  };
}
