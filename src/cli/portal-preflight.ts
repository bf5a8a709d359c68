/** The preflight of a portal that a command has opened. */
import type { Mapping } from '../domain/mapping.js';
import { mappingProblems } from '../operations/mapping-problems.js';
import { preflight, type Preflight } from '../operations/preflight.js';
import type { LineOf } from '../operations/require-mapping.js';
import type { OpenPortal } from './portal-connection.js';

/** @param lineOf the line of the mapping's file, where it is in one. */
export function preflightOf(portal: OpenPortal, mapping: Mapping, lineOf: LineOf): Promise<Preflight> {
  const { crm } = portal.mapped(mapping);
  return preflight(
    {
      reader: portal.preflight,
      mappingProblems: (one) => mappingProblems(portal.scanner, one, lineOf),
      markedCompanies: async () => {
        if (mapping.partners.from === 'company' && mapping.people === null) return null;
        return [...((await crm.partnerMarks())?.ofCompany.keys() ?? [])];
      },
    },
    mapping,
  );
}
