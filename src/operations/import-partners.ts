/** Partners from a file: which companies are partners, of what type and tier, managed by whom. */
import { PARTNER_FIELDS, type Mapping, type PartnerField } from '../domain/mapping.js';
import type { ImportRow } from '../domain/import-map.js';
import { AppError } from '../errors.js';
import type { RawRecord } from './crm-port.js';
import type { ImportDeps, ImportPlan, ImportRequest } from './import-plan.js';
import { markOf, type CompanyProperty } from './import-port.js';
import {
  clueName,
  cluesIn,
  companyMatcher,
  namesOf,
  type CompanyMatch,
  type FoundCompany,
} from './match-companies.js';
import { changeOf, wantedOf, type PartnerBasis, type Wanted } from './partner-values.js';
import { writePartners } from './write-partners.js';
import type { ImportAsideView, ImportChangeView, ImportRecordView } from './views/import-view.js';

/** Plans it. */
export async function planPartnerImport(deps: ImportDeps, request: ImportRequest): Promise<ImportPlan> {
  const { externalId } = deps.imports.partnerProperties;
  if (externalId === undefined) throw new Error('partners have no property for external ids');
  const { fields, notices } = fieldsFor(deps.crm.mapping, deps.imports.partnerProperties, request);
  const basis: PartnerBasis = {
    ...{ deps, request, fields, externalId, mark: await markFor(deps) },
    owners: fields.has('manager') ? await deps.imports.ownersByEmail() : new Map(),
  };
  const match = await companyMatcher({
    crm: deps.crm,
    source: request.map.source,
    externalId,
    clues: request.rows.map((row) => cluesIn(row, 'partner')),
  });
  const sorted = sortRows(request, (row) => match(cluesIn(row, 'partner')));
  const ids = sorted.matched.map(({ company }) => company.id);
  const raws = new Map((await deps.crm.recordsById('companies', ids)).map((raw) => [raw.id, raw]));
  const aside = [...sorted.aside];
  const records: ImportRecordView[] = [];
  for (const { row, company, by } of sorted.matched) {
    const raw = raws.get(company.id);
    if (raw === undefined) continue;
    records.push(changedRecord(basis, row, { raw, company, by }, aside));
  }
  for (const row of sorted.created) records.push(newRecord(basis, row, aside));
  const shown = records.filter(
    ({ action, changes, kept }) => action === 'create' || changes.length + kept.length > 0,
  );
  return {
    view: {
      records: shown,
      unchanged: records.length - shown.length,
      aside: aside.toSorted((a, b) => a.line - b.line),
      notices: [...notices, ...markNotices(basis, deps.crm.mapping)],
    },
    apply: (run) => writePartners(deps, run, shown),
  };
}

async function markFor({ crm, imports }: ImportDeps): Promise<PartnerBasis['mark']> {
  const source = markOf(crm.mapping);
  if (source === null) return null;
  const property: CompanyProperty | null = await imports.companyProperty(source.property);
  const [value = ''] = source.values;
  if (property === null || (property.values !== null && !property.values.includes(value))) {
    throw new AppError(
      'setup_missing',
      `The mapping says that partners are companies whose ${source.property} is “${value}”, and the portal has ${property === null ? 'no such property' : 'no such value of it'}. Nothing was written.`,
      'Run partnership map check, and change partners.property or partners.values in the mapping.',
    );
  }
  return { property: source.property, values: source.values, several: property.several };
}

const markNotices = ({ mark }: PartnerBasis, { partners }: Mapping): readonly string[] =>
  mark !== null || partners.from === 'company'
    ? []
    : [
        `The mapping knows partners by records of ${partners.object}: this import marks no company. Make such a record of each company that is listed as not marked.`,
      ];

function fieldsFor(
  { fields: mapped, version }: Mapping,
  properties: ImportDeps['imports']['partnerProperties'],
  { map }: ImportRequest,
): { readonly fields: PartnerBasis['fields']; readonly notices: readonly string[] } {
  const given = PARTNER_FIELDS.filter((field) => field in map.columns || field in map.fixed);
  const fields = new Map<PartnerField, string>();
  const notices: string[] = [];
  for (const field of given) {
    const property = properties[field];
    const theirs = mapped[field];
    if (theirs?.mode === 'read') {
      notices.push(
        `${field} is read from ${theirs.property}, as the mapping ${version} says: it is not imported.`,
      );
    } else if (property === undefined) {
      notices.push(`There is no property of ours for ${field}: it is not imported.`);
    } else fields.set(field, property);
  }
  return { fields, notices };
}

