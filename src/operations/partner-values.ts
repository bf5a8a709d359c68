/** The values that a row of a file wants a partner's company to have. */
import type { PartnerField } from '../domain/mapping.js';
import type { ImportRow } from '../domain/import-map.js';
import type { RawRecord } from './crm-port.js';
import type { ImportDeps, ImportRequest } from './import-plan.js';
import { cluesIn, externalIdsIn } from './match-companies.js';
import type { ImportAsideView, ImportChangeView } from './views/import-view.js';

/** What holds for every row. */
export interface PartnerBasis {
  readonly deps: ImportDeps;
  readonly request: ImportRequest;
  /** The property by which companies are partners; null where the mapping knows them by something else. */
  readonly mark: {
    readonly property: string;
    readonly values: readonly string[];
    readonly several: boolean;
  } | null;
  readonly owners: ReadonlyMap<string, string>;
  /** Our property by field, of those that the file brings and that count. */
  readonly fields: ReadonlyMap<PartnerField, string>;
  readonly externalId: string;
}

export interface Wanted extends ImportChangeView {
  /** Puts something beside what is there. */
  readonly adds: boolean;
}

/** Without how it came about. */
export const changeOf = ({ property, oldValue, newValue }: ImportChangeView): ImportChangeView => ({
  property,
  oldValue,
  newValue,
});

/** Every value that a row wants a company to have; those that it has already are among them. */
export function wantedOf(
  basis: PartnerBasis,
  row: ImportRow,
  held: RawRecord['properties'],
  aside: ImportAsideView[],
): readonly Wanted[] {
  const now = (property: string): string | null => {
    const value = held[property] ?? null;
    return value === '' ? null : value;
  };
  const wanted: Wanted[] = [...markWanted(basis, now), ...idWanted(basis, row, now)];
  const impossible = agreementProblem(basis, row, held);
  if (impossible !== null) aside.push({ line: row.line, why: 'agreement_impossible', text: impossible });
  for (const [field, property] of basis.fields) {
    const value = row.values[field];
    if (value === undefined || (impossible !== null && AGREEMENT_DAYS.has(field))) continue;
    const newValue = field === 'manager' ? (basis.owners.get(value) ?? null) : value;
    if (newValue === null) {
      aside.push({ line: row.line, why: 'owner_unknown', text: `nobody in HubSpot has the e-mail ${value}` });
    } else wanted.push({ property, oldValue: now(property), newValue, adds: false });
  }
  return wanted;
}

const AGREEMENT_DAYS: ReadonlySet<PartnerField> = new Set(['signed', 'starts', 'ends']);

/** Days are "2026-12-31", which sort as they follow each other. What a row leaves out stands as the company has it. */
function agreementProblem(
  { fields }: Pick<PartnerBasis, 'fields'>,
  row: ImportRow,
  held: RawRecord['properties'],
): string | null {
  const dayOf = (field: PartnerField): string | null => {
    const property = fields.get(field);
    if (property === undefined) return null;
    const value = row.values[field] ?? held[property] ?? '';
    return value === '' ? null : value.slice(0, 10);
  };
  const [signed, starts, ends] = [dayOf('signed'), dayOf('starts'), dayOf('ends')];
  const begins = starts ?? signed;
  if (ends === null || begins === null || ends >= begins) return null;
  const how = starts === null ? 'was signed' : 'starts';
  return `its agreement would end on ${ends}, before it ${how} on ${begins}: its days are left out`;
}

function markWanted({ mark }: PartnerBasis, now: (property: string) => string | null): readonly Wanted[] {
  if (mark === null) return [];
  const { property, values, several } = mark;
  const [value = ''] = values;
  const oldValue = now(property);
  const holds = several ? (oldValue ?? '').split(';') : [oldValue];
  if (values.some((one) => holds.includes(one))) return [];
  const adds = several && oldValue !== null;
  return [{ property, oldValue, newValue: adds ? `${oldValue};${value}` : value, adds }];
}

/** One id a source; the ids of other sources stay beside it. */
function idWanted(
  { externalId: property, request: { map } }: PartnerBasis,
  row: ImportRow,
  now: (property: string) => string | null,
): readonly Wanted[] {
  const { externalId } = cluesIn(row, 'partner');
  if (externalId === null) return [];
  const own = `${map.source}:${externalId}`;
  const oldValue = now(property);
  const held = externalIdsIn(oldValue);
  if (held.some((one) => one.toLowerCase() === own.toLowerCase())) return [];
  const others = held.filter((one) => !one.startsWith(`${map.source}:`));
  const adds = others.length === held.length;
  return [{ property, oldValue, newValue: [...others, own].join('; '), adds }];
}
