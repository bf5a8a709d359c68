import { checkDrift } from './check-mapping-values.js';
import { checkNames, hasNoPartners, type MappingIssue } from './check-mapping.js';
import { checkPartners } from './check-mapping-partners.js';
import type { Mapping } from './mapping.js';
import type { PortalScan } from './portal-scan.js';

/** Everything that a scan says about a mapping: what cannot work, what has drifted, and whom names mean. */
export function checkMapping(scan: PortalScan, mapping: Mapping): readonly MappingIssue[] {
  const gone = checkNames(scan.structure, mapping);
  // Without any partner every name would be nobody's.
  const partners = hasNoPartners(gone) ? [] : checkPartners(scan, mapping);
  return [...gone, ...checkDrift(scan, mapping), ...partners];
}
