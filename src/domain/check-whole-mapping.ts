import { checkDrift } from './check-mapping-values.js';
import { checkNames, type MappingIssue } from './check-mapping.js';
import { checkPartners } from './check-mapping-partners.js';
import type { Mapping } from './mapping.js';
import type { PortalScan } from './portal-scan.js';

/** Everything that a scan says about a mapping: what cannot work, what has drifted, and whom names mean. */
export const checkMapping = (scan: PortalScan, mapping: Mapping): readonly MappingIssue[] => [
  ...checkNames(scan.structure, mapping),
  ...checkDrift(scan, mapping),
  ...checkPartners(scan, mapping),
];
