import { partnerId, type PartnerId } from '../domain/ids.js';
import type { Partner } from '../domain/partner.js';
import { CsvTable, readRows, SeenIds, type CsvRow, type CsvSource, type ReadRows } from './csv-table.js';

export interface PartnerRows extends ReadRows<Partner> {
  readonly directory: ReadonlyMap<PartnerId, Partner>;
}

/** Reads partners.csv. */
export function readPartners(source: CsvSource): PartnerRows {
  const table = new CsvTable(source, ['partner_id'], ['name', 'company_id', 'domain', 'parent_id']);
  const seen = new SeenIds();
  const rows = readRows(table, (row) => {
    const partner = readPartner(row, seen);
    seen.keep(row, 'partner_id');
    return partner;
  });
  return { ...rows, directory: new Map(rows.values.map((partner) => [partner.id, partner])) };
}

function readPartner(row: CsvRow, seen: SeenIds): Partner | null {
  const id = row.required('partner_id');
  seen.check(row, 'partner_id');
  if (id === null) return null;
  return {
    id: partnerId(id),
    name: row.cell('name'),
    companyId: row.cell('company_id'),
    domain: row.cell('domain'),
    parentId: row.cell('parent_id'),
  };
}