interface SortedRows {
  readonly matched: readonly {
    readonly row: ImportRow;
    readonly company: FoundCompany;
    readonly by: string;
  }[];
  readonly created: readonly ImportRow[];
  readonly aside: readonly ImportAsideView[];
}

/** The first row of a company stands; what no company answers to is made only where that was asked for. */
function sortRows({ rows, create, map }: ImportRequest, match: (row: ImportRow) => CompanyMatch): SortedRows {
  const matched: SortedRows['matched'][number][] = [];
  const created: ImportRow[] = [];
  const aside: ImportAsideView[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const { line } = row;
    const clues = cluesIn(row, 'partner');
    const found = match(row);
    if (found.kind === 'ambiguous') {
      const text = `“${clueName(clues)}” may be ${namesOf(found.companies)} (by ${found.by}): give it an id or a domain that only one of them has`;
      aside.push({ line, why: 'ambiguous', text });
      continue;
    }
    const key = found.kind === 'matched' ? found.company.id : newKey(row, map.source);
    const first = seen.get(key);
    if (first !== undefined) {
      aside.push({
        line,
        why: 'duplicate',
        text: `“${clueName(clues)}” is the partner of line ${first} again: that one counts`,
      });
      continue;
    }
    seen.set(key, line);
    if (found.kind === 'matched') matched.push({ row, company: found.company, by: found.by });
    else if (create && (clues.name ?? clues.domain) !== null) created.push(row);
    else
      aside.push({
        line,
        why: 'unmatched',
        text: `no company is “${clueName(clues)}”${create ? ', and without name and domain none is made' : ': --create makes one'}`,
      });
  }
  return { matched, created, aside };
}

const newKey = (row: ImportRow, source: string): string => {
  const { externalId, domain, name } = cluesIn(row, 'partner');
  return `new ${(externalId === null ? null : `${source}:${externalId}`) ?? domain ?? name ?? ''}`.toLowerCase();
};

interface Matched {
  readonly raw: RawRecord;
  readonly company: FoundCompany;
  readonly by: string;
}

function changedRecord(
  basis: PartnerBasis,
  row: ImportRow,
  { raw, company, by }: Matched,
  aside: ImportAsideView[],
): ImportRecordView {
  const wanted = wantedOf(basis, row, raw.properties, aside);
  const { crm } = basis.deps;
  const different = wanted.filter(
    ({ property, oldValue, newValue }) => !crm.isSameValue(property, oldValue, newValue),
  );
  const overwrites = ({ oldValue, adds }: Wanted): boolean => oldValue !== null && !adds;
  const kept = basis.request.overwrite ? [] : different.filter(overwrites);
  if (basis.mark === null && !company.isPartner) {
    aside.push({
      line: row.line,
      why: 'not_marked',
      text: `${company.name} (${company.id}) is no partner yet`,
    });
  }
  return {
    ...{ line: row.line, action: 'change', objectType: 'companies', recordId: company.id },
    ...{ name: company.name, by, links: [] },
    changes: different.filter((one) => !kept.includes(one)).map(changeOf),
    kept: kept.map(changeOf),
  };
}

function newRecord(basis: PartnerBasis, row: ImportRow, aside: ImportAsideView[]): ImportRecordView {
  const clues = cluesIn(row, 'partner');
  const { name, domain } = basis.deps.imports.companyProperties;
  const own: readonly ImportChangeView[] = [
    { property: name, oldValue: null, newValue: clues.name },
    { property: domain, oldValue: null, newValue: clues.domain },
  ];
  const wanted = wantedOf(basis, row, {}, aside).map(changeOf);
  return {
    ...{ line: row.line, action: 'create', objectType: 'companies', recordId: null },
    ...{ name: clueName(clues), by: null, kept: [], links: [] },
    changes: [...own, ...wanted].filter(({ newValue }) => newValue !== null),
  };
}
