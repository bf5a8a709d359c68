/** Proposes what the portal's own association labels of deals mean: tags of partners, the end customer. */
import { left, type Choice, type MappingLine } from './mapping-lines.js';
import {
  motionOf,
  roleOf,
  saysCustomer,
  saysEndCustomer,
  saysPartner,
  saysPersonPartner,
  spoken,
} from './mapping-words.js';
import type { PortalStructure, ScanCounts, ScannedLabel } from './portal-scan.js';
import { ROLES, type Motion, type Role } from './touch.js';

/** The portal's own labels of deals. */
export const dealLabels = ({ labels }: PortalStructure): readonly ScannedLabel[] =>
  labels.filter(({ from, origin }) => from === 'deals' && origin === 'theirs');

/** "Introduced by", "Advised by": what somebody did for the deal. */
const saysHelp = (label: string): boolean =>
  /\b(introduced|advised|referred|sourced|influenced|resold|implemented|delivered) (by|through|via)\b|co ?sell/.test(
    spoken(label),
  );

/** A label that says what a partner did, or that somebody is one. */
export const isPartnerLabel = ({ label }: ScannedLabel): boolean =>
  !saysEndCustomer(label) &&
  (saysPartner(label) || saysPersonPartner(label) || saysHelp(label) || motionOf(label) === 'implementation');

const placeOf = ({ to, label }: ScannedLabel): string =>
  `label “${label}” on deals’ ${to === 'companies' ? 'companies' : 'contacts'}`;

/** A line for every label that may be a tag. */
export const labelLines = (structure: PortalStructure, counts: ScanCounts): readonly MappingLine[] =>
  dealLabels(structure)
    .filter(isPartnerLabel)
    .map((label) => tagLine(label, counts));

function tagLine(label: ScannedLabel, counts: ScanCounts): MappingLine {
  const motion = motionOf(label.label);
  const role = roleOf(label.label);
  // Who sells the deal on has not brought it by that; and whom the label leaves open has not either, until somebody says so.
  const plain = role !== null && motion !== 'resale';
  const chosen = role ?? (counts.label(label)?.records === 0 ? 'leave' : 'influenced');
  return {
    key: `label:${label.to}:${label.label}`,
    section: 'tags',
    what: placeOf(label),
    count: counts.label(label),
    why:
      role === null
        ? 'it names a partner, but not what it did'
        : motion === 'resale'
          ? 'who resells a deal may have brought it, or not'
          : 'its words say so',
    confidence: plain ? 'high' : 'medium',
    ask: plain ? null : `What does the label “${label.label}” say of a partner?`,
    choices: [...ROLES.map((one) => tagChoice(label, one, motion)), left('no tag')],
    chosen,
  };
}

const tagChoice = ({ to, label }: ScannedLabel, role: Role, motion: Motion | null): Choice => ({
  key: role,
  means: tagWords(role, motion),
  changes: [{ kind: 'label', label: { object: to, label, role, motion } }],
});

/** "sourced the deal: referral". */
export const tagWords = (role: Role, motion: Motion | null): string =>
  `${role} the deal${motion === null ? '' : `: ${motion === 'cosell' ? 'co-sell' : motion}`}`;

/** Which label names the end customer, if any. */
export function customerLines(structure: PortalStructure, counts: ScanCounts): readonly MappingLine[] {
  const labels = dealLabels(structure).filter(
    (one) =>
      one.to === 'companies' &&
      (saysEndCustomer(one.label) || (saysCustomer(one.label) && !isPartnerLabel(one))),
  );
  const [best] = labels.toSorted(
    (a, b) => Number(saysEndCustomer(b.label)) - Number(saysEndCustomer(a.label)),
  );
  const primary = left('the deal’s primary company');
  if (best === undefined) return [];
  const plain = labels.length === 1 && saysEndCustomer(best.label);
  return [
    {
      key: 'customer',
      section: 'customer',
      what: placeOf(best),
      count: counts.label(best),
      why: plain ? 'its words say so' : 'it may name who buys',
      confidence: plain ? 'high' : 'medium',
      ask: plain ? null : 'Which company of a deal is its customer?',
      choices: [
        ...labels.map(({ label }): Choice => ({
          key: label,
          means: 'the customer; where it is absent the primary company',
          ...(labels.length === 1 ? {} : { detail: `“${label}”` }),
          changes: [{ kind: 'customer', label }],
        })),
        primary,
      ],
      chosen: best.label,
    },
  ];
}
